"""What holds for every scenario of every installed app. A new one is tested here by being registered.

A scenario that wants something in place finds it made by its domain's entry in WORLDS.
"""

import datetime as dt
import re
from collections import Counter
from contextlib import suppress

import pytest
from django.apps import apps
from django.db import connection
from django.utils import timezone

from seedplot import registry
from seedplot.clock import AnchoredCalendar, WeeklyCalendar, midnight, project_zone
from seedplot.context import context_of
from seedplot.engine import pipeline
from seedplot.engine.runs import Request
from seedplot.errors import SeedError
from seedplot.factories import stream_paths
from seedplot.options import PARTS, complete_options
from seedplot.plan import SHARED_ROWS, Change, Row, World, WorldRow, shape_of
from tests.builders import museum
from tests.rings import RING, sampled
from tests.toy import world as garden

# A Thursday four days after the clocks went forward: inside most stories, the clocks change.
ANCHOR = midnight(dt.date(2026, 3, 12))
A_YEAR_OF_WEEKS_LATER = midnight(ANCHOR.date() + dt.timedelta(days=364))
SOME_DAY = midnight(dt.date(2026, 11, 4))

SIZES = {
    "software-house": {"projects": 3, "issues_per_project": 20},
    "tenant-portfolio": {"properties": 10},
    "library-city": {"patrons": 50},
}
"""Small, with a part of each kind."""

SCENARIOS = registry.discover()
EVERY_SCENARIO = [
    each()
    for known in registry.Registry.domains.values()
    for each in (*known.scenarios.values(), *known.unlisted.values())
]
DRAWN_SCENARIOS = {name: each for name, each in SCENARIOS.items() if not each.authored}
each_scenario = pytest.mark.parametrize("scenario", [each() for each in SCENARIOS.values()], ids=list(SCENARIOS))
each_drawn_scenario = pytest.mark.parametrize(
    "scenario", [each() for each in DRAWN_SCENARIOS.values()], ids=list(DRAWN_SCENARIOS)
)


WORLDS = {"tickets": museum.make_world, "toy": garden.make_world}


def on_a_server_too(scenarios):
    """One of each domain, and all in the widest ring: a server minds the tables more than the story."""
    found = [each for each in scenarios if each.domain != "toy"]
    return found if RING == "full" else sampled({each.domain: each for each in found}.values(), every=3)


def make_world_of(scenario, settings):
    """Put in place what the scenario wants there. Nothing comes from the network."""
    settings.GITHUB_API_URL = "http://127.0.0.1:1"
    if scenario.domain in WORLDS:
        WORLDS[scenario.domain]()


@pytest.fixture
def world(scenario, db, settings):
    """What the scenario wants in place."""
    make_world_of(scenario, settings)
    return scenario.prerequisites(complete_options(scenario, options_for(scenario)), "default", at=ANCHOR)


def options_for(scenario, *, at_default_size=RING == "full"):
    """The defaults, except that nothing is fetched; outside of the widest ring the larger stories are small."""
    given = {option.key: True for option in scenario.options if option.name == "no-github"}
    return given if at_default_size else given | SIZES.get(scenario.name, {})


def plan(scenario, world, *, seed=42, anchor=ANCHOR, backwards=False):
    """The planned items of each shard."""
    context = context_of(scenario, seed, anchor, options_for(scenario), world)
    frame = scenario.shared_rows(context)
    rows = [WorldRow(row.shape.model, row.key, name) for name, row in frame.items()]
    framed = World([*world.rows.values(), *rows], world.sources)
    context = context_of(scenario, seed, anchor, options_for(scenario), framed)
    shards = list(scenario.shards(context.options))
    order = reversed(shards) if backwards else shards
    planned = {shard.name: list(scenario.plan(context, shard)) for shard in order}
    return {**({SHARED_ROWS: list(frame.values())} if frame else {}), **planned}


def written_out(planned):
    """The same as plain values: a reference as the place of the row that it refers to."""
    plain = {}
    for shard, items in planned.items():
        places = {id(item): place for place, item in enumerate(items)}
        plain[shard] = [_plain(item, places) for item in items]
    return plain


def _plain(item, places):
    if isinstance(item, Change):
        return ("change", item.row.known_as, dict(item.columns))
    return (item.shape.label, [_reference(value, places) for value in item.columns])


def _reference(value, places):
    if isinstance(value, Row):
        return f"row {places[id(value)]}"
    return f"the world's {value.known_as}" if isinstance(value, WorldRow) else value


def run(scenario, **given):
    return pipeline.run(
        Request(scenario, dry_run=True, **{"options": options_for(scenario), "anchor": ANCHOR, **given})
    )


@pytest.mark.django_db
@pytest.mark.parametrize("scenario", EVERY_SCENARIO, ids=lambda scenario: scenario.name)
@pytest.mark.parametrize("hook", ["prerequisites", "world_before"])
def test_scenario_reads_and_never_writes(hook, scenario, settings):
    make_world_of(scenario, settings)
    options = complete_options(scenario, options_for(scenario))
    statements = []

    def note(execute, sql, params, many, context):
        statements.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note), suppress(SeedError):
        getattr(scenario, hook)(options, "default", at=ANCHOR)

    assert [sql for sql in statements if not sql.startswith("SELECT ")] == []


