"""Whatever has been done to a run and beside it, an advance is refused before anything moves, or does what it says.

Rows of others are byte-identical then, edits are kept and reported, and all else is what seeding afresh on that day
gives. The outcome is compared row by row, by the places of the rows in the two plans.
"""

import datetime as dt
import re
from dataclasses import dataclass
from functools import cache, cached_property

import pytest
from django.apps import apps
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from seedplot.clock import midnight
from seedplot.engine import ledger, pipeline
from seedplot.engine.advancing.advance import DependentsInTheWay, Rules, advance
from seedplot.engine.relations.disposables import ALWAYS
from seedplot.engine.replaying.drift import Drift, drift
from seedplot.engine.runs import Request
from seedplot.errors import SeedError
from seedplot.models import SeedChange, SeedRun
from tests.deeds import (
    attach,
    deeds,
    delete,
    differing,
    edit_anything,
    edit_world,
    everything,
    own_keys,
    refer_elsewhere,
    refers_to,
    reuse,
)
from tests.rings import RING
from tests.test_every_advance import ADVANCING
from tests.test_every_heal import request_for
from tests.test_every_scenario import ANCHOR, make_world_of
from tests.toy.factories import BedFactory
from tests.toy.garden import whole_garden
from tests.toy.inside import rolled_back
from tests.toy.seeding.scenarios.turns import TurnsScenario
from tests.toy.seeding.scenarios.wild_allotment import WildAllotmentScenario

EXAMPLES = {"test": 1, "check": 3, "full": 30}[RING]
ONE_OF_EACH_DOMAIN = ("baseline", "pinball-workshop", "software-house", "tenant-portfolio", "library-notices")
CHOSEN = [
    WildAllotmentScenario,
    *([TurnsScenario] if RING == "full" else ()),
    *(each for name, each in ADVANCING.items() if RING == "full" or name in ONE_OF_EACH_DOMAIN),
]
DAYS = (1, 5, 19)
"""The first is an ordinary day; the others are days of the next weeks, to which a weekly story has slid."""
REFUSALS = (
    "Cannot advance .* not there any more on the later day; nothing was moved",
    "The database refused the rows of .* Nothing was moved",
    "A foreign row has the key of .* Remove it first",
)


def day(number):
    return midnight(ANCHOR.date() + dt.timedelta(days=number))


def places(run):
    """The model and key of each row of the plan, by its part, model and number."""
    return {
        (block.shard, block.label, block.start + number): (block.label, model._meta.pk.to_python(key))
        for block in ledger.rows_of(run).all_blocks()
        for model in [apps.get_model(block.label)]
        for number, key in enumerate(block.every_key)
    }


def changed_world(run):
    """The columns of rows of the world that the run has changed."""
    return {
        (entry.model, apps.get_model(entry.model)._meta.pk.to_python(entry.key), entry.column)
        for entry in SeedChange.objects.filter(run=run)
    }


def record():
    """All that the engine keeps."""
    return {label: rows for label, rows in whole_garden().items() if label.startswith("seedplot.")}


class State:
    """All rows, and those of the run by their places in its plan."""

    def __init__(self, run):
        self.rows = everything()
        self.places = places(run)
        self.names = {place: name for name, place in self.places.items()}
        self.world = changed_world(run)
        self.fingerprint = run.fingerprint

    def value(self, place, field):
        """The value in a column; a reference to a row of the run as that row's place in the plan."""
        value = self.rows[place][field.attname]
        return self.named(field, value)

    def named(self, field, value):
        if field.is_relation and field.target_field.primary_key:
            return self.names.get((field.related_model._meta.label, value), value)
        return value


