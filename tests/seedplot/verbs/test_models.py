"""`seedplot models`: how the rows of each model are written."""

import json

import pytest
from django.apps import apps

from seedplot.engine.saving import looks
from tests.toy.models import Bed


def test_table_says_for_each_model_how_it_can_be_written(seedplot):
    printed = seedplot(
        "models", "zoo.Animal", "zoo.Saving", "zoo.Slugged", "zoo.Pair", "zoo.House", "zoo.Note", "zoo.Priced"
    )

    assert [line.rstrip() for line in printed.splitlines()] == [
        "Model        Written       Remarks",
        "zoo.Animal   as columns",
        "zoo.Saving   if stated     has its own save() (tests.zoo.models.saving.Saving)",
        "zoo.Slugged  as instances  has the field 'slug' with its own pre_save() (SlugOfNameField)",
        "zoo.Pair     no            zoo.Pair has a key of several columns, by which the record of a run cannot find "
        "its rows yet. Write its rows",
        "                           outside of a scenario",
        "zoo.House    as columns    with the row of zoo.Place; links by needs",
        "zoo.Note     as columns    any row as target",
        "zoo.Priced   as columns    without total, which the database generates",
        '"if stated": plan what save() would do, and write in the factory\'s Meta: writes = Columns("the reason")',
        '"as instances": write in the factory\'s Meta: writes = Instances(), or writes = Columns("the reason")',
    ]


def test_table_has_all_models_of_the_project_and_none_of_django(seedplot):
    found = json.loads(seedplot("models", "--format=json"))

    labels = [each["model"] for each in found]
    own = [each for each in apps.get_models() if not each.__module__.startswith(("django.", "seedplot."))]
    assert labels == [each._meta.label for each in own]
    others = {each["model"]: each["written"] for each in found if each["written"] != "as columns"}
    assert {label: written for label, written in others.items() if not label.startswith("zoo.")} == {
        "authtoken.Token": "if stated",
        "authtoken.TokenProxy": "if stated",
        "accounts.User": "as instances",
        "tickets.MachineInstance": "if stated",
        "projects.IssueLink": "if stated",
        "tenants.Tenant": "as instances",
        "toy.Branch": "if stated",
    }


def test_model_that_cannot_be_looked_at_is_a_line_and_no_traceback(seedplot, monkeypatch):
    def broken(model):
        raise KeyError("surprise")

    monkeypatch.setattr(looks, "losses_of_instances", broken)

    found = json.loads(seedplot("models", "toy.Bed", "--format=json"))

    assert found == [
        {
            "model": "toy.Bed",
            "written": "no",
            "fault": "It cannot be looked at: KeyError: 'surprise'",
            "losses": [],
            "notes": [],
        }
    ]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("moon", "No installed app is labeled 'moon'. Installed: "),
        ("accounts.Moon", "accounts has no model 'Moon'. Its models: User, LoginFailures."),
    ],
)
def test_unknown_name_is_refused_with_those_that_are_known(refusal, name, message):
    assert refusal("models", name).startswith(message)


def test_look_at_a_plain_model_finds_nothing():
    assert looks.look_at(Bed) == looks.Look(Bed, [], [], "", [])
