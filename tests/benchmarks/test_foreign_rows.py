"""A clear beside millions of rows of others takes as long as without them: a ratio of times within one test."""

import pytest

from apps.metrics.models import PRComment
from benchmarks import foreign_rows
from benchmarks.databases import PostgreSQLServer, SQLiteFiles
from benchmarks.foreign_rows import ALONE, BESIDE, MANY
from tests.toy.inside import default_database

MOST = 1.5
"""Reading all rows of others would take ten times as long."""


@pytest.fixture(params=["SQLite", "PostgreSQL"])
def database(request, tmp_path):
    if request.param == "SQLite":
        return SQLiteFiles(request.getfixturevalue("garden_file"), tmp_path)
    return PostgreSQLServer(request.getfixturevalue("postgres_garden_url"))


def comments(url, django_db_blocker):
    with django_db_blocker.unblock(), default_database(url):
        return PRComment.objects.count()


@pytest.mark.full
def test_clear_takes_as_long_beside_three_million_rows_of_others(database, django_db_blocker):
    rounds = foreign_rows.measured(database, MANY, rounds=5)

    url = database.url if isinstance(database, PostgreSQLServer) else f"sqlite:///{database.path}"
    assert comments(url, django_db_blocker) == MANY
    assert rounds.ratio(BESIDE, to=ALONE) < MOST


@pytest.mark.check
def test_section_measures_and_shows_its_aims(garden_file, tmp_path, django_db_blocker):
    files = SQLiteFiles(garden_file, tmp_path)

    rounds = foreign_rows.measured(files, 2_000, rounds=1, teams=1)

    assert comments(f"sqlite:///{files.path}", django_db_blocker) == 2_000
    assert rounds.names == [ALONE, BESIDE]
    assert rounds.row_count(ALONE) == rounds.row_count(BESIDE) == 3_550
    assert [(name, aim) for name, _, aim in foreign_rows.aims({"SQLite": rounds}).rows] == [("SQLite", "at most 1.3")]
