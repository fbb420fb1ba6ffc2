"""The museum's files, read: what the repository's hold, what a cell may look like, and how each fault is told."""

import json
import re
from collections import Counter
from datetime import date, datetime

import pytest

from apps.tickets.seeding.imports import files
from apps.tickets.seeding.imports.files import (
    LogRow,
    MaintainerRow,
    ProblemRow,
    read_log,
    read_maintainers,
    read_problems,
)
from seedplot.errors import SeedError
from tests.builders.legacy_data import FILES, LOG, MAINTAINERS, PROBLEMS, LegacyCopy

clock = datetime.fromisoformat


@pytest.fixture
def copy(tmp_path):
    return LegacyCopy(tmp_path)


def faults(reading):
    """Every line of what was refused; the message is one line, and names the first."""
    with pytest.raises(SeedError) as refused:
        reading.whole()
    message, details = str(refused.value), list(refused.value.details)
    told = [str(each) for each in reading.refused]
    more = f" (and {len(told) - 1} more, listed above)" if len(told) > 1 else ""
    assert message == (
        f"{told[0].rstrip('.')}{more}. Nothing was written. Correct the files in {reading.path.parent}, "
        "or name another place with --directory, then run the command again."
    )
    assert details == (told if len(told) > 1 else [])
    assert not any("\n" in line for line in [message, *told])
    return told


# --- The files of the repository -------------------------------------------------------------------------------


def test_default_directory_is_the_projects_whatever_the_working_directory(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)

    assert files.default_directory() == FILES


def test_roster_has_36_people_two_of_them_admins():
    people = read_maintainers(FILES).whole()

    assert len(people) == len({person.first_name for person in people}) == 36
    assert [(person.line, person.username, person.first_name) for person in people[:3]] == [
        (2, "dean-workshop", "Dean"),
        (3, "william", "William"),
        (4, "elijah", "Elijah"),
    ]
    assert [person.username for person in people if person.is_admin] == ["dean-workshop", "william"]
    assert [person.first_name for person in people if person.last_name] == ["Dean", "William"]
    assert [person.first_name for person in people if person.email is not None] == ["Dean", "William"]
    assert [person.first_name for person in people if person.nickname] == ["Dean"]
    assert all(person.username == person.first_name.lower() for person in people[1:])


def test_problems_are_ten_two_of_them_closed():
    problems = read_problems(FILES).whole()

    assert len(problems) == 10
    assert [problem.line for problem in problems] == list(range(2, 12))
    assert sum(problem.is_closed for problem in problems) == 2
    assert sum(not problem.people for problem in problems) == 2
    assert (problems[0].at, problems[-1].at) == (clock("2024-01-06 14:15"), clock("2025-09-17 17:35"))


def test_log_has_89_rows_newest_first():
    rows = read_log(FILES).whole()

    assert len(rows) == 89
    assert [row.at for row in rows] == sorted((row.at for row in rows), reverse=True)
    assert (rows[0].at.date(), rows[-1].at.date()) == (date(2025, 10, 4), date(2023, 9, 8))
    assert Counter(row.at.year for row in rows) == {2023: 12, 2024: 36, 2025: 41}
    assert sum("\n" in row.text for row in rows) == 54
    assert sum("- " in row.text and "\n" in row.text for row in rows) >= 25
    assert Counter(len(row.people) for row in rows) == {1: 70, 2: 16, 3: 1, 0: 2}
    names = Counter(name for row in rows for name in row.people)
    assert names["William"] + names["Wlliam"] == 74
    assert (names["Ken"], names["Brian"], names["Wlliam"]) == (14, 5, 1)


