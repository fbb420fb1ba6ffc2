"""Rows as files: what is written, that it reads back, and whose files a directory holds."""

import csv
import hashlib
import json
import os
import tracemalloc
from datetime import date, datetime
from decimal import Decimal
from enum import IntEnum
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from django.db import models

from seedplot.errors import SeedError
from seedplot.exporters import (
    Dialect,
    ExportError,
    OutputDirectory,
    Quoting,
    Written,
    encoded_lines,
    read_rows,
    streamed,
    utc,
    write_rows,
)
from seedplot.exporters.directory import MANIFEST, PARTIAL
from tests.toy.models import Bed

TABS = Dialect("\t")
COMMAS = Dialect(",")
QUOTED = Dialect(",", Quoting.ALL, null=" ", empty=" ")
BARS = Dialect("|", Quoting.NEVER, encoding="cp1252", null="NULL", line_end="\r\n")
AWKWARD = [["a,b", 'say "so"', "", "tab\there", " spaced ", "|"], ["1", "2", "3", "4", "5", "6"]]


class Season(models.TextChoices):
    SPRING = "spring"


class Step(IntEnum):
    SECOND = 12


@pytest.fixture
def output(tmp_path):
    return OutputDirectory(tmp_path / "exports" / "notices", "export_garden")


def fill(output, **files):
    with output.replacing() as stage:
        for name, text in files.items():
            stage.file(f"{name}.csv").write_text(text, encoding="utf-8")


def contents(path):
    return {each.name: each.read_text(encoding="utf-8") for each in path.iterdir() if each.name != MANIFEST}


# Values as text.


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        ("", ""),
        ("leek", "leek"),
        (True, "1"),
        (False, "0"),
        (-7, "-7"),
        (Decimal("3.50"), "3.50"),
        (Decimal("0E-4"), "0.0000"),
        (date(2026, 3, 2), "2026-03-02"),
        (datetime.fromisoformat("2026-03-02T09:01:15"), "2026-03-02 09:01:15.000"),
        (datetime.fromisoformat("0026-03-02T09:01:15.007"), "0026-03-02 09:01:15.007"),
        (UUID(int=7), "00000000-0000-0000-0000-000000000007"),
        (Season.SPRING, "spring"),
        (Step.SECOND, "12"),
    ],
)
def test_dialect_writes_a_value(value, text):
    assert TABS.text(value) == text
    assert TABS.texts([value]) == [text]


def test_dialect_tells_nothing_from_an_empty_text():
    dialect = Dialect("|", Quoting.NEVER, null="NULL", empty="")

    assert dialect.texts([None, "", 0]) == ["NULL", "", "0"]


@pytest.mark.parametrize(
    "moment",
    [
        datetime.fromisoformat("2026-03-02T09:01:15.000007"),
        datetime(2026, 3, 2, 9, tzinfo=ZoneInfo("America/Chicago")),
    ],
    ids=["finer", "with a zone"],
)
def test_moment_that_would_lose_something_is_refused(moment):
    with pytest.raises(ExportError, match="is not a local time in milliseconds"):
        TABS.text(moment)


def test_dialect_chooses_how_bits_and_moments_look():
    dialect = Dialect(",", moments=utc, bits=("false", "true"))
    winter, summer = (datetime(2026, month, 2, 9, 1, 15, tzinfo=ZoneInfo("America/Chicago")) for month in (1, 7))

    texts = dialect.texts([True, False, winter, summer, summer.replace(microsecond=250), 1, date(2026, 3, 2)])

    assert texts == [
        "true",
        "false",
        "2026-01-02T15:01:15Z",
        "2026-07-02T14:01:15Z",
        "2026-07-02T14:01:15.000250Z",
        "1",
        "2026-03-02",
    ]


def test_moment_without_a_zone_is_no_moment_in_utc():
    with pytest.raises(ExportError) as refusal:
        utc(datetime.fromisoformat("2026-03-02T09:01:15"))

    assert str(refusal.value) == "'2026-03-02 09:01:15' has no time zone. Mend the row."


# Rows in a file.


def test_table_is_written_with_header_tabs_and_line_ends(tmp_path):
    rows = [(1, "Pear, late", None), (2, 'the "old" one', False)]

    written = write_rows(tmp_path / "plants.csv", TABS, rows, header=["Id", "Name", "Sunny"])

    assert written == Written("plants.csv", 2)
    assert (tmp_path / "plants.csv").read_bytes() == (
        b'Id\tName\tSunny\r\n1\tPear, late\t\r\n2\t"the ""old"" one"\t0\r\n'
    )
    assert os.listdir(tmp_path) == ["plants.csv"]


