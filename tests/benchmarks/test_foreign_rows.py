"""The benchmark of a clear beside rows of others; that none of them is read is tested where clearing is."""

import pytest

from apps.metrics.models import PRComment
from benchmarks import foreign_rows
from benchmarks.databases import SQLiteFiles
from benchmarks.foreign_rows import ALONE, BESIDE
from tests.toy.inside import default_database


def comments(url, django_db_blocker):
    with django_db_blocker.unblock(), default_database(url):
        return PRComment.objects.count()


@pytest.mark.check
def test_section_measures_and_shows_its_aims(garden_file, tmp_path, django_db_blocker):
    files = SQLiteFiles(garden_file, tmp_path)

    rounds = foreign_rows.measured(files, 2_000, rounds=1, teams=1)

    assert comments(f"sqlite:///{files.path}", django_db_blocker) == 2_000
    assert rounds.names == [ALONE, BESIDE]
    assert rounds.row_count(ALONE) == rounds.row_count(BESIDE) == 3_503
    assert [(name, aim) for name, _, aim in foreign_rows.aims({"SQLite": rounds}).rows] == [("SQLite", "at most 1.3")]
