from itertools import chain

import pytest

from apps.metrics.seeding.content.repositories import FOLDER, NAMES, PRODUCTS, REPOSITORIES, SCHEMA
from seedplot.content import check_content

each_product = pytest.mark.parametrize("product", PRODUCTS, ids=lambda product: product.organization)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*/*.yaml")), ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_file_keeps_to_its_schema(path):
    content = check_content(path, SCHEMA).content

    assert content["name"].replace("-", "_") == f"{path.parent.name}/{path.stem}"


def test_every_file_is_a_repository_of_its_organization():
    found = {f"{path.parent.name}/{path.stem}" for path in FOLDER.glob("**/*.yaml")}
    names = {f"{organization}/{name}" for organization, names in NAMES.items() for name in names}

    assert found == names
    assert {repository.name.replace("-", "_") for repository in REPOSITORIES} == names


@each_product
def test_product_has_two_or_three_repositories_of_one_owner(product):
    assert 2 <= len(product.repositories) <= 3
    assert {repository.name.partition("/")[0] for repository in product.repositories} == {product.organization}


@each_product
def test_repositories_of_a_product_share_no_area_and_no_source_file(product):
    areas = [area for repository in product.repositories for area in repository.areas]
    paths = [path for area in areas for path in (*area.backend_paths, *area.frontend_paths, *area.test_paths)]

    assert 6 <= len(areas) <= 8
    assert len({area.name for area in areas}) == len(areas)
    assert len(set(paths)) == len(paths)


@each_product
def test_every_change_belongs_to_the_area_that_its_index_says(product):
    for repository in product.repositories:
        indexes = [repository.indexes_of(area.name) for area in repository.areas]

        assert list(chain(*indexes)) == list(range(repository.size))
        for area, own in zip(repository.areas, indexes, strict=True):
            assert {repository.change(index).area for index in own} == {area.name}