def test_quoting_all_and_never(tmp_path):
    write_rows(tmp_path / "all.csv", QUOTED, [("T", "", 'a "b"')])
    write_rows(tmp_path / "never.txt", BARS, [("T", "", 'a "b"', None, "é")])

    assert (tmp_path / "all.csv").read_bytes() == b'"T"," ","a ""b"""\r\n'
    assert (tmp_path / "never.txt").read_bytes() == b'T||a "b"|NULL|\xe9\r\n'


def test_no_rows_make_an_empty_file(tmp_path):
    assert write_rows(tmp_path / "none.txt", BARS, []) == Written("none.txt", 0)
    assert (tmp_path / "none.txt").read_bytes() == b""
    assert list(read_rows(tmp_path / "none.txt", BARS)) == []


@pytest.mark.parametrize("dialect", [TABS, COMMAS, QUOTED], ids=["tabs", "commas", "quoted"])
def test_what_is_written_is_read_back(tmp_path, dialect):
    write_rows(tmp_path / "rows.csv", dialect, AWKWARD)

    with (tmp_path / "rows.csv").open(newline="", encoding="utf-8") as file:
        independent = list(csv.reader(file, delimiter=dialect.delimiter))
    wanted = [[text or dialect.empty for text in row] for row in AWKWARD]
    assert list(read_rows(tmp_path / "rows.csv", dialect)) == independent == wanted


@pytest.mark.parametrize(
    ("dialect", "value", "character"),
    [
        (TABS, "two\nlines", r"'\\n'"),
        (BARS, "either|or", r"'\|'"),
        (Dialect("\t", forbidden="\t\r\n"), "a\tb", r"'\\t'"),
    ],
)
def test_field_that_the_form_cannot_hold_is_refused_and_leaves_the_file(tmp_path, dialect, value, character):
    path = tmp_path / "rows.txt"
    path.write_text("before", encoding="utf-8")

    with pytest.raises(ExportError, match=rf"Cannot write row 2 of rows\.txt: .* holds {character}"):
        write_rows(path, dialect, [["fine"], [value]])

    assert contents(tmp_path) == {"rows.txt": "before"}


def test_letter_that_the_encoding_lacks_is_refused(tmp_path):
    with pytest.raises(ExportError, match=r"Cannot write row 1 of rows\.txt: 'charmap' codec can't encode"):
        write_rows(tmp_path / "rows.txt", BARS, [["λ"]])


def test_row_of_another_width_is_refused(tmp_path):
    with pytest.raises(ExportError, match=r"^Row 2 of rows\.txt has 1 fields, others have 2\.$"):
        write_rows(tmp_path / "rows.txt", BARS, [["a", "b"], ["a"]])


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (b"a\tb\r\nc", "after line 1: the file ends within a line"),
        (b"a\tb\nc\td\r\n", "after line 0: a line holds a line break of another kind"),
        (b"a\t\xff\r\n", "after line 0: 'utf-8' codec can't decode"),
        (b'a\t"b"c\r\n', "after line 0: '\t' expected after '\"'"),
    ],
)
def test_file_of_another_form_is_not_read(tmp_path, text, reason):
    (tmp_path / "rows.csv").write_bytes(text)

    with pytest.raises(ExportError, match=f"^Cannot read rows.csv {reason}"):
        list(read_rows(tmp_path / "rows.csv", TABS))


def test_value_that_would_lose_something_names_its_row(tmp_path):
    with pytest.raises(
        ExportError, match=r"^Cannot write row 1 of rows\.txt: '.*' is not a local time in milliseconds"
    ):
        write_rows(tmp_path / "rows.txt", TABS, [[datetime.fromisoformat("2026-03-02T09:01:15.000007")]], header=["at"])


def test_lines_can_be_sent_without_a_file(tmp_path):
    write_rows(tmp_path / "rows.csv", QUOTED, AWKWARD, header=list("abcdef"))

    lines = list(encoded_lines("rows.csv", QUOTED, AWKWARD, header=list("abcdef")))

    assert len(lines) == 3
    assert b"".join(lines) == (tmp_path / "rows.csv").read_bytes()