@dataclass
class Case:
    """A run that was used, and all that is known about it before it moves."""

    run: SeedRun
    there: State
    edited: dict
    """The edited columns of rows of the run."""
    lost: set
    """Rows of the run that are gone, or whose key another row has."""
    foreign: set
    """The latter."""
    world_edits: set

    @classmethod
    def of(cls, run, seeded, excluded):
        found = [row for row in drift(run) if not row.is_world]
        own = {
            (row.label, apps.get_model(row.label)._meta.pk.to_python(row.key)): (
                row,
                {each.name for each in row.columns},
            )
            for row in found
        }
        case = cls(
            run,
            State(run),
            {place: columns for place, (row, columns) in own.items() if row.drift is Drift.EDITED},
            {place for place, (row, _) in own.items() if row.drift is not Drift.EDITED},
            {place for place, (row, _) in own.items() if row.drift is Drift.FOREIGN},
            set(),
        )
        touched = {
            place
            for place in seeded.names
            if covered(place, seeded.rows, excluded) != covered(place, case.there.rows, excluded)
        }
        assert touched == own.keys()
        case.world_edits = {
            (label, key, column)
            for label, key, column in seeded.world
            if (label, key) not in seeded.names
            and column_of(seeded.rows, label, key, column) != column_of(case.there.rows, label, key, column)
        }
        return case

    @property
    def others(self):
        """The rows that are not the run's."""
        return {
            place: row
            for place, row in self.there.rows.items()
            if place not in self.there.names or place in self.foreign
        }

    def taken_along(self, gone):
        """The rows of others that refer to rows which go, and those that refer to them."""
        others, found, last = self.others, set(), set(gone)
        while last:
            last = {
                place
                for place, row in others.items()
                if place not in found and refers_to(apps.get_model(place[0]), row, last)
            }
            found |= last
        return found


def column_of(rows, label, key, column):
    row = rows.get((label, key))
    return None if row is None else row[apps.get_model(label)._meta.get_field(column).attname]


def fields_of(label, excluded):
    model = apps.get_model(label)
    left_out = excluded.get(label, ())
    return [each for each in model._meta.concrete_fields if not each.primary_key and each.name not in left_out]


def covered(place, rows, excluded):
    """The columns of a row that the fingerprint covers; None for one that is gone."""
    row = rows.get(place)
    return None if row is None else [row[field.attname] for field in fields_of(place[0], excluded)]


class Check:
    """Compares what an advance has left with a fresh run."""

    def __init__(self, scenario, case, done, fresh, *, heal):
        self.case, self.done, self.fresh, self.heal = case, done, fresh, heal
        self.excluded = scenario.fingerprint_exclude
        self.disposable = {name.partition(" if ")[0].rpartition(".")[0] for name in (*ALWAYS, *scenario.disposable)} | {
            "sessions.Session"
        }
        self.after = State(done.run)
        self.missing = cache(self._is_missing)

    def everything(self, *, with_dependents):
        assert self.after.places.keys() == self.fresh.places.keys()
        assert self.after.fingerprint == self.fresh.fingerprint
        assert {name: why for name in self.after.places if (why := self.wrong_row(name))} == {}
        assert self.wrong_others(with_dependents=with_dependents) == {}
        reported = {place: set(columns) for place, columns in self.done.touched.edited.items()}
        assert reported == {(label, str(key)): columns for (label, key), columns in self.case.edited.items()}
        assert self.done.touched.lost >= {(label, str(key)) for label, key in self.case.lost}

    def _is_missing(self, name):
        """Return true for a row that is not there: somebody has deleted it, or a new one refers to such a row."""
        place = self.after.places[name]
        if self.heal:
            return False
        if place in self.case.there.names:
            return place in self.case.lost
        return any(
            self.is_missing_target(field, self.fresh.value(self.fresh.places[name], field))
            for field in apps.get_model(place[0])._meta.concrete_fields
        )

    def is_missing_target(self, field, planned):
        return field.is_relation and planned in self.fresh.places and self.missing(planned)

    def wrong_row(self, name):
        """The differences of a row to what it should be."""
        place = self.after.places[name]
        if self.missing(name):
            expected = self.case.there.rows[place] if place in self.case.foreign else None
            return {} if self.after.rows.get(place) == expected else "is there again"
        if place not in self.after.rows:
            return "is not there"
        wrong = {}
        for field in fields_of(place[0], self.excluded):
            found, expected = self.after.value(place, field), self.expected(name, place, field)
            if found != expected:
                wrong[field.name] = found, expected
        return wrong

    def expected(self, name, place, field):
        planned = self.fresh.value(self.fresh.places[name], field)
        if self.heal or place not in self.case.there.names:
            return planned
        now = self.case.there.rows[place][field.attname]
        is_kept = field.name in self.case.edited.get(place, ()) and not self.leads_to_a_row_that_goes(field, now)
        if is_kept or self.is_missing_target(field, planned):
            return self.after.named(field, now)
        return planned

    def leads_to_a_row_that_goes(self, field, value):
        target = (field.related_model._meta.label, value) if field.is_relation else None
        return target in self.gone

    @cached_property
    def gone(self):
        """The rows of the run that the later day does not have."""
        return self.case.there.names.keys() - self.after.names.keys() - self.case.lost

    def wrong_others(self, *, with_dependents):
        """Rows of others that are not as they were."""
        along = self.case.taken_along(self.gone)
        wrong = {}
        for place, row in self.case.others.items():
            if place in along:
                is_agreed = (
                    with_dependents or place[0] in self.disposable or apps.get_model(place[0])._meta.auto_created
                )
                if place in self.after.rows or not is_agreed:
                    wrong[place] = "refers to a row that is gone"
                continue
            after = self.after.rows.get(place)
            expected = self.expected_world(place, row)
            if after != expected:
                wrong[place] = after, expected
        known = self.case.others.keys() | self.after.names.keys()
        return wrong | dict.fromkeys(self.after.rows.keys() - known, "came from nowhere")

    def expected_world(self, place, row):
        """A row of others: the same, but for the columns that the run gives a value to."""
        expected = dict(row)
        for label, key, column in self.case.there.world | self.fresh.world:
            if (label, key) == place and (self.heal or (label, key, column) not in self.case.world_edits):
                field = apps.get_model(label)._meta.get_field(column)
                planned = self.fresh.value(place, field)
                is_own = field.is_relation and planned in self.after.places
                expected[field.attname] = self.after.places[planned][1] if is_own else planned
        return expected


