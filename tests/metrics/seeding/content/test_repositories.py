import pytest

from apps.metrics.seeding.content.repositories import FOLDER, NAMES, REPOSITORIES, SCHEMA
from seedplot.content import check_content


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.yaml")), ids=lambda path: path.stem)
def test_file_keeps_to_its_schema(path):
    assert check_content(path, SCHEMA).content["name"]


def test_every_file_is_a_repository():
    assert sorted(path.stem for path in FOLDER.glob("*.yaml")) == sorted(NAMES)
    assert [repository.name.partition("/")[2].replace("-", "_") for repository in REPOSITORIES] == list(NAMES)