@each_scenario
def test_scenario_tells_its_story_and_size(scenario):
    assert len(scenario.story) >= 40
    assert scenario.story.endswith(".")
    assert scenario.size.strip()
    assert scenario.validate() == []


@each_scenario
def test_scenario_has_one_name_in_three_spellings(scenario):
    module = type(scenario).__module__.rpartition(".")[2]

    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", scenario.name)
    assert module == scenario.name.replace("-", "_")
    assert type(scenario).__name__.lower() == scenario.name.replace("-", "") + "scenario"


@each_scenario
def test_promises_are_told_apart_and_say_what_to_do(scenario):
    ids = [promise.id for promise in scenario.promises]

    assert ids
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(rf"{scenario.domain}\.P\d{{3}}", each) for each in ids)
    assert all(promise.sentence.endswith(".") and promise.hint.endswith(".") for promise in scenario.promises)
    assert all(str(promise.bound) for promise in scenario.promises)


@each_scenario
def test_options_are_told_apart_and_explained(scenario):
    names = [option.name for option in scenario.options]

    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", name) for name in names)
    assert all(option.help.strip() for option in scenario.options)


@each_scenario
def test_options_count_what_there_is(scenario):
    counted = [option for option in scenario.options if option.counts not in ("", PARTS)]

    assert all(option.identity for option in scenario.options if option.counts)
    assert [apps.get_model(option.counts)._meta.label for option in counted] == [option.counts for option in counted]


@each_scenario
def test_declared_columns_exist(scenario):
    for declared in (scenario.future_columns, scenario.fingerprint_exclude):
        for label, columns in declared.items():
            assert set(columns) <= set(shape_of(apps.get_model(label)).index)


@each_scenario
def test_plan_is_pure_and_its_shards_know_nothing_of_each_other(scenario, world, django_assert_num_queries):
    with django_assert_num_queries(0):
        forwards = plan(scenario, world)
        backwards = plan(scenario, world, backwards=True)

    assert written_out(forwards) == written_out(backwards)
    assert all(forwards.values())


def paths(scenario, world, anchor):
    """The model and path of each row."""
    with stream_paths():
        planned = plan(scenario, world, anchor=anchor)
    rows = [item for items in planned.values() for item in items if isinstance(item, Row)]
    return [(row.shape.label, row.stream_path_) for row in rows]


@each_scenario
def test_no_two_rows_of_a_model_share_a_path(scenario, world):
    found = paths(scenario, world, ANCHOR)

    assert [place for place, count in Counter(found).items() if count > 1] == []


@each_scenario
def test_rows_keep_their_paths_when_a_day_has_passed(scenario, world):
    today, tomorrow = (set(paths(scenario, world, ANCHOR + dt.timedelta(days=days))) for days in (0, 1))

    if isinstance(scenario.calendar(ANCHOR), WeeklyCalendar):
        # In the middle of a week, time only adds to it.
        assert today <= tomorrow
    else:
        # What a library sends on a day depends on the weekday.
        assert len(today & tomorrow) >= 0.9 * max(len(today), len(tomorrow))


@each_drawn_scenario
def test_another_seed_gives_other_rows(scenario, world):
    here, there = written_out(plan(scenario, world)), written_out(plan(scenario, world, seed=43))

    assert here != there


@each_scenario
@pytest.mark.parametrize("anchor", [ANCHOR, SOME_DAY], ids=["spring", "autumn"])
def test_nothing_has_happened_after_the_anchor(scenario, anchor, world):
    today, wall_clock = anchor.date(), timezone.make_naive(anchor, project_zone())

    late = []
    for items in plan(scenario, world, anchor=anchor).values():
        for row in (item for item in items if isinstance(item, Row)):
            planned = scenario.future_columns.get(row.shape.label, ())
            for name, value in row.as_dict().items():
                if name in planned or not isinstance(value, dt.date):
                    continue
                if isinstance(value, dt.datetime):
                    over = value > (wall_clock if value.tzinfo is None else anchor)
                else:
                    over = value > today
                if over:
                    late.append((row.shape.label, name, value))

    assert late == []


@each_scenario
@pytest.mark.parametrize("seed", [42, pytest.param(7, marks=pytest.mark.check)])
def test_promises_are_kept(scenario, seed, world):
    report = run(scenario, seed=seed, options=options_for(scenario, at_default_size=True))

    assert [str(finding) for finding in report.broken] == []
    assert {finding.promise.id for finding in report.findings} == {promise.id for promise in scenario.promises}


@each_scenario
def test_fingerprint_is_the_same_wherever_the_calendar_says_so(scenario, world):
    calendar = scenario.calendar(ANCHOR)
    other = {WeeklyCalendar: A_YEAR_OF_WEEKS_LATER, AnchoredCalendar: SOME_DAY}.get(type(calendar), ANCHOR)

    first, second = run(scenario), run(scenario, anchor=other, batch_size=7)

    assert first.tables == second.tables
    assert first.fingerprint == second.fingerprint
