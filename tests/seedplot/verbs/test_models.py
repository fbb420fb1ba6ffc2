"""`seedplot models`: how the rows of each model are written."""

import json

import pytest
from django.apps import apps

from seedplot.engine.saving import looks
from tests.toy.models import Bed


def test_table_says_for_each_model_how_it_can_be_written(seedplot):
    printed = seedplot("models", "zoo.Animal", "zoo.Saving", "zoo.Pair", "zoo.House", "zoo.Note", "zoo.Priced")

    assert [line.rstrip() for line in printed.splitlines()] == [
        "Model       Columns    Remarks",
        "zoo.Animal  yes",
        "zoo.Saving  if stated  has its own save() (tests.zoo.models.saving.Saving)",
        "zoo.Pair    no         zoo.Pair has a key of several columns, by which the record of a run cannot find its rows yet. "
        "Write its",
        "                       rows outside of a scenario",
        "zoo.House   yes        with the row of zoo.Place; links by needs",
        "zoo.Note    yes        any row as target",
        "zoo.Priced  yes        without total, which the database generates",
        '"if stated": plan what save() would do, and write in the factory\'s Meta: writes = Columns("the reason")',
    ]


def test_table_has_all_models_of_the_project_and_none_of_django(seedplot):
    found = json.loads(seedplot("models", "--format=json"))

    labels = [each["model"] for each in found]
    own = [each for each in apps.get_models() if not each.__module__.startswith(("django.", "seedplot."))]
    assert labels == [each._meta.label for each in own]
    stated = [
        each["model"] for each in found if each["columns"] == "if stated" and not each["model"].startswith("zoo.")
    ]
    assert stated == [
        "authtoken.Token",
        "authtoken.TokenProxy",
        "accounts.User",
        "tickets.MachineInstance",
        "projects.IssueLink",
        "tenants.Tenant",
        "toy.Branch",
    ]


def test_model_that_cannot_be_looked_at_is_a_line_and_no_traceback(seedplot, monkeypatch):
    def broken(model):
        raise KeyError("surprise")

    monkeypatch.setattr(looks, "losses_of", broken)

    found = json.loads(seedplot("models", "toy.Bed", "--format=json"))

    assert found == [
        {
            "model": "toy.Bed",
            "columns": "no",
            "fault": "It cannot be looked at: KeyError: 'surprise'",
            "losses": [],
            "notes": [],
        }
    ]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("moon", "No installed app is labeled 'moon'. Installed: "),
        ("accounts.Moon", "accounts has no model 'Moon'. Its models: User."),
    ],
)
def test_unknown_name_is_refused_with_those_that_are_known(refusal, name, message):
    assert refusal("models", name).startswith(message)


def test_look_at_a_plain_model_finds_nothing():
    assert looks.look_at(Bed) == looks.Look(Bed, [], "", [])
