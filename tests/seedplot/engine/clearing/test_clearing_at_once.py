"""Clearing on PostgreSQL while another session works, which has its turn before the n-th statement."""

import io
from concurrent.futures import ThreadPoolExecutor, wait
from datetime import UTC, datetime
from functools import partial

import psycopg
import pytest
from django.core.management import CommandError, call_command

from seedplot.models import SeedRun
from tests.faults import counted_statements, spread, statement_count
from tests.rings import RING, sampled
from tests.toy.factories import BedFactory, HarvestFactory, PlantFactory, TagFactory
from tests.toy.garden import whole_garden
from tests.toy.inside import default_database
from tests.toy.models import Gardener, Harvest, Plant

TURNS = {"test": 3, "check": 12, "full": 1_000}[RING]
TURNS_OF_COMMANDS = {"test": 2, "check": 4, "full": 1_000}[RING]
STORY = ("seed_garden", "--scenario=wild-allotment")
SATURDAY = "--as-of=2026-03-14"
SECONDS_FOR_A_COMMAND = 0.3
"""Longer than any takes that does not wait for the other one."""


class Visitor:
    """Another session. It gives up where it would have to wait for the one that clears."""

    def __init__(self, url):
        self.connection = psycopg.connect(url, autocommit=True)
        self.has_waited = False

    def do(self, *statements):
        """Execute them in a transaction; the number of rows that the last one changed."""
        with self.connection.transaction():
            for statement, values in statements:
                cursor = self.connection.execute(statement, values)
        return cursor.rowcount

    def interrupts(self, number, deed, *statements):
        """Execute them before the deed's statement of that number; the line that the deed ends with."""
        with counted_statements(number, partial(self._try_to, *statements)):
            return deed()

    def _try_to(self, *statements):
        self.connection.execute("SET lock_timeout = '50ms'")
        try:
            self.do(*statements)
            self.has_waited = False
        except psycopg.errors.LockNotAvailable:
            self.has_waited = True
        finally:
            self.connection.execute("SET lock_timeout = 0")


@pytest.fixture
def garden(server_garden, django_db_blocker, settings):
    """A garden with rows that nobody may lose."""
    settings.DEBUG = True
    with django_db_blocker.unblock(), default_database(server_garden.url):
        plant = PlantFactory.create(name="bystander", bed=BedFactory.create(name="Common"))
        plant.tags.add(TagFactory.create(word="bystander's tag"))
        HarvestFactory.create(plant=plant)
        yield server_garden


@pytest.fixture
def visitor(garden):
    visitor = Visitor(garden.url)
    yield visitor
    visitor.connection.close()


def run(*arguments):
    """The first line that the command prints, or its refusal."""
    out = io.StringIO()
    try:
        call_command(*arguments, "--no-color", stdout=out, stderr=io.StringIO())
    except CommandError as refused:
        return f"CommandError: {refused}"
    return out.getvalue().splitlines()[0]


def seed():
    return run(*STORY, SATURDAY, "--no-progress")


def reseed():
    return run(*STORY, SATURDAY, "--seed=7", "--clear", "--no-progress")


def clear(*options):
    return run(*STORY, "--clear-only", *options)


def clear_unless_edited():
    return clear("--keep-edited")


def advance():
    return run("seedplot", "advance", "--to=2026-03-24", "--no-progress")


def heal():
    return run("seedplot", "heal")


def clear_all():
    assert clear("--with-dependents", "--yes", "--by-key").startswith("Cleared ")


def turns(deed, at_most):
    """The numbers of the statements before which the other session has its turn."""
    if deed is not seed:
        seed()
    count = statement_count(deed)
    if SeedRun.objects.exists():
        clear_all()
    return spread(count, at_most=at_most)


def test_row_that_comes_to_refer_to_a_seeded_one_is_never_lost(visitor):
    """It is there before the clear looks, which refuses then, or it has to wait and finds nothing to refer to."""
    ends = set()
    before = whole_garden()
    for number in turns(clear, TURNS):
        seed()
        seeded = whole_garden()
        plant = Plant.objects.exclude(name="bystander").first()
        values = (plant.pk, "2026-03-01 12:00+00", "2026-03-01", 1, False, "{}")
        insert = (
            "INSERT INTO toy_harvest (plant_id, picked_at, picked_on, weight_kg, rainy, notes) "
            "VALUES (%s, %s, %s, %s, %s, %s) RETURNING id",
            values,
        )

        line = visitor.interrupts(number, clear, insert)

        if visitor.has_waited:
            assert line.startswith("Cleared ")
            with pytest.raises(psycopg.errors.ForeignKeyViolation):
                visitor.do(insert)
            assert whole_garden() == before
        else:
            assert "1 toy.Harvest refers to its toy.Plant" in line
            own = Harvest.objects.latest("pk")
            left = whole_garden()
            left["toy.Harvest"] = [row for row in left["toy.Harvest"] if row["id"] != own.pk]
            assert left == seeded
            clear_all()
        ends.add(visitor.has_waited)
    assert ends == {True, False}


EDITS = {
    "of a row that others refer to": (Plant, "label = 'edited'"),
    "of a row that nothing refers to": (Harvest, "rainy = NOT rainy"),
}


