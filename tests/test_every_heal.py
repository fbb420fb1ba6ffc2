"""Every scenario, damaged at random: drift names exactly that, heal puts it back, and rows of others stay as they are.

A record that is lost is adopted; then the same holds.
"""

from contextlib import suppress
from functools import cache

import pytest
from django.db import IntegrityError, models, transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from seedplot.engine import ledger, pipeline, proof
from seedplot.engine.adopting.adoption import adopt
from seedplot.engine.replaying.drift import Drift, drift
from seedplot.engine.rewriting.heal import heal
from seedplot.engine.runs import Request
from seedplot.errors import NotAsPromised
from seedplot.models import SeedRun
from seedplot.plan import shape_of
from seedplot.registry import scenario_of_run as scenario_of
from tests.deeds import OTHERS, attach, differing, everything, other
from tests.rings import RING, sampled
from tests.test_every_scenario import ANCHOR, SCENARIOS, make_world_of, on_a_server_too, options_for
from tests.toy.inside import default_database, rolled_back

EXAMPLES = {"test": 2, "check": 3, "full": 40}[RING]
SMALL = {"software-house": {"projects": 1, "issues_per_project": 10}, "tenant-portfolio": {"properties": 5}}
each_scenario = pytest.mark.parametrize(
    "scenario", [each() for each in sampled(SCENARIOS.values(), every=4)], ids=lambda each: each.name
)
DAMAGES = st.lists(
    st.tuples(
        st.sampled_from(["edit", "delete", "reuse", "add", "attach"]), st.integers(0, 10**6), st.integers(0, 10**6)
    ),
    min_size=1,
    max_size=6,
)


def request_for(scenario):
    return Request(scenario, options=options_for(scenario) | SMALL.get(scenario.name, {}), anchor=ANCHOR)


class Columns:
    """The columns of a run's rows as it wrote them."""

    def __init__(self, run):
        self.rows = ledger.rows_of(run)
        self.excluded = scenario_of(run).fingerprint_exclude
        self.telling = cache(self._telling)

    def covered(self, model):
        excluded = self.excluded.get(model._meta.label, ())
        return [each for each in shape_of(model).fields if not each.primary_key and each.name not in excluded]

    def of_values(self, model):
        return [each for each in self.covered(model) if not each.is_relation and type(each) in OTHERS]

    def _telling(self, model):
        """Those in which the run's rows differ from each other. They are asked for before anything is damaged."""
        rows = list(self.rows.rows(model).values())
        return [each for each in self.covered(model) if len({repr(row[each.attname]) for row in rows}) > 1]


class Damage:
    """What is done to a run's rows, and what that makes of each."""

    def __init__(self, columns):
        self.columns = columns
        self.rows = columns.rows
        self.models = sorted(self.rows.model_classes, key=lambda model: model._meta.label)
        self.expected = {}
        self.strangers = {}

    def do(self, what, first, second):
        model = self.models[first % len(self.models)]
        keys = list(self.rows.rows(model).order_by("pk").values_list("pk", flat=True))
        if not keys:
            return
        key = keys[second % len(keys)]
        if (model._meta.label, key) not in self.expected:
            # A constraint may forbid it: then it is not done.
            with suppress(IntegrityError), transaction.atomic():
                getattr(self, what)(model, key, first + second)

    def edit(self, model, key, number):
        """Another value in one column: of two columns that tell rows apart, half are left."""
        telling, columns = self.columns.telling(model), self._free_columns(model)
        if columns and len(telling) >= 2:
            column = columns[number % len(columns)]
            self._set(model, key, {column: number})
            self.expected[model._meta.label, key] = Drift.EDITED

    def delete(self, model, key, number):
        model._base_manager.filter(pk=key)._raw_delete("default")
        self.expected[model._meta.label, key] = Drift.DELETED

    def reuse(self, model, key, number):
        """Other values in all columns but references: another row, unless these are half of what tells rows apart."""
        row, free = model._base_manager.get(pk=key), self.columns.of_values(model)
        # What a row leaves empty tells nothing.
        telling = [field for field in self.columns.telling(model) if getattr(row, field.attname) not in (None, "")]
        left = {field.name for field in telling} - {field.name for field in free}
        is_numbered = shape_of(model).numbered
        if is_numbered and telling and 2 * len(left) < len(telling) and not self._unique_by_references(model, free):
            self._set(model, key, dict.fromkeys(free, number))
            self.expected[model._meta.label, key] = Drift.FOREIGN
            self.strangers[model._meta.label, key] = model._base_manager.filter(pk=key).values().get()

    def add(self, model, key, number):
        """A row of others: a copy with other values."""
        if not shape_of(model).numbered:
            return
        row = model._base_manager.get(pk=key)
        row.pk = None
        for field in self.columns.of_values(model):
            setattr(row, field.attname, other(field, getattr(row, field.attname), number))
        models.Model.save_base(row, raw=True, force_insert=True)
        self.strangers[model._meta.label, row.pk] = model._base_manager.filter(pk=row.pk).values().get()

    def attach(self, model, key, number):
        """A row of others that refers to one of the run's."""
        label, made = attach(None, number, number) or ("", None)
        own = (str(each) for block in self.rows.blocks.get(label, ()) for each in block.every_key)
        if str(made) in own:
            raise IntegrityError("the key of a row of the run that has gone was used again")

    def _set(self, model, key, numbers):
        row = model._base_manager.get(pk=key)
        values = {field.attname: other(field, getattr(row, field.attname), number) for field, number in numbers.items()}
        model._base_manager.filter(pk=key).update(**values)

    def _free_columns(self, model):
        unique = {name for names in model._meta.unique_together for name in names}
        unique |= {name for each in model._meta.constraints for name in getattr(each, "fields", ())}
        return [each for each in self.columns.of_values(model) if not each.unique and each.name not in unique]

    def _unique_by_references(self, model, free):
        names = {each.name for each in free}
        sets = [{each.name} for each in shape_of(model).fields if each.unique and not each.primary_key]
        sets += [set(each) for each in model._meta.unique_together]
        sets += [set(each.fields) for each in model._meta.constraints if isinstance(each, models.UniqueConstraint)]
        return any(not each & names for each in sets)


