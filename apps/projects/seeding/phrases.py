"""What people write under an issue, by what is going on there at that moment.

The frames take words from the project's own trade: two parts of the area ({part}, {other}), where things are tried
({place}), a colleague ({peer}) and, by what kind of issue it is, who wants what ({who}, {wish}), what goes wrong and
when ({symptom}, {when}), or what is to be done ({task}).
"""

from __future__ import annotations

from collections.abc import Mapping

from apps.projects.seeding.templates.template import Lines, lines

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
"""By what is going on; these fit any kind of issue."""

OF_STORIES: Mapping[str, Lines] = {
    "ask": lines("""
        What do {who} see in the {part} when they {wish}?
        How many {who} would {wish} on a normal day?
        Is it enough if {who} can {wish} {place} first?
    """),
    "need": lines("""
        I would like to watch two {who} before we build it: what do they do today?
    """),
    "begin": lines("""
        Started. First goal: {who} can {wish} with made-up data {place}.
    """),
    "progress": lines("""
        In the simplest case {who} can {wish} now; the {part} still needs its error messages.
    """),
    "check": lines("""
        Had two {who} {wish} {place}: worked both times.
        Watched how {who} {wish} {place}; nobody needed help.
    """),
    "after": lines("""
        First {who} use it; no questions so far.
    """),
}
OF_BUGS: Mapping[str, Lines] = {
    "ask": lines("""
        Does it happen every time {when}, or only now and then?
        Since when? I have not seen that {symptom} before last week.
        Is it the {part} alone, or the {other} as well?
    """),
    "answer": lines("""
        Every time, as far as I can tell: {when}, and {symptom}.
        Only in the {part}, and I have a screenshot of it.
        Since the last release; the {other} was changed in it.
    """),
    "scope": lines("""
        Mend the {part} here; if the {other} has the same fault, that is another issue.
        Please only the fault itself. Making the {part} nicer can wait.
    """),
    "need": lines("""
        Please add the exact steps, and what the {part} showed.
        Could {peer} say how many people met this in the {part}?
        Before the fix I would like a test for the {part} that fails.
    """),
    "wait": lines("""
        Rare enough to wait; until then, a reload of the {part} helps.
        Stays open: nobody has asked about the {part} for two weeks.
        {peer} knows a way around it by the {other}, so it can wait.
    """),
    "begin": lines("""
        I can reproduce it {place}: {symptom} as soon as {when}.
        Have a failing test for it now, so the hunt can begin in the {part}.
        Looking at the {part}; it must be between that and the {other}.
    """),
    "find": lines("""
        Found the cause: when {when}, the {part} works with old values.
        It is the {part}: a check that used to be there was lost in a change last year.
        The {part} itself is fine, it only trusts what the {other} says. That trust has to go.
    """),
    "progress": lines("""
        Narrowed it down to a few lines between the {part} and the {other}.
        The fix is three lines, the test for the {part} is thirty. Nearly there.
        The {part} is right again on my machine; now the same for the data that are already wrong.
    """),
    "check": lines("""
        Went through the steps again {place}: {when}, and nothing goes wrong any more.
        Ten times the same steps in the {part}, ten times right.
        {peer} tried to break the {part} again and gave up.
    """),
    "after": lines("""
        Not seen again since the fix went out.
        Told the people who reported it; the {part} is right for them as well.
    """),
}
OF_TASKS: Mapping[str, Lines] = {
    "ask": lines("""
        Before we {task}: who has to know?
    """),
    "need": lines("""
        I would like a way back before we {task}.
    """),
    "begin": lines("""
        Started, in small steps, so that the {part} never stands still.
    """),
    "progress": lines("""
        First step is in, and the {part} did not notice. Second step tomorrow.
    """),
    "check": lines("""
        Compared the {part} before and after: no difference, as it should be.
    """),
}
OF_EPICS: Mapping[str, Lines] = {
    "ask": lines("""
        Which part of {area} comes first: the {part} or the {other}?
        When do we call {area} good enough?
        Is the {part} really part of this, or is it an epic of its own?
    """),
    "answer": lines("""
        The {part} first, says {peer}, because most complaints are about it.
        Good enough means: nobody has to write to us about the {part} any more.
        I have split it: one issue each for the {part} and the {other}, the rest can wait.
    """),
    "scope": lines("""
        I keep new wishes for {area} out of this one; it is large enough.
        What we find about the {other} on the way gets an issue, but not here.
    """),
    "need": lines("""
        Before {area} begins I would like to see figures about the {part}.
        {peer} should tell us first what people say about the {part}.
    """),
    "wait": lines("""
        {area} has to wait until other things are off the table.
        Nobody can begin with {area} this month; I keep the order of its issues as it is.
    """),
    "plan": lines("""
        The first issues of {area} are in {sprint}, so this one goes along.
    """),
    "begin": lines("""
        The first issue of {area} is under way, so this one is in progress as well.
        It begins: the {part} first, and {area} as a whole step by step.
    """),
    "find": lines("""
        {area} needs one more issue for the {other}; I write it this week.
        {peer} noticed that the {part} and the {other} ask for the same thing twice. One issue can go.
    """),
    "progress": lines("""
        Where we are with {area}: the {part} is moving, the {other} is not.
        Talked with {peer} about the order: the {part} before the {other}.
    """),
    "offer": lines("""
        All issues of {area} are through; please look at the {part} as a whole.
    """),
    "remark": lines("""
        Looks like one thing now, except for the {other}: that still has its old words.
        The {part} and the {other} fit together. I would tell people about it in the newsletter.
    """),
    "check": lines("""
        Went through {area} from one end to the other {place}, it hangs together.
    """),
    "closed": lines("""
        The last issue is closed, so {area} is done. Thank you all.
    """),
    "after": lines("""
        Two quiet days since the end of {area}. Well done.
    """),
}
"""An epic is spoken of as a whole."""
OF_KIND = {"story": OF_STORIES, "bug": OF_BUGS, "task": OF_TASKS, "improvement": OF_TASKS, "epic": OF_EPICS}
WHOLLY_OWN = ("epic", "bug")
"""Kinds that are spoken of in their own words wherever there are some."""


def phrases_of(kind: str, what: str) -> tuple[Lines, Lines]:
    """The frames for what happens to an issue of that kind: its own, and those for any kind."""
    own = OF_KIND.get(kind, {}).get(what, ())
    return own, () if own and kind in WHOLLY_OWN else PHRASES[what]