@pytest.fixture(params=[each() for each in CHOSEN], ids=lambda each: each.name)
def scenario(request, each_database, settings):
    scenario = request.param
    settings.GITHUB_API_URL = "http://127.0.0.1:1"
    if scenario.domain == "toy":
        # Ada is there already.
        BedFactory.create(name="Common")
    else:
        make_world_of(scenario, settings)
    return scenario


def advanced_or_refused(*arguments):
    """The outcome, or the refusal."""
    try:
        return advance(*arguments)
    except SeedError as refusal:
        return refusal


def test_advance_is_refused_whole_or_moves_what_is_the_runs_and_nothing_else(scenario):
    request = request_for(scenario)
    run = pipeline.run(request).run
    seeded = State(run)

    @cache
    def fresh_at(number):
        with rolled_back():
            clear = [SeedRun.objects.get()]
            return State(pipeline.run(Request(scenario, options=request.options, anchor=day(number), clear=clear)).run)

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        derandomize=RING != "full",
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(
        st.sampled_from(DAYS),
        st.booleans(),
        st.booleans(),
        deeds(attach, attach, edit_anything, edit_anything, edit_world, refer_elsewhere, delete, reuse),
    )
    def holds(number, heal, with_dependents, done):
        fresh = fresh_at(number)
        with rolled_back():
            own = sorted(own_keys(), key=str)
            for deed, first, second in done:
                deed(own, first, second)
            case = Case.of(run, seeded, scenario.fingerprint_exclude)
            recorded = record()
            outcome = advanced_or_refused(run, day(number), Rules(heal=heal, with_dependents=with_dependents))
            if isinstance(outcome, SeedError):
                assert any(re.match(pattern, str(outcome)) for pattern in REFUSALS), outcome
                assert not (with_dependents and isinstance(outcome, DependentsInTheWay))
                assert differing(everything(), case.there.rows) == {}
                assert record() == recorded
            else:
                Check(scenario, case, outcome, fresh, heal=heal).everything(with_dependents=with_dependents)

    holds()
