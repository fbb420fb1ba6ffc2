"""The guard before what writes, with servers that are reached by TCP under an address that is not this machine's."""

import socket
from urllib.parse import quote

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db import connection, connections
from django.utils import timezone

from apps.notices.models import DeliveryOption
from seedplot.engine import guard
from seedplot.models import SeedPermission, SeedRun
from seedplot.testing import refusal, run
from tests.servers.proxy import ELSEWHERE, served_elsewhere
from tests.toy.factories import BedFactory, PlantFactory
from tests.toy.inside import default_database
from tests.toy.models import Bed, Gardener, Plant

DAY = "--as-of=2026-03-12"
SEED = ("seed_garden", "--scenario=harvest-weeks", DAY)


@pytest.fixture(autouse=True)
def debug(settings):
    settings.DEBUG = True


@pytest.fixture
def distant(new_garden, postgres, django_db_blocker):
    """A garden on a PostgreSQL server elsewhere, empty but for what migrations leave; the default database."""
    garden = new_garden("postgresql")
    garden.query("DELETE FROM toy_gardener")
    with served_elsewhere(postgres.socket_folder / ".s.PGSQL.5432") as port, django_db_blocker.unblock():
        name = garden.url.partition("@/")[2].partition("?")[0]
        with default_database(f"postgres://{postgres.user}@{ELSEWHERE}:{port}/{name}"):
            yield garden


def refused_for(model):
    return (
        f"The database at {ELSEWHERE} is not on this machine and holds rows that no run wrote, first in {model}. "
        "If it is there to be seeded, mark it once: python manage.py seedplot allow"
    )


@pytest.mark.parametrize("what", [[], ["--clear"], ["--clear-only"], ["--dry-run"]])
def test_filled_database_elsewhere_must_be_marked(what, distant):
    Gardener.objects.create(name="Ada")

    assert refusal(*SEED, *what) == refused_for("toy.Gardener")


def test_mark_is_given_once_and_can_be_taken_away(distant):
    Gardener.objects.create(name="Ada")

    assert run("seedplot", "allow") == "Marked: this database may be seeded.\n"
    assert run("seedplot", "allow") == "This database was marked already.\n"
    assert "Written as run 1." in run(*SEED)
    assert SeedPermission.objects.count() == 1
    assert run("seedplot", "allow", "--revoke") == "The mark is gone.\n"
    assert run("seedplot", "allow", "--revoke") == "There was no mark; nothing changed.\n"
    assert refusal(*SEED, "--clear-only") == refused_for("toy.Gardener")


def test_looking_needs_no_mark(distant):
    run(*SEED)
    Gardener.objects.create(name="Ada")

    assert "is what it was." in run(*SEED, "--verify")
    assert "harvest-weeks" in run("seed_garden", "--list-scenarios")
    assert "harvest-weeks" in run("seedplot", "runs")


def test_empty_database_elsewhere_needs_no_mark_nor_does_one_with_runs_alone(distant):
    assert "Written as run 1." in run(*SEED)
    assert "Written as run 2." in run(*SEED, "--seed=7", "--clear")
    Bed.objects.filter(name="Bed 1").update(name="Edited")
    assert run(*SEED, "--clear-only").startswith("Cleared 7")
    assert SeedRun.objects.count() == 0


def test_rows_of_djangos_own_and_reference_tables_need_no_mark(distant):
    Session.objects.create(session_key="k", session_data="", expire_date=timezone.now())
    ContentType.objects.create(app_label="gone", model="gone")
    DeliveryOption.objects.create(delivery_option_id=90, name="Carrier pigeon")

    assert "Written as run 1." in run(*SEED)


@pytest.mark.parametrize(
    ("add", "model"),
    [
        (BedFactory.create, "toy.Bed"),
        (lambda: BedFactory.create(id=0), "toy.Bed"),
        (lambda: PlantFactory.create(bed=None), "toy.Plant"),
        (lambda: get_user_model().objects.create(username="ada"), "accounts.User"),
    ],
    ids=["above", "below", "listed keys", "user"],
)
def test_row_beside_those_of_runs_is_found(add, model, distant):
    run(*SEED)
    add()

    assert refusal(*SEED, "--clear-only") == refused_for(model)


