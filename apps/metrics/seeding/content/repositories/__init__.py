"""The fictional products: a folder for each organization, a file for each of its repositories.

`schema/repository.schema.json` says how a repository is written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from apps.metrics.seeding.content.grammar import Area, Product, Repository, Subject, plural_of
from seedplot.content import read_content

FOLDER = Path(__file__).parent
SCHEMA = FOLDER.parent / "schema" / "repository.schema.json"
NAMES = {
    "harborline": ("checkout_api", "order_desk", "storefront_web"),
    "pedalmoor": ("rider_app", "station_network", "pass_shop"),
    "quillmere": ("insight_pipeline", "metric_studio", "data_portal"),
    "tallowgate": ("identity_hub", "access_directory", "event_relay"),
    "brackenquay": ("warehouse_core", "outbound_flow"),
}
"""The repositories of each organization; in this order a team's stream chooses among the products."""


def _repository(organization: str, name: str) -> Repository:
    content = read_content(FOLDER / organization / f"{name}.yaml", SCHEMA).content
    return Repository(
        name=content["name"],
        roles=tuple(content["roles"]),
        areas=tuple(_area(each) for each in content["areas"]),
        config_paths=_paths(content["config_files"]),
        docs_paths=_paths(content["docs_files"]),
        manifest=content["manifest"],
        lock=content["lock"],
        migrations=content["migrations"],
    )


def _area(content: Mapping[str, Any]) -> Area:
    return Area(
        name=content["name"],
        subjects=tuple(
            Subject(each["type"], each["name"], tuple(each["parts"]), each.get("plural") or plural_of(each["name"]))
            for each in content["subjects"]
        ),
        cases=tuple(content["cases"]),
        moments=tuple(content["moments"]),
        backend_paths=_paths(content["backend_files"]),
        frontend_paths=_paths(content["frontend_files"]),
        test_paths=_paths(content["test_files"]),
    )


def _paths(files: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """The paths of files by folder; "." is the top of the repository."""
    return tuple(name if folder == "." else f"{folder}/{name}" for folder, names in files.items() for name in names)


PRODUCTS = tuple(
    Product(organization, tuple(_repository(organization, name) for name in names))
    for organization, names in NAMES.items()
)
REPOSITORIES = tuple(repository for product in PRODUCTS for repository in product.repositories)
