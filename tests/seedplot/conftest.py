import pytest

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


@pytest.fixture
def server_garden(new_garden):
    return new_garden("postgresql")


@pytest.fixture(params=["sqlite", "postgresql"])
def any_garden(request, new_garden):
    """Both of them, one after the other."""
    return new_garden(request.param)


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
