"""Rows that come to refer to seeded ones while these are cleared, by references that the database does not check."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event
from time import sleep

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection, connections, transaction

from seedplot.engine.clearing import clearing
from seedplot.errors import SeedError
from tests.toy.garden import seed, whole_garden
from tests.toy.inside import default_database
from tests.toy.models import Bed, Nursery
from tests.toy.seeding.scenarios.harvest_weeks import HarvestWeeksScenario

REFERENCES = {
    "generic": lambda bed: {
        "content_type_id": ContentType.objects.get_for_model(Bed).pk,
        "object_id": str(bed.pk),
    },
    "unconstrained": lambda bed: {"bed_id": bed.pk},
}


@pytest.fixture
def run_on_a_server(any_server_garden_url, django_db_blocker):
    with django_db_blocker.unblock(), default_database(any_server_garden_url):
        ContentType.objects.clear_cache()
        yield seed(HarvestWeeksScenario).run, any_server_garden_url
        ContentType.objects.clear_cache()


def elsewhere(url, work):
    """Do it on another connection, in a thread of its own."""

    def do():
        try:
            with default_database(url):
                return work()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(do).result()


@pytest.mark.parametrize("reference", REFERENCES)
def test_row_that_comes_after_the_look_stops_the_clearing(reference, run_on_a_server, monkeypatch):
    run, url = run_on_a_server
    columns = REFERENCES[reference](Bed.objects.get(name="Bed 1"))
    before = whole_garden()

    def refuse(outlook, rules):
        assert not outlook.dependents
        elsewhere(url, lambda: Nursery.objects.create(pk=7, hidden=False, **columns))

    monkeypatch.setattr(clearing, "_refuse", refuse)

    with pytest.raises(SeedError) as refused:
        clearing.clear([run])

    assert str(refused.value) == (
        "1 toy.Nursery refers to its toy.Bed, first toy.Nursery 7, and came just now. Nothing was removed. "
        "Run the command again."
    )
    after = whole_garden()
    assert len(after.pop("toy.Nursery")) == 1
    before.pop("toy.Nursery")
    assert after == before


WAITS = "SELECT COUNT(*) FROM pg_locks WHERE NOT granted"


def test_clearing_waits_for_a_row_that_is_not_committed_yet(postgres_garden_url, django_db_blocker):
    with django_db_blocker.unblock(), default_database(postgres_garden_url):
        run = seed(HarvestWeeksScenario).run
        bed = Bed.objects.get(name="Bed 1")
        before, is_there = whole_garden(), Event()

        def refer_to_it():
            with transaction.atomic():
                Nursery.objects.create(pk=7, hidden=False, bed_id=bed.pk)
                is_there.set()
                for _ in range(100):
                    with connection.cursor() as cursor:
                        cursor.execute(WAITS)
                        if cursor.fetchone()[0]:
                            return
                    sleep(0.1)

        with ThreadPoolExecutor(1) as pool:
            referring = pool.submit(elsewhere, postgres_garden_url, refer_to_it)
            is_there.wait(20)
            with pytest.raises(SeedError, match=r"first toy\.Nursery 7, and came just now"):
                clearing.clear([run])
            referring.result()

        after = whole_garden()

    assert len(after.pop("toy.Nursery")) == 1
    before.pop("toy.Nursery")
    assert after == before
