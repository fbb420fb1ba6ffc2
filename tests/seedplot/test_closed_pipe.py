"""Commands whose reader goes away, as `| head` does."""

import os
import subprocess
import sys

import pytest

from tests.conftest import ROOT


@pytest.mark.parametrize(
    "arguments",
    [
        ["seedplot", "runs"],
        ["seed_garden", "--list-scenarios"],
        ["seed_garden", "--scenario", "harvest-weeks", "--dry-run"],
    ],
    ids=" ".join,
)
def test_command_ends_quietly_on_a_closed_pipe(arguments, garden_url):
    reading, writing = os.pipe()
    os.close(reading)
    try:
        ended = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env={**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings", "DATABASE_URL": garden_url},
            stdout=writing,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            check=False,
        )
    finally:
        os.close(writing)

    assert (ended.returncode, ended.stderr) == (141, "")
