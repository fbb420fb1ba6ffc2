"""Titles and descriptions of issues and goals of sprints, as frames for the words of a template."""

from __future__ import annotations

from collections.abc import Mapping

from apps.projects.seeding.specification.templates.template import Lines, lines

SUB_TASKS = (
    "Cover the {part} with automated tests",
    "Go through the {part} with two users",
    "Prepare test data for the {part}",
    "Write the help text for the {part}",
    "Measure the {part} before and after",
    "Check the {part} with a screen reader",
)
STEPS = (": rehearsal", ": monitoring", ": documentation", ": clean-up", ": second step")
"""They widen the title of a task, which no customer sees."""

STORIES = ("Let {who} {wish}", "{Who} can {wish}")
STORY_AGAIN = "{Who} ask to {wish}"
BUG = "{Symptom} when {when}"
BUG_AGAIN = "{Symptom} (reported again)"
DESCRIPTIONS: Mapping[str, Lines] = {
    "epic": lines("""
        {aim}. This epic collects what has to change in {area}: the {parts}. It is done when all of its issues are \
        {place} and accepted.
    """),
    "story": lines("""
        {Who} want to {wish}{within}. {aim}. Touches the {part} and the {other}. Accepted when {who} can {wish} {place}.
        {aim}. One step against it: {who} can {wish}{within}. The {part} changes, the {other} stays as it is. \
        Accepted when two {who} have tried it {place}.
        Asked for by {who}: they want to {wish}{within}. It belongs in the {part}, and the {other} has to know of \
        it. Why now: {reason}.
    """),
    "bug": lines("""
        Found in the {part}{within}: {symptom} when {when}. Seen {place} as well. Expected: the {part} stays right, \
        and the {other} is not affected.
        {Symptom}{within}. It happens as soon as {when}. Look at the {part} first; the {other} seems to be fine.
        Reported by two people within a week: {symptom} when {when}{within}. Can be seen {place}. It is mended when \
        the {part} stays right five times in a row.
    """),
    "task": lines("""
        Nobody sees this from outside, but {area} rests on it. {aim}. Look at the {part} first.
        {aim}. To change that, we have to {task}. Done when the {part} works {place} as before.
        Begin with the {part}; the {other} must not notice anything. Why now: {reason}.
    """),
    "improvement": lines("""
        Nobody complains, but it would make every day a little easier{within}. Belongs in the {part}. {aim}.
        A small change to the {part}{within}, wanted by those who use it most. The {other} stays as it is.
    """),
    "sub_task": lines("""
        Part of the issue above. Result: a short note there, and nothing left open in the {part}.
        A step of the issue above, small enough for a day. Do not change the {other} on the way.
    """),
}  # fmt: skip
GOALS = (
    "Bring {name} forward: first the {part}, then the {other}.",
    "Finish what is open in {name}, above all the {part}.",
    "Show the {part} at the review, and have the {other} ready for it.",
    "Make the {part} reliable before {name} grows further.",
)
"""Goals of a sprint about the area of that name."""