def test_no_control_character_is_read_and_every_line_break_is():
    rows = read_log(FILES).whole()

    raw = (FILES / LOG).read_bytes().decode()
    assert raw.count("\x01- ") > 25
    assert sum(row.text.count("\n") for row in rows) == len(re.findall(r"(?<!\r)\n", raw))
    assert not any(re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", row.text) for row in rows)
    assert any("\n  - " in row.text for row in rows)


@pytest.mark.parametrize("read", [read_maintainers, read_problems, read_log])
def test_rows_come_back_from_a_runs_record(read):
    rows = read(FILES).whole()

    kept = json.loads(json.dumps([row.as_source() for row in rows]))

    assert tuple(type(row).from_source(source) for row, source in zip(rows, kept, strict=True)) == rows


def test_missing_rows_come_oldest_first_and_of_one_moment_the_later_line_first():
    rows = [
        LogRow(2, "Gorgar", clock("2024-03-09 00:00"), "b", ()),
        LogRow(5, "Gorgar", clock("2024-03-09 00:00"), "a", ()),
        LogRow(6, "Gorgar", clock("2024-03-01 00:00"), "gone before", ()),
        LogRow(7, "Gorgar", clock("2023-09-08 00:00"), "first", ()),
    ]
    sources = {LOG: [row.as_source() for row in rows]}

    found = files.missing(LogRow, LOG, sources, {f"{LOG}, line 6"})

    assert found == [rows[3], rows[1], rows[0]]


# --- What a cell may look like ---------------------------------------------------------------------------------


def test_columns_may_stand_in_any_order_behind_a_byte_order_mark_and_lines_end_in_any_way(copy):
    copy.write(PROBLEMS, "\ufeffTimestamp, Problem ,Game,Checked / Unchecked,Maintainer\n1/6/24,x,Gorgar,,\n")
    copy.replace(PROBLEMS, "1/6/24,", '"1/6/24, 2:15 PM",')

    assert read_problems(copy.directory).whole() == (
        ProblemRow(2, "Gorgar", clock("2024-01-06 14:15"), "x", (), False),
    )


def test_rows_without_any_text_are_passed_over_and_counted_as_lines(copy):
    copy.write(LOG, 'Machine,Date,Notes,Maintainers\r\n\r\n, ,,\r\nGorgar,1/2/2024 1:00 PM,"a\nb",Ken\r\n\r\n')
    copy.append(LOG, "Gorgar,1/3/2024 1:00 PM,c,Ken")

    rows = read_log(copy.directory).whole()

    assert [(row.line, row.text) for row in rows] == [(4, "a\nb"), (8, "c")]


def test_names_are_stripped_and_their_blanks_single(copy):
    copy.append(MAINTAINERS, " ada.l , true ,\u00a0Ada\tAugusta , de  Lovelace , ada@example.com , A ")

    assert read_maintainers(copy.directory).whole()[-1] == MaintainerRow(
        38, "ada.l", True, "Ada Augusta", "de Lovelace", "ada@example.com", "A"
    )


@pytest.mark.parametrize(
    ("cell", "people"),
    [
        ("", ()),
        (" William ", ("William",)),
        ("Ken, William", ("Ken", "William")),
        ("Diana and Laura", ("Diana", "Laura")),
        ("William, Ken and Reba", ("William", "Ken", "Reba")),
        ("William,Ken, and Reba", ("William", "Ken", "Reba")),
        ("Andy, Sandra", ("Andy", "Sandra")),
    ],
)
def test_cell_of_people_is_split_at_commas_and_the_word_and(copy, cell, people):
    copy.append(LOG, f'Gorgar,1/3/2024 1:00 PM,c,"{cell}"')

    assert read_log(copy.directory).whole()[-1].people == people


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("a\x01- b", "a- b"),
        ("first\n\x01- b\n  \x01- c", "first\n- b\n  - c"),
        ("a\r\nb\rc\nd", "a\nb\nc\nd"),
        ("a\vb\fc\x85d\u2028e", "a\nb\nc\nd\ne"),
        ("a\tb", "a b"),
        ("\x00a\x1b[31mb\x7fc\x9bd", "a[31mbcd"),
        (
            "0.05 \u00b5F, 58 \u00b0C, \U0001f468\u200d\U0001f527",
            "0.05 \u00b5F, 58 \u00b0C, \U0001f468\u200d\U0001f527",
        ),
        ("  indented  ", "  indented  "),
    ],
)
def test_note_keeps_its_lines_and_loses_control_characters(copy, cell, text):
    copy.append(LOG, f'Gorgar,1/3/2024 1:00 PM,"{cell}",')

    assert read_log(copy.directory).whole()[-1].text == text