def is_verified(run):
    try:
        proof.verify(run)
    except NotAsPromised:
        return False
    return True


def check(run):
    """Damage the run, look at it, and heal it; nothing of that stays."""
    before = everything()
    columns = Columns(run)
    for model in columns.rows.model_classes:
        columns.telling(model)

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        derandomize=RING != "full",
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    @given(DAMAGES)
    def holds(damages):
        with rolled_back():
            damage = Damage(columns)
            for each in damages:
                damage.do(*each)
            there = everything()
            strangers = {place: row for place, row in there.items() if place not in before} | damage.strangers
            found = {(row.label, str(row.key)): row.drift for row in drift(run)}
            assert found == {(label, str(key)): what for (label, key), what in damage.expected.items()}
            verified = is_verified(run)
            assert not (verified and damage.expected)
            # A row of others may bear the sample's tag, against a promise.
            assert verified or damage.expected or strangers
            assert differing(everything(), there) == {}

            outcome = heal(run)

            after = everything()
            foreign = {key for key, what in damage.expected.items() if what is Drift.FOREIGN}
            left = {place for place, _ in outcome.left}
            assert {(label, str(key)) for label, key in foreign} <= left
            assert differing({key: after.get(key) for key in strangers}, strangers) == {}
            if not left:
                assert differing(after, {**before, **strangers}) == {}
                assert proof.take_fingerprint(run, scenario_of(run)).fingerprint == run.fingerprint
            again = heal(run)
            assert (again.rewritten, again.inserted, again.world_values) == (0, 0, 0)
            assert differing(everything(), after) == {}

    holds()


@each_scenario
def test_damage_is_named_and_healed(scenario, db, settings):
    make_world_of(scenario, settings)
    run = pipeline.run(request_for(scenario)).run

    check(run)


# The toy's own are tested there with the engine.
@pytest.mark.parametrize(
    "scenario", [each() for each in on_a_server_too(SCENARIOS.values())], ids=lambda each: each.name
)
def test_damage_is_named_and_healed_on_postgresql_too(scenario, postgres_garden_url, django_db_blocker, settings):
    with django_db_blocker.unblock(), default_database(postgres_garden_url), rolled_back():
        check_beside_ada(scenario, settings)


@pytest.mark.full
@each_scenario
def test_damage_is_named_and_healed_on_mariadb_too(scenario, mariadb_garden_url, django_db_blocker, settings):
    with django_db_blocker.unblock(), default_database(mariadb_garden_url), rolled_back():
        check_beside_ada(scenario, settings)


def check_beside_ada(scenario, settings):
    """In a database in which the toy's world is there already."""
    if scenario.domain != "toy":
        make_world_of(scenario, settings)
    check(pipeline.run(request_for(scenario)).run)


@each_scenario
def test_lost_record_is_adopted_as_it_was(scenario, db, settings):
    make_world_of(scenario, settings)
    before = pipeline.run(request_for(scenario))
    keys = {label: sorted(map(str, keys)) for label, keys in own_keys(before.run).items()}
    SeedRun.objects.all().delete()

    adopted = adopt(request_for(scenario))

    assert adopted.is_what_it_was
    assert (adopted.report.fingerprint, adopted.report.counts) == (before.fingerprint, before.counts)
    assert {label: sorted(map(str, keys)) for label, keys in own_keys(adopted.report.run).items()} == keys
    assert list(drift(adopted.report.run)) == []


def own_keys(run):
    blocks = ledger.rows_of(run).blocks
    return {label: [key for block in own for key in block.every_key] for label, own in blocks.items()}
