"""Comments under an issue, by what is happening to it at that moment.

The frames take words from the project's own trade: two parts of the area ({part}, {other}), the place where things are
tried ({place}), a colleague ({peer}) and, by type of issue, who wants something ({who}, {wish}), a fault and its
occasion ({symptom}, {when}), or what is to be done ({task}).
"""

from __future__ import annotations

from collections.abc import Mapping

from apps.projects.seeding.specification.templates.template import Lines, lines

PHRASES: Mapping[str, Lines] = {
    "ask": lines("""
        Is the {other} part of this, or only the {part}?
        Can the {part} stay as it is for now?
        Who decides in the end how the {part} looks?
        Do we have a real example for the {part}? The one I know is from last year.
        Does anything besides the {other} hang on the {part}?
    """),
    "answer": lines("""
        The {part} is in, the {other} is not; I have added that to the description.
        Talked it through with {peer}: the {part} comes first.
        There is an example for the {part} {place} now.
        Nothing else hangs on the {part}, I have looked.
        Agreed with {peer}: the {other} stays as it is.
    """),
    "scope": lines("""
        Keep it to the {part}, please; everything about the {other} gets an issue of its own.
        Small steps: the {part} first, and then we look again.
        I have taken the {other} out of this one, it was too much at once.
    """),
    "need": lines("""
        Before somebody begins we need test data for the {part}.
        Please talk to {peer} before the {part} is touched.
        I would like to see a sketch of the {part} first.
        The text for the {part} is still missing.
    """),
    "size": lines("""
        We said {points} in the refinement; most of it is the {part}.
        {points}: the {part} is clear, the {other} is not.
        Estimated again with {peer}, it stays at {points}.
    """),
    "plan": lines("""
        Planned for {sprint}; the {part} should be settled by then.
        In for {sprint}, if the {part} does not grow any further.
        {peer} would like to see it in {sprint}, so I have put it there.
    """),
    "wait": lines("""
        Stays in the backlog until the {part} is settled.
        Nothing urgent about the {part}; we look at it again next month.
        Good idea, but the {other} comes before it.
        Still wanted, says {peer}. Stays where it is for now.
    """),
    "begin": lines("""
        Started with the {part}; the {other} comes after that.
        On it. First the {part}, because everything else hangs on it.
        I begin with the {part} today and ask {peer} about the {other}.
    """),
    "find": lines("""
        The {part} is more tangled than it looks; I put a test around it first.
        The {other} does the same thing a second time, I bring the two together.
        Found an old special case in the {part} that nobody uses any more. {peer} says it can go.
    """),
    "progress": lines("""
        The {part} works on my machine, the {other} is still open.
        Half way: the {part} is done, the {other} is next.
        Short update: the {part} took longer, the {other} should be quick.
        Showed the {part} to {peer} today, we stay with it.
    """),
    "carried": lines("""
        Not finished in {sprint}: the {other} is still open. It goes on in {next}.
        Half of it is there, but not enough to call it done in {sprint}. Goes on in {next} with the {part}.
        The {part} took all of {sprint}; the rest follows in {next}.
    """),
    "not begun": lines("""
        We did not get to it in {sprint}; it moves to {next}.
        {sprint} was too full. First thing in {next}, then, starting with the {part}.
        Had to leave it for {next}, the {part} was not ready in {sprint}.
    """),
    "offer": lines("""
        Ready for review. Best begin with the {part}, the {other} only follows it.
        Up for review; the {part} can be tried {place}.
        Please look at the {part} above all, that is where I was not sure.
    """),
    "remark": lines("""
        Two small remarks on the {part}, otherwise fine.
        Please use the same words in the {part} as in the {other}.
        Reads well. One test for the {other} is missing.
        Could the {part} say what went wrong instead of only that something did?
    """),
    "check": lines("""
        Tried the {part} {place}: works as described.
        Went through the {part} and the {other} once more, nothing to add.
        {peer} and I tried the {part} {place}, no complaints.
    """),
    "closed": lines("""
        Merged, and the {part} is {place}. Closing.
        Reviewed and merged; nothing is left open in the {other}.
        Merged. Thanks to {peer} for the second look at the {part}.
    """),
    "after": lines("""
        Looked at the {part} again the day after: all quiet.
        Shown at the review, {peer} is happy with the {part}.
        No questions about the {part} since.
    """),
    "waits": lines("""
        Waits for {key} ({title}); please take it up when that is through.
        Hangs on {key}: {title}. No use in beginning before.
    """),
    "related": lines("""
        See also {key} ({title}); whoever does one should know the other.
        Close to {key}: {title}. Please keep both in mind.
    """),
    "twice": lines("""
        This is {key} once more. I leave it open until that one is done.
        Same as {key}, only from somebody else. We close both together.
    """),
}
"""By what is happening; these fit any type of issue."""
