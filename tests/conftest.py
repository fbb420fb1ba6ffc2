"""What all tests share: the command line in a process of its own, and databases that such processes can use."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from textwrap import dedent
from urllib.parse import quote

import pytest

from tests.postgres import running_server
from tests.rings import is_inside

ROOT = Path(__file__).resolve().parents[1]


def pytest_collection_modifyitems(config, items):
    """Leave out the tests of rings outside the one that runs."""
    outside = [
        item
        for item in items
        if any(item.get_closest_marker(ring) and not is_inside(ring) for ring in ("check", "full"))
    ]
    if outside:
        config.hook.pytest_deselected(items=outside)
        left_out = set(outside)
        items[:] = [item for item in items if item not in left_out]


def run_python(*arguments, **environment):
    """Run Python in the project with no variables but these and a few; warnings are errors there too."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR", "LD_LIBRARY_PATH") if name in os.environ}
    return subprocess.run(
        [sys.executable, *map(str, arguments)],
        cwd=ROOT,
        env={**kept, "DJANGO_SETTINGS_MODULE": "tests.settings", "PYTHONWARNINGS": "error", **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def sqlite_url(path):
    return f"sqlite:///{quote(str(path))}"


def prepare_garden(url):
    """Migrate the database, and let Ada be there, whom the garden's scenarios look for."""
    migrated = run_python("manage.py", "migrate", "--run-syncdb", "--verbosity=0", DATABASE_URL=url)
    assert (migrated.returncode, migrated.stderr) == (0, "")
    program = "from tests.toy.world import make_world; make_world()"
    made = run_python("manage.py", "shell", "--no-imports", "-c", program, DATABASE_URL=url)
    assert (made.returncode, made.stderr) == (0, "")


@pytest.fixture
def manage(tmp_path):
    """Run `manage.py` in a process of its own, by default on a SQLite file that is not there yet."""
    unmigrated = {"DATABASE_URL": sqlite_url(tmp_path / "unmigrated.sqlite3")}

    def run(*arguments, **environment):
        return run_python("manage.py", *arguments, **{**unmigrated, **environment})

    return run


@pytest.fixture
def run_program():
    """Run a program that Django has been set up for, in a process of its own."""

    def run(program, **environment):
        return run_python("-c", f"import django\ndjango.setup()\n{dedent(program)}", **environment)

    return run


@pytest.fixture(scope="session")
def _migrated_file(tmp_path_factory):
    path = tmp_path_factory.mktemp("garden") / "template.sqlite3"
    prepare_garden(sqlite_url(path))
    return path


@pytest.fixture
def garden_file(_migrated_file, tmp_path):
    """A SQLite database with all tables, and Ada."""
    return Path(shutil.copy(_migrated_file, tmp_path / "garden.sqlite3"))


@pytest.fixture
def garden_url(garden_file):
    return sqlite_url(garden_file)


@pytest.fixture(scope="session")
def postgres():
    """A PostgreSQL server, one for each process of the test run."""
    with running_server() as server:
        yield server


@pytest.fixture(scope="session")
def _migrated_database(postgres):
    name = postgres.create_database()
    prepare_garden(postgres.url(name))
    return name


@pytest.fixture
def postgres_garden_url(postgres, _migrated_database):
    """The same on PostgreSQL."""
    return postgres.url(postgres.create_database(_migrated_database))


@pytest.fixture(params=["sqlite", "postgresql"])
def any_garden_url(request):
    """Both of them, one after the other."""
    return request.getfixturevalue("garden_url" if request.param == "sqlite" else "postgres_garden_url")
