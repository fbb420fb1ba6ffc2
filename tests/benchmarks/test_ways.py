"""Each benchmark once, on one team: they are run seldom, and nobody would notice that one is broken."""

import pytest
from django.core.management import call_command

from benchmarks import engine, loading, processes, usual_ways
from benchmarks.story import Story

ROWS = 3_503
USUAL_WAYS = [way for way in loading.WAYS if way.function.__module__ == usual_ways.__name__]
OWN_WAYS = [way for way in loading.WAYS if way not in USUAL_WAYS and not way.only_on]


@pytest.fixture
def few_rows(monkeypatch):
    """A story of 360 rows, which has rows of all its models."""
    plan = Story.plan

    def first_and_last(story, shard):
        rows = list(plan(story, shard))
        return iter([*rows[:300], *rows[-60:]])

    monkeypatch.setattr(Story, "plan", first_and_last)


@pytest.mark.django_db
@pytest.mark.parametrize("way", OWN_WAYS, ids=lambda way: way.arguments.get("name", way.function.__name__))
def test_own_way_writes_the_rows_of_a_team(way):
    timing = way.function(**way.arguments_for(1))

    assert timing.row_count == ROWS
    assert_measured(timing)


@pytest.mark.django_db
@pytest.mark.usefixtures("few_rows")
@pytest.mark.parametrize("way", USUAL_WAYS, ids=lambda way: way.function.__name__)
def test_usual_way_makes_as_many_rows_of_each_model_as_the_story(way):
    from django.apps import apps

    timing = way.function(**way.arguments_for(1))

    models = {model._meta.db_table: model for model in apps.get_app_config("metrics").get_models()}
    assert timing.rows == {table: model.objects.count() for table, model in models.items() if model.objects.exists()}
    assert (timing.row_count, len(timing.rows)) == (360, 13)
    assert_measured(timing)


@pytest.mark.django_db
def test_steps_are_measured_on_a_run_that_can_be_verified():
    from seedplot.engine import proof
    from seedplot.models import SeedRun

    timing = engine.steps(1)

    assert list(timing.wall) == [engine.RECORD, engine.WRITE, engine.PLAN, engine.PROVE, engine.READ, engine.DIGEST]
    assert timing.row_count == ROWS
    assert_measured(timing)
    assert proof.verify(SeedRun.objects.get()).fingerprint == SeedRun.objects.get().fingerprint


@pytest.mark.django_db
def test_small_commands_work_one_after_the_other(settings, capsys):
    settings.DEBUG = True

    for command in processes.COMMANDS.values():
        call_command(*command)

    printed = capsys.readouterr().out
    assert "is there already; nothing was written." in printed
    assert "is what it was." in printed
    assert printed.endswith(" rows.\n")


def assert_measured(timing):
    assert list(timing.cpu) == list(timing.wall)
    assert [name for name, seconds in [*timing.wall.items(), *timing.cpu.items()] if seconds <= 0] == []
