"""Whatever refers to seeded rows, was edited, deleted or has a key that was used again: clearing takes what it should.

Rows of others that refer to nothing seeded are byte-identical afterwards, and the rest is as it was before seeding.
"""

import io
from contextlib import contextmanager

import pytest
from django.apps import apps
from django.contrib.contenttypes.fields import GenericForeignKey
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import DatabaseError, models, transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from model_bakery import baker

from seedplot.engine import ledger
from seedplot.engine.clearing import clearing
from seedplot.engine.runs import ClearRules
from seedplot.models import SeedRun
from tests.rings import RING
from tests.toy.inside import rolled_back
from tests.toy.world import make_world

EXAMPLES = {"test": 2, "check": 4, "full": 80}[RING]
DAY = "--as-of=2026-03-12"
DEMOS = {
    "toy": [("seed_garden", "--scenario=harvest-weeks"), ("seed_garden", "--scenario=garden-history")],
    "metrics": [("seed_demo_data", "--scenario=baseline", "--no-github")],
    "tenants": [("seed_mock_conversations",)],
    "projects": [
        ("generate_comprehensive_test_data", "--projects=1", "--issues-per-project=10", "--skip-csv", "--skip-s3",
         "--skip-pinecone"),
    ],
    "tickets": [("import_legacy_data",)],
    "notices": [("generate_library_notices",)],
}  # fmt: skip


@pytest.fixture(params=list(DEMOS))
def demo(request, each_database, settings, tmp_path, monkeypatch):
    """A seeded database with rows of others, and all its rows as they were before seeding."""
    settings.DEBUG = True
    monkeypatch.chdir(tmp_path)
    if each_database == "sqlite" or request.param != "toy":
        from tests.toy.models import Gardener

        if not Gardener.objects.exists():
            make_world()
    before = everything()
    for command in DEMOS[request.param]:
        call_command(*command, DAY, "--no-progress", stdout=io.StringIO(), stderr=io.StringIO())
    return before


class Rows(dict):
    """Rows by model and key, which no failure prints as a whole."""

    def __repr__(self):
        return f"{len(self)} rows"


def everything():
    """Every row of every table but the engine's."""
    return Rows(
        ((model._meta.label, row.pop("__key")), row)
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label not in ("seedplot", "contenttypes")
        for row in model._base_manager.order_by("pk").annotate(__key=models.F("pk")).values()
    )


def relations():
    """Every column by which a row of any model may refer to a seeded one, generic ones included."""
    seeded = {label for run in SeedRun.objects.all() for label in ledger.rows_of(run).counts}
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.concrete_fields:
            if field.is_relation and field.related_model._meta.label in seeded and not field.remote_field.parent_link:
                yield model, field.name, field.related_model
        for field in model._meta.private_fields:
            if isinstance(field, GenericForeignKey):
                yield from ((model, field.name, apps.get_model(label)) for label in sorted(seeded))


def own_keys():
    return {
        (label, model._meta.pk.to_python(key))
        for run in SeedRun.objects.all()
        for label, blocks in ledger.rows_of(run).blocks.items()
        for model in [apps.get_model(label)]
        for block in blocks
        for key in (block.keys or range(block.first_key, block.first_key + block.count))
    }


def refers_to(model, row, going):
    """Return true if a row, as the dictionary of its columns, refers to one of those."""
    for field in model._meta.concrete_fields:
        if field.is_relation and row[field.attname] is not None:
            target = field.related_model
            value = row[field.attname]
            if field.target_field.primary_key and (target._meta.label, value) in going:
                return True
            if not field.target_field.primary_key:
                found = target._base_manager.filter(**{field.target_field.attname: value}).first()
                if found is not None and (target._meta.label, found.pk) in going:
                    return True
    for field in model._meta.private_fields:
        if isinstance(field, GenericForeignKey) and row[f"{field.ct_field}_id"] is not None:
            about = getattr(model._base_manager.model(**row), field.name)
            if about is not None and (about._meta.label, about.pk) in going:
                return True
    return False


@contextmanager
def possible():
    """What a model or the database refuses is not done."""
    try:
        with transaction.atomic():
            yield
    except (DatabaseError, ValidationError, OverflowError, ValueError, TypeError, AttributeError):
        pass


def pick(items, number):
    return items[number % len(items)]


def attach(own, first, second):
    """Somebody makes a row that refers to a seeded one."""
    model, name, target = pick(list(relations()), first)
    seeded = list(target._base_manager.order_by("pk"))
    with possible():
        baker.make(model, **{name: pick(seeded, second)})


def edit(own, first, second):
    """Somebody changes a text; of wide tables, where one column does not make it another row."""
    wide = [name for name in own if text_column(apps.get_model(name[0])) is not None]
    if wide:
        label, key = pick(wide, first)
        model = apps.get_model(label)
        with possible():
            model._base_manager.filter(pk=key).update(**{text_column(model): f"Edited {second}."})


def text_column(model):
    fields = model._meta.concrete_fields
    texts = [field.name for field in fields if isinstance(field, models.TextField) and not field.unique]
    return texts[0] if texts and len(fields) > 8 else None


def delete(own, first, second):
    label, key = pick(own, first)
    with possible():
        apps.get_model(label)._base_manager.filter(pk=key).delete()


def reuse(own, first, second):
    """A seeded row goes, and somebody else makes one that gets its key."""
    label, key = pick(own, first)
    model = apps.get_model(label)
    with possible():
        model._base_manager.filter(pk=key).delete()
        baker.make(model, pk=key)
        return (label, key)
    return None


DEEDS = {"attach": attach, "edit": edit, "delete": delete, "reuse": reuse}
NUMBERS = st.integers(0, 10**6)


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(st.tuples(st.sampled_from(["attach", "attach", *DEEDS]), NUMBERS, NUMBERS), min_size=1, max_size=6))
def test_clearing_takes_the_runs_rows_and_those_that_refer_to_them_and_no_other(demo, deeds):
    with rolled_back():
        own = sorted(own_keys(), key=str)
        reused = {DEEDS[kind](own, first, second) for kind, first, second in deeds}
        there = everything()
        going = {name for name in own if name not in reused and name in there}
        while more := {
            name
            for name, row in there.items()
            if name not in going and name not in demo and refers_to(apps.get_model(name[0]), row, going)
        }:
            going |= more

        clearing.clear(list(SeedRun.objects.all()), ClearRules(with_dependents=True))

        expected = {name: demo.get(name, row) for name, row in there.items() if name not in going}
        left = everything()
        assert {
            name: (left.get(name), expected.get(name))
            for name in left.keys() | expected.keys()
            if left.get(name) != expected.get(name)
        } == {}