def test_failure_of_the_rows_leaves_the_file(tmp_path):
    def rows():
        yield ["new"]
        raise RuntimeError("the database has gone")

    (tmp_path / "rows.csv").write_text("before", encoding="utf-8")

    with pytest.raises(RuntimeError, match="the database has gone"):
        write_rows(tmp_path / "rows.csv", TABS, rows())

    assert contents(tmp_path) == {"rows.csv": "before"}


def test_memory_does_not_grow_with_the_rows(tmp_path):
    def peak(count):
        tracemalloc.start()
        write_rows(tmp_path / "rows.csv", TABS, ((number, "x" * 50) for number in range(count)))
        assert sum(1 for _ in read_rows(tmp_path / "rows.csv", TABS)) == count
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    assert peak(20_000) < peak(1_000) + 100_000


def test_query_is_streamed_in_its_order_with_one_query(db, django_assert_num_queries):
    Bed.objects.bulk_create(Bed(name=name, sunny=name > "k") for name in ("north", "east"))

    with django_assert_num_queries(1):
        rows = list(streamed(Bed.objects.order_by("name"), ["name", "sunny"]))

    assert rows == [("east", False), ("north", True)]


def test_memory_does_not_grow_with_the_query(db, tmp_path):
    def peak(count):
        Bed.objects.bulk_create(Bed(name=f"bed {number:05}") for number in range(Bed.objects.count(), count))
        tracemalloc.start()
        written = write_rows(tmp_path / "beds.csv", TABS, streamed(Bed.objects.order_by("name"), ["name", "sunny"]))
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert written.row_count == count
        return most

    few = peak(4_000)

    assert peak(12_000) < few + 100_000


def test_query_without_an_order_is_refused(db):
    with pytest.raises(ValueError, match=r"rows of toy\.Bed are to be exported in an order"):
        streamed(Bed.objects.all(), ["name"])


# Whose files a directory holds.


def test_directory_is_made_and_knows_its_files(output):
    fill(output, peas="green", leeks="white")

    assert contents(output.path) == {"leeks.csv": "white", "peas.csv": "green"}
    assert output.files() == {
        "leeks.csv": hashlib.sha256(b"white").hexdigest(),
        "peas.csv": hashlib.sha256(b"green").hexdigest(),
    }


def test_directory_that_is_not_there_has_no_files(tmp_path):
    (tmp_path / "file").write_text("mine", encoding="utf-8")

    assert OutputDirectory(tmp_path / "nowhere", "export_garden").files() == {}
    assert OutputDirectory(tmp_path / "file", "export_garden").files() == {}


def test_own_files_are_replaced_and_those_no_longer_wanted_go(output):
    fill(output, peas="green", leeks="white")

    output.check()
    fill(output, peas="yellow", beans="red")

    assert contents(output.path) == {"beans.csv": "red", "peas.csv": "yellow"}
    assert list(output.files()) == ["beans.csv", "peas.csv"]


@pytest.mark.parametrize("name", ["peas.csv", "notes.txt", "folder", ".hidden"])
def test_foreign_file_stops_everything(output, name):
    output.path.mkdir(parents=True)
    (output.path / name).mkdir() if name == "folder" else (output.path / name).write_text("mine", encoding="utf-8")
    message = (
        rf"^The directory '.*notices' holds '{name}', which export_garden did not write; nothing was written\. "
        r"Move it away or give --output another directory\.$"
    )

    with pytest.raises(SeedError, match=message):
        output.check()
    with pytest.raises(SeedError, match=message):
        fill(output, peas="green")

    assert os.listdir(output.path) == [name]
    assert (output.path / name).is_dir() or (output.path / name).read_text(encoding="utf-8") == "mine"


def test_own_file_that_somebody_changed_is_theirs(output):
    fill(output, peas="green", leeks="white")
    (output.path / "peas.csv").write_text("green, and mine", encoding="utf-8")

    with pytest.raises(SeedError, match=r"holds 'peas\.csv', which was changed since export_garden wrote it"):
        fill(output, peas="yellow")

    assert contents(output.path) == {"leeks.csv": "white", "peas.csv": "green, and mine"}


def test_own_file_that_has_gone_is_written_again(output):
    fill(output, peas="green")
    (output.path / "peas.csv").unlink()

    fill(output, peas="green")

    assert contents(output.path) == {"peas.csv": "green"}