def test_row_in_the_place_of_one_with_a_listed_key_is_found(distant):
    run(*SEED)
    leaf = Plant.objects.exclude(pk__in=Plant.objects.exclude(neighbour=None).values("neighbour")).first()
    leaf.harvests.all().delete()
    leaf.tags.clear()
    leaf.delete()
    assert guard.model_with_foreign_rows("default") is None

    PlantFactory.create(bed=None)

    assert guard.model_with_foreign_rows("default") is Plant


def test_row_between_those_of_two_runs_is_found(distant):
    run(*SEED)
    bed = BedFactory.create()
    Gardener.objects.create(name="Ada")
    run("seedplot", "allow")
    run("seed_garden", "--scenario=watering-days", DAY)
    run("seedplot", "allow", "--revoke")
    assert Bed.objects.filter(pk__gt=bed.pk).exists()

    assert guard.model_with_foreign_rows("default") is Gardener
    Bed.objects.update(gardener=None)
    Gardener.objects.all().delete()
    assert guard.model_with_foreign_rows("default") is Bed
    bed.delete()
    assert guard.model_with_foreign_rows("default") is None


def test_guard_asks_each_table_for_one_row_at_most(distant, django_assert_max_num_queries):
    run(*SEED)

    # A look a table, and the few that say which tables there are.
    with django_assert_max_num_queries(len(connection.introspection.table_names()) + 10) as captured:
        assert guard.model_with_foreign_rows("default") is None

    looks = [query["sql"] for query in captured if "LIMIT" in query["sql"]]
    assert len(looks) > 60
    assert all("COUNT" not in query["sql"] for query in captured)
    assert all("LIMIT 1" in sql for sql in looks)


def test_host_that_the_environment_names_counts(distant, postgres, monkeypatch):
    port = connections["default"].settings_dict["PORT"]
    monkeypatch.setenv("PGHOST", ELSEWHERE)
    monkeypatch.setenv("PGPORT", str(port))
    name = quote(connections["default"].settings_dict["NAME"])

    with default_database(f"postgres://{postgres.user}@/{name}") as connection:
        assert guard.host_of(connection) == ELSEWHERE


def test_filled_database_on_a_socket_needs_no_mark(server_garden, django_db_blocker):
    with django_db_blocker.unblock(), default_database(server_garden.url):
        assert Gardener.objects.exists()
        assert "Written as run" in run(*SEED)


def test_filled_file_needs_no_mark(file_garden, django_db_blocker):
    with django_db_blocker.unblock(), default_database(file_garden.url):
        assert Gardener.objects.exists()
        assert "Written as run" in run(*SEED)


@pytest.mark.check
def test_filled_mariadb_elsewhere_must_be_marked(mariadb, mariadb_garden_url, django_db_blocker):
    name = mariadb_garden_url.partition("@/")[2].partition("?")[0]
    with (
        served_elsewhere(mariadb.socket) as port,
        django_db_blocker.unblock(),
        default_database(f"mysql://root@{ELSEWHERE}:{port}/{name}"),
    ):
        assert refusal(*SEED) == refused_for("toy.Gardener")
        run("seedplot", "allow")
        assert "Written as run 1." in run(*SEED)


@pytest.mark.parametrize(
    ("host", "own"),
    [
        ("", True),
        ("localhost", True),
        ("LocalHost", True),
        ("127.0.0.1", True),
        ("::1", True),
        (socket.gethostname(), True),
        ("127.0.0.2", False),
        ("10.0.0.7", False),
        ("db.example.com", False),
        ("postgres", False),
    ],
)
def test_this_machine_goes_by_few_names(host, own):
    assert guard.is_this_machine(host) is own


@pytest.mark.django_db
def test_djangos_test_database_is_always_allowed(settings):
    settings.DEBUG = False
    Gardener.objects.create(name="Ada")

    assert "Written as run" in run(*SEED)


def test_database_of_a_process_without_tests_is_no_test_database(run_program, garden_url):
    finished = run_program(
        """
        from django.db import connection
        from seedplot.engine import guard
        connection.settings_dict["NAME"] = "test_garden"
        print(guard.is_test_database(connection))
        """,
        DATABASE_URL=garden_url,
    )

    assert (finished.stdout, finished.stderr) == ("False\n", "")


def test_log_of_the_admin_is_djangos_own():
    assert LogEntry not in set(guard._application_models())
    assert get_user_model() in set(guard._application_models())
