import json

import pytest

from apps.metrics.seeding.content.patterns import FOLDER, GROUPS, SCHEMA, TYPES
from apps.metrics.seeding.content.repositories import SCHEMA as SCHEMA_OF_REPOSITORIES
from seedplot.content import check_content

INCLUDED = {"computation", "interface"}


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.yaml")), ids=lambda path: path.stem)
def test_file_keeps_to_its_schema(path):
    assert check_content(path, SCHEMA).content["groups"]


def test_every_file_is_a_type_or_included_by_one():
    assert {path.stem for path in FOLDER.glob("*.yaml")} == {*TYPES, *INCLUDED}


def test_schema_of_repositories_knows_the_same_types():
    schema = json.loads(SCHEMA_OF_REPOSITORIES.read_text(encoding="utf-8"))

    assert schema["$defs"]["subject"]["properties"]["type"]["enum"] == list(TYPES)


def test_included_groups_are_in_both_types():
    assert set(GROUPS["calculation"]) & set(GROUPS["decision"])
    assert set(GROUPS["endpoint"]) & set(GROUPS["intake"])
