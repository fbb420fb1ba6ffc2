"""The museum's files as the proof reads them: by a reader that shares nothing with the import's, and agrees with it."""

from dataclasses import asdict
from datetime import UTC, datetime

import pytest

from apps.tickets.seeding.imports.files import read_log, read_maintainers, read_problems
from apps.tickets.seeding.measures.files.books import Note, Person, log_of, people_of, problems_of
from apps.tickets.seeding.scenarios import LegacyMaintainersScenario, LegacyRecordsScenario
from apps.tickets.seeding.specification.files import AS_WRITTEN
from seedplot.clock import project_zone
from tests.builders.legacy_data import FILES, LOG, MAINTAINERS, PROBLEMS

PEOPLE_HEADER = "Username,Is Admin,First Name,Last Name,Email,Nickname"
PROBLEMS_HEADER = "Game,Timestamp,Problem,Maintainer,Checked / Unchecked"
LOG_HEADER = "Machine,Date,Notes,Maintainers"


def gathered(scenario):
    return scenario().sources.gather({"directory": str(FILES)})


def sources(file, *lines):
    return {AS_WRITTEN: {file: "\r\n".join(lines)}}


def log(cells):
    [note] = log_of(sources(LOG, LOG_HEADER, cells))
    return note


def without_line(rows):
    return [{key: value for key, value in asdict(row).items() if key != "line"} for row in rows]


def test_both_readers_find_the_same_people_in_the_museums_file():
    found = people_of(gathered(LegacyMaintainersScenario))

    assert [asdict(person) for person in found] == without_line(read_maintainers(FILES).whole())
    assert len(found) == 36


@pytest.mark.parametrize(("read", "other", "count"), [(problems_of, read_problems, 10), (log_of, read_log, 89)])
def test_both_readers_find_the_same_rows_in_the_museums_books(read, other, count):
    found = read(gathered(LegacyRecordsScenario))
    rows = other(FILES).whole()

    assert [(note.line, note.machine, note.text, note.people) for note in found] == [
        (row.line, row.machine, row.text, row.people) for row in rows
    ]
    assert [note.at.astimezone(project_zone()).replace(tzinfo=None) for note in found] == [row.at for row in rows]
    assert [note.is_closed for note in found] == [getattr(row, "is_closed", False) for row in rows]
    assert len(found) == count


def test_row_of_the_roster_is_read_by_its_columns():
    lines = (PEOPLE_HEADER, "", 'deano,true," Dean ",,,', ",,,,,", ",,Ken,Doe,ken@example.com,Kenny")

    assert people_of(sources(MAINTAINERS, *lines)) == [
        Person("deano", "Dean", "", None, "", is_admin=True),
        Person("ken", "Ken", "Doe", "ken@example.com", "Kenny", is_admin=False),
    ]


def test_columns_may_stand_in_another_order():
    turned = ("Nickname,Email,Last Name,First Name,Is Admin,Username", "Kenny,,,Ken,,")

    assert people_of(sources(MAINTAINERS, *turned)) == [Person("ken", "Ken", "", None, "Kenny", is_admin=False)]


def test_problem_is_read_with_its_moment_in_the_museums_time_zone():
    assert problems_of(sources(PROBLEMS, PROBLEMS_HEADER, 'Gorgar,"7/6/24, 12:05 AM",Dark.,Ken,Checked')) == [
        Note(PROBLEMS, 2, "Gorgar", datetime(2024, 7, 6, 5, 5, tzinfo=UTC), "Dark.", ("Ken",), is_closed=True)
    ]


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("1/3/2024 12:00 PM", datetime(2024, 1, 3, 18, tzinfo=UTC)),
        ("1/3/2024 12:00 AM", datetime(2024, 1, 3, 6, tzinfo=UTC)),
        ("10/04/2025 4:55 pm", datetime(2025, 10, 4, 21, 55, tzinfo=UTC)),
    ],
)
def test_moment_of_the_log_is_read(written, moment):
    assert log(f"Gorgar,{written},Dark.,").at == moment


def test_text_keeps_its_lines_and_loses_its_control_characters():
    assert log('Gorgar,1/3/2024 1:00 PM,"a\r\n\x01- b\n\tc\x0bd",').text == "a\n- b\n c\nd"


@pytest.mark.parametrize(
    ("cell", "people"),
    [
        ("", ()),
        ("Ken", ("Ken",)),
        ("Ken, William", ("Ken", "William")),
        ("Diana and Laura", ("Diana", "Laura")),
        ("Ken, Diana, and Laura", ("Ken", "Diana", "Laura")),
        ("Andy and Sandra", ("Andy", "Sandra")),
    ],
)
def test_people_of_a_cell_are_separated(cell, people):
    assert log(f'Gorgar,1/3/2024 1:00 PM,Dark.,"{cell}"').people == people


def test_line_is_the_one_on_which_a_row_begins():
    lines = (LOG_HEADER, 'Gorgar,1/3/2024 1:00 PM,"a\nb",', "", "Carom,1/3/2024 1:00 PM,c,")

    assert [note.line for note in log_of(sources(LOG, *lines))] == [2, 5]


def test_runs_of_an_earlier_version_are_proven_by_the_rows_in_their_record():
    books = gathered(LegacyRecordsScenario)
    roster = gathered(LegacyMaintainersScenario)
    rows = {file: found for file, found in {**books, **roster}.items() if file != AS_WRITTEN}

    assert list(rows) == [PROBLEMS, LOG, MAINTAINERS]
    assert problems_of(rows) == problems_of(books)
    assert log_of(rows) == log_of(books)
    assert people_of(rows) == people_of(roster)
