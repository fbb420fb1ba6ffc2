"""What all tests share: the command line in a process of its own, and databases that such processes can use."""

import fcntl
import gc
import json
import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from textwrap import dedent
from urllib.parse import quote

import pytest

from tests.distributions import build_distributions
from tests.rings import RING, is_inside
from tests.servers import mariadb as mariadb_server
from tests.servers import postgres as postgres_server

ROOT = Path(__file__).resolve().parents[1]
# What is tested on SQLite too is left to it in `make test`; what only a server shows is tested there on PostgreSQL.
POSTGRESQL = pytest.param("postgresql", marks=pytest.mark.check)
MARIADB = pytest.param("mariadb", marks=pytest.mark.check)


def pytest_collection_finish():
    """Have the garbage collector look less often: with ten thousand tests in memory each of its looks takes long."""
    gc.collect()
    gc.set_threshold(50_000, 20, 20)


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


PREPARE_GARDEN = """
import django
django.setup()
from django.core.management import call_command
from tests.toy.world import make_world
# MariaDB lacks two kinds of constraints, of which the system checks would warn.
call_command("migrate", run_syncdb=True, skip_checks=True, verbosity=0)
make_world()
"""


def prepare_garden(url):
    """Migrate the database, and let Ada be there, whom the garden's scenarios look for."""
    prepared = run_python("-c", PREPARE_GARDEN, DATABASE_URL=url)
    assert (prepared.returncode, prepared.stderr) == (0, "")


@pytest.fixture(scope="session")
def distributions(tmp_path_factory):
    """The folder with the library's wheel and source distribution."""
    return build_distributions(tmp_path_factory.mktemp("distributions"))


@pytest.fixture
def manage(tmp_path):
    """Run `manage.py` in a process of its own, by default on a SQLite file that is not there yet."""
    unmigrated = {"DATABASE_URL": sqlite_url(tmp_path / "unmigrated.sqlite3")}

    def run(*arguments, **environment):
        return run_python("manage.py", *arguments, **{**unmigrated, **environment})

    return run


MANAGE_ALL = """
import json
import sys
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO

from django.core.management import ManagementUtility

answers = []
for arguments in json.loads(sys.argv[1]):
    out, err, code = StringIO(), StringIO(), 0
    with redirect_stdout(out), redirect_stderr(err):
        try:
            ManagementUtility(["manage.py", *arguments]).execute()
        except SystemExit as end:
            code = end.code
    answers.append((code, out.getvalue(), err.getvalue()))
print(json.dumps(answers))
"""


def run_commands(commands, **environment):
    """Run the command lines of `manage.py` one after the other, in one process, which is quicker."""
    finished = run_python("-c", MANAGE_ALL, json.dumps(commands), **environment)
    assert (finished.returncode, finished.stderr) == (0, "")
    answers = zip(commands, json.loads(finished.stdout), strict=True)
    return [subprocess.CompletedProcess(command, *answer) for command, answer in answers]


def run_as_typed(commands, **environment):
    """The same; in the outermost ring in a process of its own each, as a reader of a page would run them."""
    if RING != "full":
        return run_commands(commands, **environment)
    finished = [run_python("-m", "django", *arguments, **environment) for arguments in commands]
    return [
        subprocess.CompletedProcess(command, each.returncode, each.stdout, each.stderr)
        for command, each in zip(commands, finished, strict=True)
    ]


@pytest.fixture
def manage_all():
    return run_commands


@pytest.fixture
def run_program():
    """Run a program that Django has been set up for, in a process of its own."""

    def run(program, **environment):
        return run_python("-c", f"import django\ndjango.setup()\n{dedent(program)}", **environment)

    return run


@pytest.fixture
def outside_tests(monkeypatch):
    """The guard takes Django's test database, which is always allowed, for any other."""
    monkeypatch.setattr("seedplot.engine.guard.is_test_database", lambda connection: False)


@contextmanager
def locked(path):
    """Only one process of the test run is inside at a time."""
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@pytest.fixture(scope="session")
def _migrated_file(tmp_path_factory):
    """Made by the process that needs it first: the other ones wait for it."""
    own = tmp_path_factory.getbasetemp()
    folder = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    path = folder / "garden.sqlite3"
    with locked(folder / "garden.lock"):
        if not path.exists():
            unfinished = folder / "unfinished-garden.sqlite3"
            prepare_garden(sqlite_url(unfinished))
            unfinished.rename(path)
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
    with postgres_server.running_server() as server:
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


@pytest.fixture(scope="session")
def mariadb():
    """A MariaDB server, one for each process of the test run."""
    missing = mariadb_server.missing_parts()
    if missing:
        pytest.skip(f"MariaDB is not tested, because {', '.join(missing)} cannot be found. See CONTRIBUTING.md.")
    with mariadb_server.running_server() as server:
        yield server


@pytest.fixture(scope="session")
def _migrated_mariadb_database(mariadb):
    name = mariadb.create_database()
    prepare_garden(mariadb.url(name))
    return name


@pytest.fixture
def mariadb_garden_url(mariadb, _migrated_mariadb_database):
    """The same on MariaDB, gone after the test: with each database, a look at the catalog takes longer."""
    name = mariadb.create_database(_migrated_mariadb_database)
    yield mariadb.url(name)
    mariadb.drop_database(name)


GARDEN_URLS = {"sqlite": "garden_url", "postgresql": "postgres_garden_url", "mariadb": "mariadb_garden_url"}


@pytest.fixture(params=["sqlite", POSTGRESQL, MARIADB])
def any_garden_url(request):
    """All of them, one after the other."""
    return request.getfixturevalue(GARDEN_URLS[request.param])


@pytest.fixture(params=["postgresql", MARIADB])
def any_server_garden_url(request):
    """Those on a server."""
    return request.getfixturevalue(GARDEN_URLS[request.param])
