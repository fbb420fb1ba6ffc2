"""Each rule that a volunteer could break: one line that says where, and what would be right."""

import pytest

from apps.tickets.seeding.content.rules import stories_and_faults
from tests.builders.workshop_stories import blackout, faults_of, gorgar

ROSTER = (
    "Dean, William, Elijah, Ken, Alex, Ben, Brian, Chris, David, Eddie, Ethan, James, Jeff, Jerry, John, Josh, Justin, "
    "Kyle, Luis, Mark, Matt, Mike, Nathan, Nick, Paul, Robert, Ryan, Sam, Steve, Tyler, Diana, Caleb, Reba, Jackie, "
    "Laura, Mauricio"
)
FIXED, MOVING = 0, 1


def on_task(task, **columns):
    return lambda story: story["tasks"][task].update(columns)


def on_entry(task, entry, **columns):
    return lambda story: story["tasks"][task]["entries"][entry].update(columns)


def on_visitor(**columns):
    return lambda story: story["tasks"][FIXED]["reported_by"].update(columns)


def without_entries(task, *numbers):
    def spoil(story):
        entries = story["tasks"][task]["entries"]
        entries[:] = [entry for number, entry in enumerate(entries) if number not in numbers]

    return spoil


MISTAKES = {
    "unknown machine": (
        lambda story: story.update(machine="Gorger"),
        "gorgar.yaml: machine: 'Gorger' has no pool of maintainers. Known: Ballyhoo, Carom, Trade Winds, Baseball, "
        "Derby Day, Roto Pool, Teacher's Pet, Hokus Pokus, Star Trip, Star Trek, Gorgar, Blackout, Hyperball, "
        "Eight Ball Deluxe Limited Edition, The Getaway: High Speed II, The Addams Family, Godzilla (Premium).",
    ),
    "unreadable date": (
        on_task(FIXED, opened="10 January 2024"),
        "gorgar.yaml: tasks 1, opened: '10 January 2024' is no moment. "
        "Write it as '2024-01-10 14:20' or '171 days ago 10:15'.",
    ),
    "no such date": (
        on_task(FIXED, opened="2024-02-30 14:20"),
        "gorgar.yaml: tasks 1, opened: '2024-02-30' is not a date of the calendar.",
    ),
    "unreadable time": (
        on_entry(MOVING, 2, at="7 pm"),
        "gorgar.yaml: tasks 2, entries 3, at: '7 pm' is no time of day. Write it as '09:05' or '21:40'.",
    ),
    "unknown reporter": (
        on_task(MOVING, reported_by="Bob"),
        f"gorgar.yaml: tasks 2, reported_by: 'Bob' is not in the roster. Known: {ROSTER}.",
    ),
    "unknown person": (
        on_entry(MOVING, 1, who=["Ben", "Bob"]),
        f"gorgar.yaml: tasks 2, entries 2, who: 'Bob' is not in the roster. Known: {ROSTER}.",
    ),
    "nobody": (
        on_entry(MOVING, 1, who=[]),
        "gorgar.yaml: tasks 2, entries 2, who: name one person at least, and nobody twice.",
    ),
    "somebody twice": (
        on_entry(MOVING, 1, who=["Ben", "Ben"]),
        "gorgar.yaml: tasks 2, entries 2, who: name one person at least, and nobody twice.",
    ),
    "entry before the opening": (
        on_entry(FIXED, 0, at="14:20"),
        "gorgar.yaml: tasks 1, entries 1, at: it must be later than the opening of the task. Correct 'day' or 'at'.",
    ),
    "entry before the one before": (
        on_entry(FIXED, 3, at="19:40"),
        "gorgar.yaml: tasks 1, entries 4, at: it must be later than entry 3. Correct 'day' or 'at'.",
    ),
    "too early": (
        on_task(FIXED, opened="2023-12-31 14:20"),
        "gorgar.yaml: tasks 1, opened: 2023-12-31 is no fixed date. They go from 2024-01-01 to 2025-02-28.",
    ),
    "fixed too late": (
        on_entry(FIXED, 4, day=500),
        "gorgar.yaml: tasks 1, entries 5, day: 2025-05-24 is no fixed date. They go from 2024-01-01 to 2025-02-28.",
    ),
    "too long ago": (
        on_task(MOVING, opened="179 days ago 10:15"),
        "gorgar.yaml: tasks 2, opened: that is 179 days before the anchor. It must be 1 to 178 days before it.",
    ),
    "not before the anchor": (
        on_entry(MOVING, 4, day=9),
        "gorgar.yaml: tasks 2, entries 5, day: that is 0 days before the anchor. It must be 1 to 178 days before it.",
    ),
    "four entries": (
        without_entries(FIXED, 2),
        "gorgar.yaml: tasks 1, entries: there are 4. A task has 5 at least.",
    ),
    "no note": (
        on_entry(FIXED, 0, do="broken"),
        "gorgar.yaml: tasks 1, entries: none is a note. A task has one at least.",
    ),
    "reopened while open": (
        on_entry(MOVING, 3, do="reopen"),
        "gorgar.yaml: tasks 2, entries 4, do: the task is open already. Write 'note' instead, or 'close' before.",
    ),
    "open fixed task": (
        on_entry(FIXED, 4, do="reopen"),
        "gorgar.yaml: tasks 1, entries 5, do: a task with fixed dates ends closed. Write 'close' or 'good'.",
    ),
    "silent open task": (
        on_task(MOVING, opened="60 days ago 10:15"),
        "gorgar.yaml: tasks 2, entries 5, day: an open task has an entry in the last 45 days.",
    ),
    "no follow-up": (
        on_entry(FIXED, 3, do="fixing"),
        "gorgar.yaml: tasks 1, entries 5, do: a closed task ends with a follow-up that closes it once more, "
        "on a later date.",
    ),
    "follow-up on one date": (
        on_entry(FIXED, 4, day=2, at="21:30"),
        "gorgar.yaml: tasks 1, entries 5, do: a closed task ends with a follow-up that closes it once more, "
        "on a later date.",
    ),
    "one person alone": (
        lambda story: [entry.update(who=["Alex"], text="All is well.") for entry in story["tasks"][FIXED]["entries"]],
        "gorgar.yaml: tasks 1, entries: Alex took part, and a task has two or three people.",
    ),
    "nobody of the pool": (
        lambda story: [entry.update(who=["Ken", "Josh"]) for entry in story["tasks"][FIXED]["entries"]],
        "gorgar.yaml: tasks 1, entries: Ken, Josh took part, and none of Alex, Ben, Chris, Brian.",
    ),
    "somebody of another pool": (
        on_entry(FIXED, 4, who=["William"]),
        "gorgar.yaml: tasks 1, entries: William belongs to the pool of other machines.",
    ),
    "two outsiders": (
        on_entry(MOVING, 2, who=["Mark", "Reba"]),
        "gorgar.yaml: tasks 2, entries: Mark, Reba are in no pool, and a task has one such person at most.",
    ),
    "absent person": (
        on_entry(FIXED, 2, who=["Alex"]),
        "gorgar.yaml: tasks 1, entries 3, text: it names Josh, who is not in 'who'.",
    ),
    "name in a report": (
        on_task(FIXED, text="My ball went into the pit and Alex was not there."),
        "gorgar.yaml: tasks 1, text: it names Alex, and a report names nobody.",
    ),
    "visitor of the roster": (
        on_visitor(visitor="Paul Kessler"),
        "gorgar.yaml: tasks 1, reported_by, visitor: 'Paul Kessler' must be a name that nobody of the roster has.",
    ),
    "somebody's contact": (
        on_visitor(contact="marta@gmail.com"),
        "gorgar.yaml: tasks 1, reported_by, contact: 'marta@gmail.com' may belong to somebody. "
        "Write an address at example.com, or a number such as 312-555-0143.",
    ),
    "short report": (
        on_task(FIXED, text="Ball is gone."),
        "gorgar.yaml: tasks 1, text: a report has 6 words at least, so that others can quote it.",
    ),
    "word of another era": (
        on_entry(FIXED, 3, text="The opto sees the ball."),
        "gorgar.yaml: tasks 1, entries 4, text: 'opto' does not fit the year or the mechanism of Gorgar.",
    ),
    "word of another era in a report": (
        on_task(FIXED, text="The internet said that this one is always broken."),
        "gorgar.yaml: tasks 1, text: 'internet' does not fit the year or the mechanism of Gorgar.",
    ),
    "odd letter": (
        on_entry(FIXED, 3, text="Fifty balls … all out."),
        "gorgar.yaml: tasks 1, entries 4, text: '…' is no plain letter. "
        "Write it with what is on every keyboard, and on one line.",
    ),
    "line break": (
        on_entry(FIXED, 3, text="Fifty balls in.\nFifty out."),
        r"gorgar.yaml: tasks 1, entries 4, text: '\n' is no plain letter. "
        "Write it with what is on every keyboard, and on one line.",
    ),
    "no full stop": (
        on_entry(FIXED, 3, text="Fifty balls in and out"),
        "gorgar.yaml: tasks 1, entries 4, text: it must be whole sentences, "
        "with nothing before the first and a full stop after the last.",
    ),
    "date in a task that moves": (
        on_entry(MOVING, 3, text="A new link comes on Monday."),
        "gorgar.yaml: tasks 2, entries 4, text: 'Monday' tells a date or a span, and this task moves with the anchor.",
    ),
    "span in a task that moves": (
        on_task(MOVING, text="Left flipper has been weak since two days ago."),
        "gorgar.yaml: tasks 2, text: 'two days ago' tells a date or a span, and this task moves with the anchor.",
    ),
    "no moving task": (
        lambda story: story["tasks"].pop(MOVING),
        "gorgar.yaml: tasks: there is none opened by a maintainer, and a machine has one at least.",
    ),
}


