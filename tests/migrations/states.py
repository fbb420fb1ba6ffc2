"""The state that migrations describe, as text: each model's fields in their order, options, bases and managers.

python -m tests.migrations.states     prints the state of all migrations of the project's own apps; see README.md
"""

import json
import sys
from collections.abc import Iterable
from pathlib import Path

import django
from django.apps import apps
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ModelState
from django.db.migrations.writer import MigrationWriter

STATES_FILE = Path(__file__).with_name("states_of_5a82476.json")


def stored_states():
    """{app label: {model: description}} of commit 5a82476."""
    return json.loads(STATES_FILE.read_text(encoding="utf-8"))


def describe_states(nodes: Iterable[tuple[str, str]]):
    """The same after the migrations that are named by app label and name."""
    nodes = list(nodes)
    models = MigrationLoader(None).project_state(nodes).models.values()
    return {
        label: {model.name: _describe(model) for model in models if model.app_label == label}
        for label in sorted({label for label, _ in nodes})
    }


def _describe(model: ModelState):
    return {
        "fields": [f"{name} = {_source(field)}" for name, field in model.fields.items()],
        "options": {name: _describe_option(value) for name, value in sorted(model.options.items())},
        "bases": [_source(base) for base in model.bases],
        "managers": [f"{name} = {_source(manager)}" for name, manager in model.managers],
    }


def _describe_option(value):
    return [_source(each) for each in value] if isinstance(value, list) else _source(value)


def _source(value) -> str:
    """The Python that Django writes into a migration for the value."""
    return MigrationWriter.serialize(value)[0]


def _latest_nodes():
    own = {each.label for each in apps.get_app_configs() if each.name.split(".")[0] in {"seedplot", "apps"}}
    return [node for node in MigrationLoader(None).graph.leaf_nodes() if node[0] in own]


if __name__ == "__main__":
    django.setup()
    sys.stdout.write(json.dumps(describe_states(_latest_nodes()), indent=2) + "\n")