@pytest.mark.parametrize(
    ("cell", "moment"),
    [
        ("1/3/2024 1:00 PM", clock("2024-01-03 13:00")),
        ("01/03/2024 01:00 pm", clock("2024-01-03 13:00")),
        (" 1/3/2024\u202f1:00\u202fPM", clock("2024-01-03 13:00")),
        ("12/31/2024 12:00 AM", clock("2024-12-31 00:00")),
        ("2/29/2024 12:59 PM", clock("2024-02-29 12:59")),
    ],
)
def test_date_of_the_log_is_what_the_clock_showed(copy, cell, moment):
    copy.append(LOG, f"Gorgar,{cell},c,")

    assert read_log(copy.directory).whole()[-1].at == moment


@pytest.mark.parametrize(("cell", "closed"), [("Checked", True), ("unchecked", False), (" ", False)])
def test_checked_means_closed(copy, cell, closed):
    copy.append(PROBLEMS, f'Gorgar,"1/6/24, 2:15 PM",c,,{cell}')

    assert read_problems(copy.directory).whole()[-1].is_closed is closed


# --- Faults of a file ------------------------------------------------------------------------------------------

ALL_FILES = pytest.mark.parametrize(
    ("file", "read", "columns"),
    [
        (MAINTAINERS, read_maintainers, "Username, Is Admin, First Name, Last Name, Email, Nickname"),
        (PROBLEMS, read_problems, "Game, Timestamp, Problem, Maintainer, Checked / Unchecked"),
        (LOG, read_log, "Machine, Date, Notes, Maintainers"),
    ],
)


@ALL_FILES
def test_missing_file_is_told_with_the_place_where_it_should_be(copy, file, read, columns):
    copy.remove(file)

    assert faults(read(copy.directory)) == [f"{file} is not in {copy.directory}."]


@ALL_FILES
def test_file_that_cannot_be_opened_is_told(copy, file, read, columns):
    copy.remove(file)
    (copy.directory / file).mkdir()

    assert faults(read(copy.directory)) == [f"{file} cannot be opened: Is a directory."]


@ALL_FILES
@pytest.mark.parametrize("content", ["", "\ufeff", "\r\n\r\n"])
def test_empty_file_is_told_with_the_line_that_it_must_begin_with(copy, file, read, columns, content):
    copy.write(file, content)

    assert faults(read(copy.directory)) == [f"{file} is empty; its first line must be {columns.replace(', ', ',')}."]


@ALL_FILES
def test_header_alone_is_a_file_without_rows(copy, file, read, columns):
    copy.write(file, columns.replace(", ", ","))

    assert read(copy.directory).whole() == ()


@ALL_FILES
def test_missing_and_unknown_columns_are_told_and_no_row_is_read(copy, file, read, columns):
    first = columns.split(", ")[0]
    copy.replace(file, f"{first},", "Remarks,")

    reading = read(copy.directory)

    assert faults(reading) == [
        f"{file}, line 1 has no column '{first}'; its columns are {columns}.",
        f"{file}, line 1 has an unknown column 'Remarks'; its columns are {columns}.",
    ]
    assert reading.rows == ()


@ALL_FILES
def test_column_that_is_there_twice_is_told(copy, file, read, columns):
    first, second = columns.split(", ")[:2]
    copy.replace(file, f"{first},{second}", f"{first},{first},{second}")

    assert faults(read(copy.directory)) == [
        f"{file}, line 1 has column '{first}' more than once; its columns are {columns}."
    ]


def test_missing_header_is_told_as_missing_columns(copy):
    copy.replace(MAINTAINERS, "Username,Is Admin,First Name,Last Name,Email,Nickname\r\n", "")

    told = faults(read_maintainers(copy.directory))

    assert len(told) == 12
    assert told[0].startswith("Maintainers.csv, line 1 has no column 'Username'; its columns are Username,")


