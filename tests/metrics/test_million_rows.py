"""A million rows on SQLite, seeded with all proofs, verified and cleared by commands in processes of their own."""

import sqlite3
from contextlib import closing

import pytest

from benchmarks import growth, story
from tests.conftest import sqlite_url

pytestmark = pytest.mark.full

MOST_MEMORY = 160
"""MiB that any process of a command may hold."""


def rows_by_table(path):
    """The number of rows of each table that a run writes to."""
    with closing(sqlite3.connect(path)) as connection:
        names = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND (name LIKE 'metrics_%' OR name LIKE 'seedplot_%')"
        ).fetchall()
        return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for (name,) in names}


def recorded(path):
    """Status of each run, and its findings by whether they are kept."""
    with closing(sqlite3.connect(path)) as connection:
        runs = connection.execute("SELECT status FROM seedplot_seedrun").fetchall()
        findings = connection.execute("SELECT kept, count(*) FROM seedplot_seedfinding GROUP BY kept").fetchall()
        return [status for (status,) in runs], dict(findings)


def test_million_rows_are_seeded_verified_and_cleared_in_little_memory(garden_file):
    url = sqlite_url(garden_file)
    before = rows_by_table(garden_file)

    seeded = growth.used(story.command(story.teams_for(growth.MILLION)), url)
    written = rows_by_table(garden_file)
    runs, findings = recorded(garden_file)
    verified = growth.used(("seed_demo_data", "--scenario", story.NAME, "--verify"), url)
    after_verification = rows_by_table(garden_file)
    cleared = growth.used(("seed_demo_data", "--scenario", story.NAME, "--clear-only"), url)

    rows = sum(count for table, count in written.items() if table.startswith("metrics_"))
    assert 950_000 < rows < 1_050_000
    assert runs == ["complete"]
    assert list(findings) == [1]
    assert findings[1] > written["metrics_team"] == story.teams_for(growth.MILLION)
    assert after_verification == written
    assert rows_by_table(garden_file) == before
    peaks = {"seed": seeded.peak, "verify": verified.peak, "clear": cleared.peak}
    assert {command: peak for command, peak in peaks.items() if peak > MOST_MEMORY} == {}