def test_stories_of_the_tests_have_no_fault():
    assert faults_of(gorgar=gorgar(), blackout=blackout()) == []


def test_stories_of_the_workshop_have_no_fault():
    stories, faults = stories_and_faults()

    assert faults == ()
    assert len(stories) == 17


@pytest.mark.parametrize(("spoil", "line"), MISTAKES.values(), ids=MISTAKES)
def test_mistake_is_named_with_its_place(spoil, line):
    literal = gorgar()
    spoil(literal)

    assert faults_of(gorgar=literal)[0] == line


def test_note_on_a_closed_task_is_refused():
    literal = gorgar()
    entries = literal["tasks"][FIXED]["entries"]
    entries.insert(4, {**entries[3], "day": 4, "do": "note", "text": "Looked in on the way home."})

    assert faults_of(gorgar=literal) == [
        "gorgar.yaml: tasks 1, entries 5, do: the task is closed. Write 'reopen' before the note, or 'close' instead."
    ]


def test_follow_up_in_a_task_that_moves_comes_eight_days_later():
    literal = blackout()
    entries = literal["tasks"][MOVING]["entries"]
    entries[3]["do"], entries[4]["do"] = "close", "close"
    entries[4]["day"] = 23

    assert faults_of(blackout=literal)[0] == (
        "blackout.yaml: tasks 2, entries 5, do: a closed task ends with a follow-up that closes it once more, "
        "8 days later at least."
    )