def test_files_of_another_command_are_not_replaced(output):
    fill(output, peas="green")

    with pytest.raises(SeedError, match=r"holds the files of export_garden; nothing was written"):
        fill(OutputDirectory(output.path, "export_orchard"), peas="yellow")

    assert contents(output.path) == {"peas.csv": "green"}


def test_unreadable_manifest_is_not_trusted(output):
    fill(output, peas="green")
    (output.path / MANIFEST).write_text("{", encoding="utf-8")

    with pytest.raises(SeedError, match=r"has a '\.seedplot-manifest\.json' that cannot be read"):
        output.check()


def test_failure_leaves_the_old_files(output):
    def interrupted():
        with output.replacing() as stage:
            stage.file("peas.csv").write_text("half", encoding="utf-8")
            raise KeyboardInterrupt

    fill(output, peas="green")
    before = output.files()

    with pytest.raises(KeyboardInterrupt):
        interrupted()

    assert contents(output.path) == {"peas.csv": "green"}
    assert output.files() == before


def test_export_that_was_killed_between_two_moves_can_be_run_again(output):
    """The manifest of that moment knows the old files and the new ones."""
    fill(output, peas="green", leeks="white")
    old, new = output.files(), {"peas.csv": hashlib.sha256(b"yellow").hexdigest()}
    both = {name: [old[name], *([new[name]] if name in new else [])] for name in old}
    (output.path / MANIFEST).write_text(json.dumps({"made_by": "export_garden", "files": both}), encoding="utf-8")
    (output.path / "peas.csv").write_text("yellow", encoding="utf-8")
    (output.path / PARTIAL).mkdir()
    (output.path / PARTIAL / "leeks.csv").write_text("never moved", encoding="utf-8")

    fill(output, peas="yellow", leeks="purple")

    assert contents(output.path) == {"leeks.csv": "purple", "peas.csv": "yellow"}


def test_seal_comes_after_all_others_and_its_predecessor_goes_first(tmp_path, monkeypatch):
    output = OutputDirectory(tmp_path / "exports", "export_garden", seal="all.csv")
    fill(output, all="3 files", peas="green", leeks="white")
    moves, move = [], os.replace

    def observed(source, target):
        moves.append((Path(target).name, (output.path / "all.csv").exists()))
        move(source, target)

    monkeypatch.setattr(os, "replace", observed)
    fill(output, all="3 files again", peas="yellow", leeks="purple")

    assert [move for move in moves if move[0].endswith(".csv")] == [
        ("leeks.csv", False),
        ("peas.csv", False),
        ("all.csv", False),
    ]
    assert contents(output.path) == {"all.csv": "3 files again", "leeks.csv": "purple", "peas.csv": "yellow"}


def test_path_that_is_a_file_is_one_clear_error(tmp_path):
    (tmp_path / "exports").write_text("mine", encoding="utf-8")

    for path in (tmp_path / "exports", tmp_path / "exports" / "notices"):
        with pytest.raises(
            SeedError, match=r"^Cannot write to the directory '.*': (File exists|Not a directory)\. Give --output"
        ):
            OutputDirectory(path, "export_garden").check()

    assert contents(tmp_path) == {"exports": "mine"}


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_directory_that_may_not_be_written_to_is_one_clear_error(output):
    output.path.mkdir(parents=True)
    output.path.chmod(0o555)

    with pytest.raises(SeedError, match=r"^Cannot write to the directory '.*': Permission denied\. Give --output"):
        output.check()


def test_place_where_nobody_can_make_a_directory_is_one_clear_error():
    with pytest.raises(SeedError, match=r"^Cannot write to the directory '/proc/exports': .*\. Give --output"):
        OutputDirectory(Path("/proc/exports"), "export_garden").check()


def test_second_export_waits_for_nobody_and_says_so(output):
    with output.replacing() as stage:
        stage.file("peas.csv").write_text("green", encoding="utf-8")

        with pytest.raises(SeedError, match=r"^Another export is writing to '.*'\. Wait for it"):
            fill(output, peas="yellow")

    assert contents(output.path) == {"peas.csv": "green"}


def test_same_files_make_the_same_manifest(output, tmp_path):
    other = OutputDirectory(tmp_path / "elsewhere", "export_garden")
    fill(output, peas="green", leeks="white")
    fill(other, leeks="white", peas="green")

    assert (output.path / MANIFEST).read_bytes() == (other.path / MANIFEST).read_bytes()
