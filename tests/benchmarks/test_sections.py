"""The sections, each in small: processes of their own, databases, tables."""

import subprocess

import pytest

from benchmarks import growth, loading, processes, steps, usual_ways
from benchmarks.databases import PostgreSQLServer, SQLiteFiles
from benchmarks.physical_limit import CHECKS, DELETE, LIMIT
from benchmarks.timing import Rounds, Timing

ROWS = 3_503


@pytest.fixture
def database(request, tmp_path):
    if request.param == "SQLite":
        return SQLiteFiles(request.getfixturevalue("garden_file"), tmp_path)
    return PostgreSQLServer(request.getfixturevalue("postgres_garden_url"))


@pytest.mark.check
@pytest.mark.parametrize(
    ("database", "names"),
    [
        ("SQLite", [LIMIT, DELETE, loading.ALONE]),
        ("PostgreSQL", [LIMIT, CHECKS, DELETE, loading.FAST_ALONE]),
    ],
    indirect=["database"],
)
def test_contest_measures_the_limit_and_each_way_in_a_process_of_its_own(database, names, tmp_path, monkeypatch):
    ways = [way for way in loading.WAYS if way.arguments.get("name") in names]
    monkeypatch.setattr(loading, "WAYS", ways)

    contest = loading.Contest(database, 1, tmp_path)
    contest.hold_round()

    assert contest.rounds.names == names
    assert {contest.rounds.row_count(name) for name in names} == {ROWS}
    assert contest.table().head[0] == database.version
    assert [row[0] for row in contest.table().rows] == names


def test_loading_shows_its_figures_beside_its_aims():
    seconds = {LIMIT: 0.005, loading.DEFAULT: 0.015, loading.ALONE: 0.035, loading.FAST: 0.01, usual_ways.CREATE: 0.3}
    rounds = Rounds()
    rounds.add(Timing({"plots": 1000}, {name: own}, {name: own}) for name, own in seconds.items())

    assert loading.aims(rounds, rounds).rows == [
        ("SQLite, against `executemany` of the ready rows", "3.00 times as long", "at most 4.0"),
        ("the same, one process", "7.00 times as long", "at most 7.5"),
        ("PostgreSQL, against `COPY` of the ready rows", "3.00 times as long", "at most 2.7"),
        ("the same, `--fast-load`", "2.00 times as long", "at most 2.2"),
        ("against `factory.create()` on SQLite", "20.0 times as fast", "at least 9"),
        ("against `factory.create()` on PostgreSQL", "20.0 times as fast", "at least 14"),
    ]


def test_steps_shows_the_share_of_each_step_and_its_aim():
    seconds = dict(zip(steps.ORDER, (0.02, 0.01, 0.01, 0.002, 0.006, 0.01), strict=True))
    rounds = Rounds()
    rounds.add([Timing({"plots": 1000}, seconds, seconds)])

    assert steps.table({"SQLite": rounds, "PostgreSQL": rounds}).rows == [
        [name, *figures, *figures]
        for name, figures in {
            "plan": ("40%", "20.0", "20.0"),
            "write": ("20%", "10.0", "10.0"),
            "read back and prove": ("20%", "10.0", "10.0"),
            "of that reading": ("4%", "2.0", "2.0"),
            "of that reading and the fingerprint": ("12%", "6.0", "6.0"),
            "record the run, its digests and findings; commit": ("20%", "10.0", "10.0"),
        }.items()
    ]
    assert steps.aims(rounds, rounds).rows == [
        ("both proofs, CPU a row, SQLite", "10.0 µs", "at most 13"),
        ("both proofs, CPU a row, PostgreSQL", "10.0 µs", "at most 13"),
    ]


def test_growth_shows_what_was_measured_beside_its_aims():
    usage = growth.Usage(wall=20, cpu=12.34, peak=100.4, peak_of_all=250)
    size = growth.Size(1_000_000, usage, usage, usage)

    assert growth.aims({growth.MILLION: size}).rows == [
        ("verify of 1 million rows, CPU", "12.3 s", "at most 15 s"),
        ("peak memory at 1 million rows, largest process", "100 MiB; 250 all together", "at most 110 MiB"),
        ("peak memory at 5 million rows, largest process", "only with `--large`", "at most 140 MiB"),
    ]


@pytest.mark.check
def test_growth_measures_seeding_verifying_and_clearing(garden_file, tmp_path):
    size = growth.measured(1, SQLiteFiles(garden_file, tmp_path))

    assert size.rows == ROWS
    for usage in (size.seed, size.verify, size.clear):
        assert usage.cpu > 0
        assert usage.wall > 0
        # A process starts with the peak of the one that started it, which is large when many tests ran before.
        assert 20 < usage.peak <= usage.peak_of_all


def test_make_demo_is_measured_without_installing():
    command = processes.demo_command()

    shown = subprocess.run([*command, "--dry-run"], capture_output=True, encoding="utf-8", check=True)

    assert "manage.py make_demo" in shown.stdout
    assert "Installing" not in shown.stdout
    assert "pip" not in shown.stdout