@pytest.mark.parametrize(
    ("broken", "byte"), [(b"caf\xe9", "e9"), (b"\xff\xfeA\x00", "ff"), (b"\xc3(", "c3"), (b"\xed\xa0\x80", "ed")]
)
def test_other_encoding_is_told_with_line_and_byte(copy, broken, byte):
    line = copy.line_of(MAINTAINERS, "Reba")
    copy.replace(MAINTAINERS, b"Reba", broken)

    assert faults(read_maintainers(copy.directory)) == [
        f"Maintainers.csv, line {line} has byte 0x{byte}, which is not UTF-8; save the file in that encoding."
    ]


def test_broken_quotation_is_told_where_its_row_begins(copy):
    line = copy.line_of(LOG, "Set-up of the loan machine")
    copy.replace(LOG, '"Set-up of the loan machine', '"Set-up" of the loan machine')

    assert faults(read_log(copy.directory)) == [
        f"{LOG}, line {line} has broken quotation marks: ',' expected after '\"'."
    ]


def test_quotation_that_never_ends_is_told_where_its_row_begins(copy):
    copy.append(LOG, 'Gorgar,1/3/2024 1:00 PM,"no end,Ken')

    [told] = faults(read_log(copy.directory))

    assert told == f"{LOG}, line {copy.line_of(LOG, 'no end')} has broken quotation marks: unexpected end of data."


@pytest.mark.parametrize(("row", "count"), [("Gorgar,1/3/2024 1:00 PM,c", 3), ("Gorgar,1/3/2024 1:00 PM,c,Ken,x", 5)])
def test_row_of_another_length_is_told(copy, row, count):
    copy.append(LOG, row)

    assert faults(read_log(copy.directory)) == [
        f"{LOG}, line {copy.line_of(LOG, row)} has {count} cells, not 4 like the header."
    ]


# --- Faults of a cell ------------------------------------------------------------------------------------------

MOMENT_OF_PROBLEMS = "must be a moment such as 1/6/24, 2:15 PM"
MOMENT_OF_LOG = "must be a moment such as 10/4/2025 4:55 PM"


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("", f"'' {MOMENT_OF_PROBLEMS}"),
        ("yesterday", f"'yesterday' {MOMENT_OF_PROBLEMS}"),
        ("31/1/24, 2:15 PM", f"'31/1/24, 2:15 PM' {MOMENT_OF_PROBLEMS}"),
        ("2/30/24, 2:15 PM", f"'2/30/24, 2:15 PM' {MOMENT_OF_PROBLEMS}"),
        ("1/6/24, 14:15 PM", f"'1/6/24, 14:15 PM' {MOMENT_OF_PROBLEMS}"),
        ("1/6/24 2:15 PM", f"'1/6/24 2:15 PM' {MOMENT_OF_PROBLEMS}"),
        ("1/6/2024, 2:15 PM", f"'1/6/2024, 2:15 PM' {MOMENT_OF_PROBLEMS}"),
        ("1/6/24", f"'1/6/24' {MOMENT_OF_PROBLEMS}"),
    ],
)
def test_moment_of_a_problem_that_cannot_be_read_is_told(copy, cell, told):
    copy.append(PROBLEMS, f'Gorgar,"{cell}",c,,')

    assert faults(read_problems(copy.directory)) == [f"{PROBLEMS}, line 12, column Timestamp: {told}."]


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("", f"'' {MOMENT_OF_LOG}"),
        ("10/4/25 4:55 PM", f"'10/4/25 4:55 PM' {MOMENT_OF_LOG}"),
        ("13/4/2025 4:55 PM", f"'13/4/2025 4:55 PM' {MOMENT_OF_LOG}"),
        ("2025-10-04 16:55", f"'2025-10-04 16:55' {MOMENT_OF_LOG}"),
        ("2/29/2025 4:55 PM", f"'2/29/2025 4:55 PM' {MOMENT_OF_LOG}"),
        ("1/1/0205 4:55 PM", "'1/1/0205 4:55 PM' must be in the years 1900 to 2199"),
    ],
)
def test_date_of_the_log_that_cannot_be_read_is_told(copy, cell, told):
    copy.append(LOG, f"Gorgar,{cell},unreadable,")

    line = copy.line_of(LOG, "unreadable")
    assert faults(read_log(copy.directory)) == [f"{LOG}, line {line}, column Date: {told}."]


