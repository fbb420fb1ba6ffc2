"""Each kind of model and column: seeded, verified, compared with `Model.save()` and cleared, or refused in one line."""

import datetime as dt

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection

from seedplot.clock import midnight
from seedplot.engine import pipeline, proof
from seedplot.engine.clearing import clearing
from seedplot.engine.replaying import changed_story
from seedplot.engine.runs import Request
from seedplot.errors import PlanError, SeedError
from seedplot.factories import forget_compiled_rows
from seedplot.registry import Registry
from tests.zoo.kinds import KINDS
from tests.zoo.scenario import ZooScenario
from tests.zoo.tables import whole_zoo

ANCHOR = midnight(dt.date(2026, 3, 12))
OWN_SEQUENCE = """
CREATE SEQUENCE zoo_numbers START 5;
CREATE TABLE zoo_own_sequence (id bigint PRIMARY KEY DEFAULT nextval('zoo_numbers'), name varchar(20) NOT NULL)
"""


@pytest.fixture
def zoo(each_database, monkeypatch):
    """The database, and its zoo scenario by the name that the record keeps."""
    monkeypatch.setattr(Registry, "domains", {**Registry.domains})
    Registry("zoo", "tests.zoo").add(ZooScenario)
    if each_database == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(OWN_SEQUENCE)
    # Each database numbers its content types, and Django remembers those of one.
    ContentType.objects.clear_cache()
    yield each_database
    ContentType.objects.clear_cache()
    forget_compiled_rows()


def seed(kind, monkeypatch):
    monkeypatch.setattr(ZooScenario, "shown", kind, raising=False)
    return pipeline.run(Request(ZooScenario(), 42, ANCHOR))


@pytest.mark.parametrize("kind", KINDS, ids=[f"{each.group}: {each.name}" for each in KINDS])
def test_kind_is_as_save_would_make_it_or_refused(kind, zoo, monkeypatch):
    if kind.vendor not in ("", zoo):
        pytest.skip(f"{kind.vendor} alone has such columns")
    if kind.refusal:
        with pytest.raises((PlanError, SeedError)) as refused:
            seed(kind, monkeypatch)
        assert kind.refusal in str(refused.value)
        assert len(str(refused.value).splitlines()) == 1
        assert whole_zoo() == {}
        return

    report = seed(kind, monkeypatch)
    seeded = whole_zoo(tuple(kind.apart))
    verified = proof.verify(report.run, expect=report.fingerprint)
    is_planned_so_again = not changed_story.has_changed_since(report.run, ZooScenario())
    clearing.clear([report.run])
    cleared = whole_zoo()
    kind.save()
    saved = whole_zoo(tuple(kind.apart))

    assert seeded == saved
    assert verified.fingerprint == report.fingerprint
    assert is_planned_so_again
    assert cleared == {}


def test_each_kind_has_a_name_of_its_own():
    names = [(each.group, each.name) for each in KINDS]

    assert len(names) >= 50
    assert len(set(names)) == len(names)
