from functools import cache

import pytest

from tests.conftest import MARIADB, POSTGRESQL
from tests.toy.inside import default_database, rolled_back
from tests.toy.outside import DAY, garden_in_a_file, garden_on_a_server
from tests.toy.world import make_world


@pytest.fixture
def ada(db):
    """The gardener, whom the garden's scenarios look for."""
    return make_world()


@pytest.fixture(scope="session")
def new_garden(request, tmp_path_factory):
    """Make a database with all tables, and Ada, on "sqlite" or "postgresql"."""

    def make(vendor):
        if vendor == "sqlite":
            template = request.getfixturevalue("_migrated_file")
            return garden_in_a_file(template, tmp_path_factory.mktemp("garden"))
        template = request.getfixturevalue("_migrated_database")
        return garden_on_a_server(template, request.getfixturevalue("postgres"))

    return make


@pytest.fixture
def file_garden(new_garden):
    return new_garden("sqlite")


@pytest.fixture(scope="session")
def _lasting_garden(new_garden):
    """By vendor: a database in which no test leaves anything."""
    return cache(new_garden)


@pytest.fixture
def server_garden(_lasting_garden):
    garden = _lasting_garden("postgresql")
    yield garden
    garden.restore()


@pytest.fixture(params=["sqlite", POSTGRESQL])
def any_garden(request):
    """Both of them, one after the other."""
    return request.getfixturevalue("file_garden" if request.param == "sqlite" else "server_garden")


@pytest.fixture
def on_postgresql(_lasting_garden, django_db_blocker):
    """The default database of this process is on PostgreSQL, with all tables and Ada; nothing that is written stays."""
    with django_db_blocker.unblock(), default_database(_lasting_garden("postgresql").url), rolled_back():
        yield


@pytest.fixture(params=["sqlite", POSTGRESQL])
def each_database(request, _lasting_garden, django_db_blocker):
    """The same on both, one after the other; its name."""
    with django_db_blocker.unblock(), default_database(_lasting_garden(request.param).url), rolled_back():
        yield request.param


@pytest.fixture(params=["sqlite", POSTGRESQL, MARIADB])
def every_database(request, django_db_blocker):
    """The same, and on MariaDB too, in a database of its own: there a table that is made commits what was written."""
    url = request.getfixturevalue("mariadb_garden_url") if request.param == "mariadb" else None
    with django_db_blocker.unblock():
        if url is None:
            with default_database(request.getfixturevalue("_lasting_garden")(request.param).url), rolled_back():
                yield request.param
        else:
            with default_database(url):
                yield request.param


@pytest.fixture
def committed_database(any_garden, django_db_blocker):
    """Its database is the default one of this process, and transactions are real."""
    with django_db_blocker.unblock(), default_database(any_garden.url):
        yield any_garden


@pytest.fixture(scope="session")
def undisturbed(new_garden):
    """What a run in one process and one transaction tells, by the arguments that it is given."""
    told = {}

    def seed(*arguments):
        if arguments not in told:
            told[arguments] = new_garden("sqlite").seed(*arguments, DAY)
            assert (told[arguments].returncode, told[arguments].stderr) == (0, "")
        return told[arguments]

    return seed
