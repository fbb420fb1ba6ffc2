"""docs/performance.md: `python -m benchmarks --write` fills it, and every aim has its figure."""

import re

import pytest

from benchmarks import page
from benchmarks.__main__ import SECTIONS

AIMS = {
    "loading": {
        "SQLite, against `executemany` of the ready rows": "at most 4.0",
        "the same, one process": "at most 7.5",
        "PostgreSQL, against `COPY` of the ready rows": "at most 2.7",
        "the same, `--fast-load`": "at most 2.2",
        "against `factory.create()` on SQLite": "at least 9",
        "against `factory.create()` on PostgreSQL": "at least 14",
    },
    "steps": {
        "both proofs, CPU a row, SQLite": "at most 13",
        "both proofs, CPU a row, PostgreSQL": "at most 13",
    },
    "small_runs": {"`make demo` into a database that is not there yet": "at most 8 s"},
    "growth": {
        "verify of 1 million rows, CPU": "at most 15 s",
        "peak memory at 1 million rows, largest process": "at most 110 MiB",
        "peak memory at 5 million rows, largest process": "at most 140 MiB",
    },
    "foreign_rows": {"SQLite": "at most 1.3", "PostgreSQL": "at most 1.3"},
}


@pytest.fixture(scope="module")
def parts():
    return page.parts(page.PAGE.read_text(encoding="utf-8"))


def test_page_has_a_part_for_the_machine_and_for_each_section(parts):
    assert list(parts) == [page.MACHINE, *SECTIONS]
    assert "Python 3." in parts[page.MACHINE]
    assert [name for name in SECTIONS if not re.search(r"Measured on \d{4}-\d\d-\d\d\.", parts[name])] == []


@pytest.mark.parametrize("section", SECTIONS)
def test_page_shows_a_figure_for_every_aim(parts, section):
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in parts[section].splitlines()]
    shown = {row[0]: (row[1], row[2]) for row in rows if len(row) == 3 and re.match(r"at (most|least) \d", row[2])}

    assert {name: aim for name, (_, aim) in shown.items()} == AIMS[section]
    assert [name for name, (measured, _) in shown.items() if not re.match(r"\d", measured)] == []