def test_two_closings_on_one_date_are_refused():
    literal = blackout()
    literal["tasks"][FIXED]["entries"][2].update(day=1, at="18:30")
    literal["tasks"][FIXED]["entries"][3].update(day=1)

    assert faults_of(blackout=literal) == ["blackout.yaml: tasks 1, entries: two of them close the task on one date."]


def test_machine_without_an_open_task_is_refused():
    literal = blackout()
    entries = literal["tasks"][MOVING]["entries"]
    entries[3]["do"], entries[4]["do"] = "close", "close"

    assert faults_of(blackout=literal) == [
        "blackout.yaml: tasks: there is none that stays open, and a machine has one at least."
    ]


def with_third_task(opened, *actions):
    """Gorgar with one more task of the moving chapters; each action is a day and what is done."""
    literal = gorgar()
    entries = [
        {"day": day, "at": f"{11 + number}:37", "who": ["Alex", "Josh"], "do": action, "text": f"Third {number} times."}
        for number, (day, action) in enumerate(actions)
    ]
    text = "The bell rings once for each hit and twice for none."
    literal["tasks"].append(
        {"opened": opened, "reported_by": "Alex", "problem": "other", "text": text, "entries": entries}
    )
    return literal


def test_machine_is_not_good_while_another_task_stands_at_fixing():
    literal = with_third_task("8 days ago 10:20", (0, "note"), (0, "note"), (1, "note"), (2, "good"), (3, "reopen"))

    assert faults_of(gorgar=literal) == [
        "gorgar.yaml: tasks 3, entries 4, do: good, while another open task of the machine stands at fixing or broken.",
        "gorgar.yaml: tasks: the machine is good at the end, and an open task leaves it at fixing or broken.",
    ]


