"""The stories as they are written: what a reader would notice, machine by machine."""

import re
from collections import Counter
from functools import cache

import pytest

from apps.tickets.seeding.content import STORY_FILES
from apps.tickets.seeding.content.agreement import statuses_of
from apps.tickets.seeding.content.rules import stories_and_faults
from apps.tickets.seeding.content.task_rules import stays_open
from apps.tickets.seeding.content.wording import forbidden_word, names_in, references_in, sentences_in
from apps.tickets.seeding.specification.machines import MACHINES
from tests.oracles.workshop import MACHINES as DECIDED
from tests.oracles.workshop import PEOPLE

STATUSES = {machine.name: machine.operational_status for machine in MACHINES}
each_machine = pytest.mark.parametrize("machine", STORY_FILES)


@cache
def tasks_of(machine):
    return stories_and_faults()[0][machine].tasks


def all_tasks():
    return [(machine, task) for machine in STORY_FILES for task in tasks_of(machine)]


def all_texts():
    for machine, task in all_tasks():
        yield machine, task.text, frozenset()
        yield from ((machine, entry.text, frozenset(entry.who)) for entry in task.entries)


@each_machine
def test_machine_has_the_tasks_of_the_decision(machine):
    assert len(tasks_of(machine)) == DECIDED[machine][0]


@each_machine
def test_machine_ends_with_the_status_that_the_museum_gives_it(machine):
    moments = [
        (moment.order, statuses_of(entry.do)[1])
        for task in tasks_of(machine)
        for entry, moment in zip(task.entries, task.moments, strict=True)
    ]

    assert [status for _, status in sorted(moments, key=lambda pair: pair[0]) if status][-1] == STATUSES[machine]


@each_machine
def test_entries_of_a_machine_open_differently(machine):
    openings = Counter(" ".join(entry.text.lower().split()[:3]) for task in tasks_of(machine) for entry in task.entries)

    assert [opening for opening, count in openings.items() if count > 1] == []


@each_machine
def test_no_three_tasks_of_a_machine_take_the_same_course_to_their_end(machine):
    courses = Counter(
        tuple(entry.do for entry in task.entries) for task in tasks_of(machine) if not stays_open(task.entries)
    )

    assert [course for course, count in courses.items() if count > 2] == []


def test_problem_texts_open_with_five_words_of_their_own():
    openings = Counter(" ".join(task.text.split()[:5]) for _, task in all_tasks())

    assert [opening for opening, count in openings.items() if count > 1] == []


def test_no_two_visitors_share_a_name_or_a_contact():
    visitors = [task.reported_by for _, task in all_tasks() if task.reporter is None]
    words = Counter(word for visitor in visitors for word in visitor.visitor.split())
    contacts = Counter(visitor.contact for visitor in visitors)

    assert [word for word, count in (words + contacts).items() if count > 1] == []


def test_no_sentence_is_used_twice():
    sentences = Counter(sentence for _, text, _ in all_texts() for sentence in sentences_in(text))

    assert [sentence for sentence, count in sentences.items() if count > 1] == []


def test_no_word_is_out_of_its_time():
    assert [(machine, word) for machine, text, _ in all_texts() if (word := forbidden_word(machine, text))] == []


@pytest.mark.parametrize(
    ("machine", "text", "word"),
    [
        ("Ballyhoo", "The coils are cold.", "coils"),
        ("Ballyhoo", "He switched it off.", "switched"),
        ("Carom", "Both Flippers are weak.", "Flippers"),
        ("Derby Day", "The reel sticks.", "reel"),
        ("Hokus Pokus", "One LED is dark.", "LED"),
        ("Teacher's Pet", "A circuit board came loose.", "circuit board"),
        ("Gorgar", "The opto-coupler is dirty.", "opto"),
        ("The Addams Family", "No Wi-Fi here.", "Wi-Fi"),
        ("Gorgar", "The flippers, the reels and the boards are fine.", None),
        ("Ballyhoo", "The switchboard operator recoiled.", "switchboard"),
        ("Godzilla (Premium)", "The network came back after a download.", None),
        ("Ballyhoo", "A recoil of the plunger, on floorboards.", None),
    ],
)
def test_word_out_of_its_time_is_noticed(machine, text, word):
    assert forbidden_word(machine, text) == word


def test_whoever_a_text_names_is_on_the_entry():
    absent = [(machine, name) for machine, text, who in all_texts() for name in names_in(text) if name not in who]

    assert absent == []


def test_roster_names_are_told_from_words():
    assert names_in("Mark and Nick left a mark in the nick of time; Ken's too, not Kenneth's.") == [
        "Mark",
        "Nick",
        "Ken",
    ]


def test_everybody_has_a_part_in_some_task():
    assert {name for _, task in all_tasks() for name in task.people} == PEOPLE


def test_outsiders_come_for_light_work_and_most_entries_are_by_one_or_two():
    crowds = [entry.text for _, task in all_tasks() for entry in task.entries if len(entry.who) > 2]

    assert len(crowds) <= 5


def test_references_quote_an_earlier_task():
    found = [reference for _, text, _ in all_texts() for reference in references_in(text)]

    assert len(found) >= 20
    assert len(set(found)) >= 20
    for machine, words in found:
        assert len(words.split()) >= 4
        assert sum(task.text.startswith(words) for task in tasks_of(machine)) == 1


def test_reference_is_read_with_its_machine_and_opening_words():
    text = (
        'As in The Getaway: High Speed II task "Ball hops the ramp at." and Derby Day task "Horses stop short of the".'
    )

    assert references_in(text) == [
        ("The Getaway: High Speed II", "Ball hops the ramp at"),
        ("Derby Day", "Horses stop short of the"),
    ]


def test_times_of_day_vary():
    minutes = Counter(moment.at.minute for _, task in all_tasks() for moment in task.moments)

    assert len(minutes) >= 50
    assert minutes[0] + minutes[30] < 0.05 * minutes.total()


def test_entries_vary_in_length():
    words = [len(entry.text.split()) for _, task in all_tasks() for entry in task.entries]

    assert min(words) <= 10
    assert max(words) >= 60
    assert 25 <= sum(words) / len(words) <= 45


def test_no_task_stays_open_that_has_fixed_dates():
    assert [task.text for _, task in all_tasks() if stays_open(task.entries) and re.match(r"\d{4}-", task.opened)] == []