@pytest.mark.parametrize("kind", EDITS)
def test_edit_is_never_lost_where_edited_rows_are_kept(kind, visitor):
    """It is there before the clear looks, which refuses then, or it has to wait and finds no row."""
    model, change = EDITS[kind]
    own = model.objects.exclude(pk__in=[each.pk for each in model.objects.all()])
    table, ends = model._meta.db_table, set()
    for number in turns(clear_unless_edited, TURNS):
        seed()
        key = own.latest("pk").pk
        edit = (f"UPDATE {table} SET {change} WHERE id = %s", [key])

        line = visitor.interrupts(number, clear_unless_edited, edit)

        if visitor.has_waited:
            assert line.startswith("Cleared ")
            assert visitor.do(edit) == 0
        else:
            assert "1 of its rows was edited" in line
            assert model.objects.filter(pk=key).exists()
            clear_all()
        ends.add(visitor.has_waited)
    assert ends == {True, False}


def test_row_of_others_under_a_key_that_is_used_again_is_never_lost(visitor):
    """The clear leaves it, or has locked the row whose key it is to get."""
    ends = set()
    for number in turns(clear, TURNS):
        seed()
        plant = Plant.objects.get(name="bystander")
        last = Harvest.objects.exclude(plant=plant).latest("pk")
        stranger = (
            "INSERT INTO toy_harvest (id, plant_id, picked_at, picked_on, weight_kg, rainy, notes) "
            "VALUES (%s, %s, '2020-02-02 12:00+00', '2020-02-02', 77, NOT %s, '{\"mine\": 1}')",
            [last.pk, plant.pk, last.rainy],
        )
        reuse = (("DELETE FROM toy_harvest WHERE id = %s", [last.pk]), stranger)

        line = visitor.interrupts(number, clear, *reuse)

        assert line.startswith(("Cleared ", "1 row "))
        assert Harvest.objects.filter(pk=last.pk, weight_kg=77).exists() != visitor.has_waited
        Harvest.objects.filter(pk=last.pk).delete()
        ends.add(visitor.has_waited)
    assert ends == {True, False}


def test_value_of_the_world_that_somebody_sets_is_never_lost(visitor):
    """The clear leaves it as it is, or has set the value back that was there before, and it comes after that."""
    for number in turns(clear, TURNS):
        Gardener.objects.update(status="working")
        seed()
        retire = ("UPDATE toy_gardener SET status = 'retired'", [])

        line = visitor.interrupts(number, clear, retire)

        assert line.startswith("Cleared ")
        if visitor.has_waited:
            assert Gardener.objects.get().status == "working"
        else:
            assert Gardener.objects.get().status == "retired"


def test_edit_is_never_lost_while_the_run_is_advanced(visitor):
    """It is there before the advance looks, and stays, or it has to wait and comes after it."""
    ends = set()
    edited = datetime(2026, 3, 1, 12, tzinfo=UTC)
    for number in turns(advance, TURNS):
        seed()
        key = Harvest.objects.exclude(plant__name="bystander").earliest("pk").pk
        edit = ("UPDATE toy_harvest SET picked_at = %s WHERE id = %s", [edited, key])

        line = visitor.interrupts(number, advance, edit)

        assert not line.startswith("CommandError")
        if visitor.has_waited:
            assert Harvest.objects.get(pk=key).picked_at != edited
            assert visitor.do(edit) == 1
        else:
            assert Harvest.objects.get(pk=key).picked_at == edited
        clear_all()
        ends.add(visitor.has_waited)
    assert ends == {True, False}


# Two commands at once.

PAIRS = [
    (clear, clear),
    (clear, seed),
    (clear, reseed),
    (seed, clear),
    (reseed, clear),
    (reseed, reseed),
    (clear, heal),
    (heal, clear),
    (clear, advance),
    (advance, clear),
    (heal, advance),
    (advance, heal),
    (advance, advance),
]


@pytest.mark.check
@pytest.mark.parametrize(
    ("first", "second"),
    sampled(PAIRS, in_check=4),
    ids=[f"{one.__name__}-{other.__name__}" for one, other in sampled(PAIRS, in_check=4)],
)
def test_two_commands_at_once_leave_a_whole_run_or_none(first, second, garden):
    """Each ends with one line, and rows of others stay as they are."""
    before = whole_garden()
    numbers = turns(first, TURNS_OF_COMMANDS)

    def second_command():
        with default_database(garden.url):
            return second()

    for number in numbers:
        if first is not seed:
            seed()
            Harvest.objects.filter(pk=Harvest.objects.latest("pk").pk).update(rainy=True, weight_kg=1)
        with ThreadPoolExecutor(1) as pool:
            started = []
            with counted_statements(number, partial(start, pool, second_command, started)):
                lines = [first()]
            lines.append(started[0].result())

        runs = list(SeedRun.objects.all())
        assert not any("\n" in line for line in lines)
        assert len(runs) <= 1, lines
        if runs:
            heal()
            assert not run(*STORY, "--verify").startswith("CommandError"), lines
            clear_all()
        assert without_runs(whole_garden()) == without_runs(before), lines


def start(pool, command, started):
    """Start the command, and go on when it has ended or waits for the first one."""
    started.append(pool.submit(command))
    wait(started, timeout=SECONDS_FOR_A_COMMAND)


def without_runs(rows):
    return {label: own for label, own in rows.items() if not label.startswith("seedplot.")}
