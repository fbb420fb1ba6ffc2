"""A certificate that this Python made, checked by another one: on the same rows, and on those that it plans itself."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, sqlite_url

pytestmark = pytest.mark.full

SUPPORTED = ("3.13", "3.12", "3.11")
STORIES = [("ai-success", "--no-github"), ("tenant-portfolio",), ("library-notices",)]
SEED = ("seed_demo_data", "--as-of", "2026-03-12", "--seed", "7")


def other_python():
    """A supported Python of another version than this one; None if the machine has none."""
    own = f"{sys.version_info.major}.{sys.version_info.minor}"
    for version in SUPPORTED:
        found = [shutil.which(f"python{version}"), *sorted(Path.home().glob(f".pyenv/versions/{version}.*/bin/python"))]
        for path in found:
            # What is on the path may be a shim for a version that is not there.
            if version != own and path and _answers(path):
                return str(path)
    return None


def _answers(path):
    return subprocess.run([path, "--version"], capture_output=True, check=False).returncode == 0


@pytest.fixture(scope="module")
def other(tmp_path_factory):
    """Another Python, with what `make demo` needs."""
    python = other_python()
    if python is None:
        pytest.skip(f"No other supported Python is here: {', '.join(SUPPORTED)}.")
    place = tmp_path_factory.mktemp("python") / "venv"
    subprocess.run([python, "-m", "venv", place], check=True)
    install = [place / "bin" / "pip", "install", "--quiet", "-r", ROOT / "requirements.txt"]
    installed = subprocess.run(install, capture_output=True, encoding="utf-8", check=False)
    if installed.returncode:
        pytest.skip(f"The packages cannot be installed for {python}: {installed.stderr.strip().splitlines()[-1]}")
    return place / "bin" / "python"


def manage(python, database, *arguments):
    done = subprocess.run(
        [python, "manage.py", *map(str, arguments)],
        cwd=ROOT,
        env={
            "PATH": os.environ["PATH"],
            "HOME": os.environ["HOME"],
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "DATABASE_URL": sqlite_url(database),
            "PYTHONDONTWRITEBYTECODE": "1",
        },
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (arguments, done.returncode, done.stderr) == (arguments, 0, "")
    return done.stdout


@pytest.fixture(scope="module")
def certified(tmp_path_factory):
    """A database in which this Python has told the stories, and their certificates by scenario."""
    place = tmp_path_factory.mktemp("certified")
    database = place / "own.sqlite3"
    manage(sys.executable, database, "migrate")
    files = {}
    for number, (story, *options) in enumerate(STORIES, 1):
        manage(sys.executable, database, *SEED, "--scenario", story, *options)
        files[story] = place / f"{story}.json"
        manage(sys.executable, database, "seedplot", "certificate", number, files[story])
    return database, files


@pytest.fixture(scope="module")
def others_database(other, tmp_path_factory):
    database = tmp_path_factory.mktemp("others") / "other.sqlite3"
    manage(other, database, "migrate")
    return database


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story[0])
def test_other_python_certifies_the_same_rows(story, other, certified, others_database):
    name, *options = story
    database, files = certified
    manage(other, others_database, *SEED, "--scenario", name, *options)

    planned = manage(other, others_database, "seedplot", "certificate", "--check", files[name])
    read = manage(other, database, "seedplot", "certificate", "--check", files[name])

    for checked in (planned, read):
        assert checked.splitlines()[-1].endswith("is what the certificate says, row for row.")
