"""The software house in another database than the default one, which has no table at all: no query may go there."""

import pytest

from apps.projects.seeding.promises import PROMISES
from tests.conftest import sqlite_url

PROGRAM = """
from io import StringIO

from django.core.management import call_command
from django.db import connections
from apps.projects.models import Issue, VectorRecord

connections.databases["archive"] = {{**connections.databases["default"], "NAME": ":memory:"}}


def said(*arguments):
    out = StringIO()
    call_command(*arguments, "--database=archive", stdout=out)
    return out.getvalue()


def count(word):
    print(word, Issue.objects.using("archive").count(), VectorRecord.objects.using("archive").count())


def house(*arguments):
    return said("generate_comprehensive_test_data", *arguments, "--no-progress", "--no-color")


call_command("migrate", database="archive", verbosity=0)
seeded = house("--projects=5", "--issues-per-project=12", "--as-of=2026-03-12", "--output={files}")
print(seeded.count(" 5 of 5"), "promises kept in each project;", seeded.count(" 9 files "), "set of files")
count("Seeded:")
print([line for line in house("--verify").splitlines() if line.startswith("Verified")])
print(said("sync_pinecone_vectors").splitlines()[-1])
house("--clear-only")
count("Cleared:")
"""


@pytest.mark.check
def test_house_is_seeded_proven_handed_on_and_cleared_in_another_database(run_program, tmp_path):
    program = PROGRAM.format(files=tmp_path / "files")

    finished = run_program(program, DATABASE_URL=sqlite_url(tmp_path / "unmigrated.sqlite3"), DEBUG="1")

    assert (finished.returncode, finished.stderr) == (0, "")
    assert finished.stdout.splitlines() == [
        f"{len(PROMISES)} promises kept in each project; 1 set of files",
        "Seeded: 60 114",
        "['Verified: software-house, seed 42, as of 2026-03-12 (run 1) is what it was.']",
        "The index is what the rows are.",
        "Cleared: 0 0",
    ]