def test_last_task_about_a_broken_machine_is_not_closed_without_a_word_on_it():
    literal = with_third_task(
        "30 days ago 10:20", (0, "note"), (1, "broken"), (2, "close"), (3, "reopen"), (4, "close"), (14, "close")
    )

    assert faults_of(gorgar=literal)[0] == (
        "gorgar.yaml: tasks 3, entries 3, do: it closes the last task about a machine that stays broken."
    )


def test_two_open_tasks_do_not_both_leave_the_machine_down():
    literal = with_third_task("7 days ago 10:20", (0, "note"), (1, "broken"), (2, "note"), (3, "note"), (4, "note"))

    assert faults_of(gorgar=literal) == [
        "gorgar.yaml: tasks: 2 open tasks leave the machine at fixing or broken, and one can."
    ]


def test_two_entries_of_a_machine_at_one_moment_are_refused():
    literal = with_third_task("9 days ago 10:20", (0, "note"), (1, "note"), (2, "note"), (3, "note"), (4, "note"))
    literal["tasks"][2]["entries"][1]["at"] = "18:20"

    assert faults_of(gorgar=literal) == [
        "gorgar.yaml: tasks 3, entries 2, at: task 2, entry 2 has the same moment. Give it another time of day."
    ]


def test_what_is_used_twice_is_named_with_both_places():
    literal = blackout()
    first, theirs = literal["tasks"][FIXED], gorgar()["tasks"][FIXED]
    first["reported_by"] = theirs["reported_by"]
    first["text"] = "My ball went into the gutter. Fifty balls went in and came out."
    first["entries"][1]["text"] = "A wire was off. It SITS behind the magnet."
    literal["tasks"][MOVING]["entries"][2]["text"] = "Brian checks both ends of it."

    assert faults_of(gorgar=gorgar(), blackout=literal) == [
        f"blackout.yaml: tasks 1, {place}: the {what} is on line {line} of gorgar.yaml already."
        for place, what, line in (
            ("reported_by, visitor", "visitor 'Marta Kessler'", 5),
            ("reported_by, contact", "contact 'marta.kessler@example.com'", 6),
            ("text", "opening 'My ball went into the'", 8),
            ("text", "sentence 'fifty balls went in and came out.'", 34),
            ("entries 2, text", "sentence 'it sits behind the magnet.'", 15),
        )
    ]


@pytest.mark.parametrize(
    ("machine", "words"),
    [
        ("Blackout", "It took two"),
        ("Blackout", "It took three of my"),
        ("Gorgar", "It took two of my"),
        ("Blackout", "Player one display loses its"),
        ("Gorgar", "Left flipper is weak when"),
    ],
    ids=["three words", "other words", "other machine", "itself", "a later task"],
)
def test_reference_that_leads_to_no_earlier_task_is_refused(machine, words):
    literal = blackout()
    literal["tasks"][MOVING]["entries"][2]["text"] = f'Brian and I had that in {machine} task "{words}" before.'

    assert faults_of(gorgar=gorgar(), blackout=literal) == [
        f"blackout.yaml: tasks 2, entries 3, text: no earlier task of {machine} opens with '{words}'. "
        "Quote 4 of its first words at least, letter for letter."
    ]
