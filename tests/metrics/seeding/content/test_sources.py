from collections import Counter

import pytest

from apps.metrics.seeding.content import source_repository
from apps.metrics.seeding.content.phrases import file_category
from apps.metrics.seeding.content.sources import FOLDER, NAMES, SCHEMA
from apps.metrics.seeding.github.borrowing import MOST_FILES
from apps.metrics.seeding.specification.statement import DEFAULT_REPOSITORIES
from seedplot.content import check_content

each_file = pytest.mark.parametrize("name", NAMES)


def paths_by_category(repository):
    [area] = repository.areas
    return {
        "backend": area.backend_paths,
        "frontend": area.frontend_paths,
        "test": area.test_paths,
        "config": repository.config_paths,
        "docs": repository.docs_paths,
    }


@each_file
def test_file_keeps_to_its_schema(name):
    assert check_content(FOLDER / f"{name}.yaml", SCHEMA).content["about"]


def test_every_file_is_known():
    assert {path.stem for path in FOLDER.glob("*.yaml")} == set(NAMES)


@each_file
def test_files_are_enough_for_the_largest_that_is_borrowed_and_show_their_category(name):
    by_category = paths_by_category(source_repository("harborline", f"somebody/{name}"))
    paths = [path for paths in by_category.values() for path in paths]

    assert [path for path, count in Counter(paths).items() if count > 1] == []
    assert len(paths) >= MOST_FILES
    assert [path for category, own in by_category.items() for path in own if file_category(path) != category] == []


def test_repositories_borrowed_from_by_default_have_files_of_their_own_and_share_none():
    repositories = [source_repository("harborline", name) for name in DEFAULT_REPOSITORIES]
    code = [{*each.areas[0].backend_paths, *each.areas[0].test_paths} for each in repositories]

    assert [each.name for each in repositories] == ["harborline/fastapi", "harborline/flask", "harborline/requests"]
    assert [each.areas[0].name for each in repositories] == ["fastapi", "flask", "requests"]
    assert len(set.union(*code)) == sum(map(len, code))


@pytest.mark.parametrize(
    ("source", "name", "area", "path"),
    [
        ("facebook/react", "react", "react", "packages/react/src/client.ts"),
        ("mrdoob/three.js", "three.js", "three js", "packages/three_js/src/client.ts"),
        ("chartjs/Chart.js", "Chart.js", "chart js", "packages/chart_js/src/client.ts"),
        ("kubernetes/kubernetes", "kubernetes", "kubernetes", "pkg/kubernetes/client.go"),
        ("go-chi/chi", "chi", "chi", "src/chi/cli.py"),
        ("acme/go-queue", "go-queue", "go queue", "pkg/go_queue/client.go"),
        ("tokio-rs/tokio", "tokio", "tokio", "crates/tokio/src/parser.rs"),
        ("acme/-", "-", "core", "src/core/cli.py"),
    ],
)
def test_language_is_guessed_by_name(source, name, area, path):
    repository = source_repository("quillmere", source)

    assert repository.name == f"quillmere/{name}"
    assert repository.areas[0].name == area
    assert path in repository.areas[0].backend_paths