@pytest.mark.parametrize(
    ("row", "column", "told"),
    [
        (',"1/6/24, 2:15 PM",c,,', "Game", "'' must not be blank"),
        ('Gorgar,"1/6/24, 2:15 PM", \n ,,', "Problem", "'' must not be blank"),
        ('Gorgar,"1/6/24, 2:15 PM",\x01,,', "Problem", "'' must not be blank"),
        (
            'Gorgar,"1/6/24, 2:15 PM",c,,Maybe',
            "Checked / Unchecked",
            "'Maybe' must be CHECKED, UNCHECKED or blank",
        ),
    ],
)
def test_cell_of_a_problem_that_says_nothing_is_told(copy, row, column, told):
    copy.append(PROBLEMS, row.replace(" \n ", '" \n "'))

    assert faults(read_problems(copy.directory)) == [f"{PROBLEMS}, line 12, column {column}: {told}."]


NO_USERNAME = (
    "is refused: A username holds letters, digits, '_', '.', '+' and '-' only. "
    "With an '@' it could not be told from an e-mail address, which logs in as well"
)


@pytest.mark.parametrize(
    ("row", "column", "told"),
    [
        (",,,Lovelace,,", "First Name", "'' must not be blank where there is no username"),
        (",,Ada Augusta,,,", "First Name", f"'Ada Augusta' {NO_USERNAME}"),
        ("ada@home,,Ada,,,", "Username", f"'ada@home' {NO_USERNAME}"),
        ("ada,yes,Ada,,,", "Is Admin", "'yes' must be TRUE, FALSE or blank"),
        ("ada,,Ada,,ada at home,", "Email", "'ada at home' is refused: Enter a valid email address"),
        (
            f"ada,,Ada,,,{'A' * 51}",
            "Nickname",
            f"'{'A' * 51}' is refused: Ensure this value has at most 50 characters (it has 51)",
        ),
        (
            f",,{'a' * 151},,,",
            "First Name",
            f"'{'a' * 60}...' is refused: Ensure this value has at most 150 characters (it has 151)",
        ),
        ("ken,,Kenneth,,,", "Username", "'ken' is in line 5 already"),
        (",,KEN,,,", "Username", "'ken' is in line 5 already"),
        ("ada,,Ada,,Dean.Quillhaven@EXAMPLE.com,", "Email", "'dean.quillhaven@example.com' is in line 2 already"),
    ],
)
def test_cell_of_the_roster_that_no_user_can_have_is_told(copy, row, column, told):
    copy.append(MAINTAINERS, row)

    assert faults(read_maintainers(copy.directory)) == [f"{MAINTAINERS}, line 38, column {column}: {told}."]


def test_every_fault_is_told_at_once_and_the_other_rows_are_read(copy):
    copy.append(PROBLEMS, 'Gorgar,tomorrow,"",,Maybe')
    copy.append(PROBLEMS, "Gorgar")
    copy.append(PROBLEMS, 'Gorgar,"1/6/24, 2:15 PM",c,Ken,')
    copy.append(PROBLEMS, ',"1/6/24, 2:15 PM",c,Ken,')

    reading = read_problems(copy.directory)

    assert faults(reading) == [
        f"{PROBLEMS}, line 12, column Timestamp: 'tomorrow' {MOMENT_OF_PROBLEMS}.",
        f"{PROBLEMS}, line 12, column Problem: '' must not be blank.",
        f"{PROBLEMS}, line 12, column Checked / Unchecked: 'Maybe' must be CHECKED, UNCHECKED or blank.",
        f"{PROBLEMS}, line 13 has 1 cells, not 5 like the header.",
        f"{PROBLEMS}, line 15, column Game: '' must not be blank.",
    ]
    assert len(reading.rows) == 11
