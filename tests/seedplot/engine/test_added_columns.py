"""Columns that applied migrations have added since a run."""

from datetime import timedelta

import pytest
from django.db import models
from django.db.migrations import AddField, AlterField, CreateModel, Migration, RemoveField, RenameField

from seedplot import registry
from seedplot.engine import added_columns
from seedplot.engine.added_columns import added_since, gone_since
from seedplot.models import SeedRun
from tests.toy.garden import seed
from tests.toy.seeding.scenarios.harvest_weeks import HarvestWeeksScenario


class Later(Migration):
    operations = [
        CreateModel("Weather", [("id", models.AutoField(primary_key=True))]),
        AddField("harvest", "mood", models.TextField(default="")),
        AddField("harvest", "tune", models.TextField(default="")),
        AddField("plant", "mood", models.TextField(default="")),
        AlterField("bed", "name", models.TextField()),
        AddField("weather", "mood", models.TextField(default="")),
    ]


@pytest.fixture
def run(ada):
    return seed(HarvestWeeksScenario).run


@pytest.fixture
def apply_later(monkeypatch):
    """Record a migration of the toy as applied at a moment."""

    def apply(moment, migration="0009_later", module=Later):
        recorder = added_columns.MigrationRecorder.Migration.objects
        recorder.create(app="toy", name=migration, applied=moment)
        package = type("Module", (), {"Migration": module})
        imported = {"toy_migrations.0009_later": package}
        monkeypatch.setattr(added_columns.MigrationLoader, "migrations_module", lambda app: (f"{app}_migrations", True))
        monkeypatch.setattr(added_columns, "import_module", lambda name: _imported(imported, name))

    return apply


def _imported(modules, name):
    try:
        return modules[name]
    except KeyError:
        raise ImportError(name) from None


def test_columns_of_later_migrations_are_found(run, apply_later):
    apply_later(run.started_at + timedelta(seconds=1))

    assert added_since(run) == {"toy.Harvest": ("mood", "tune"), "toy.Plant": ("mood",)}


def test_columns_of_earlier_migrations_are_the_runs_own(run, apply_later):
    apply_later(run.started_at - timedelta(seconds=1))

    assert added_since(run) == {}


class Renamed(Migration):
    operations = [
        AddField("harvest", "mood", models.TextField(default="")),
        RenameField("harvest", "mood", "temper"),
        RenameField("harvest", "notes", "remarks"),
        RemoveField("plant", "tune"),
        RemoveField("weather", "mood"),
    ]


def test_columns_that_later_migrations_took_or_renamed_are_found(run, apply_later):
    assert gone_since(run) == {}

    apply_later(run.started_at + timedelta(seconds=1), module=Renamed)

    assert gone_since(run) == {"toy.Harvest": ("notes",), "toy.Plant": ("tune",)}


def test_migration_without_its_file_adds_nothing(run, apply_later):
    apply_later(run.started_at + timedelta(seconds=1), migration="0010_gone")

    assert added_since(run) == {}


def test_scenario_of_the_run_leaves_them_out_and_no_other_does(run, apply_later):
    apply_later(run.started_at + timedelta(seconds=1))
    own = HarvestWeeksScenario.fingerprint_exclude

    found = registry.scenario_of_run(SeedRun.objects.get())

    assert found.fingerprint_exclude["toy.Plant"] == (*own.get("toy.Plant", ()), "mood")
    assert HarvestWeeksScenario.fingerprint_exclude is own
