"""The distributions of the library: complete, without the reference project, and good enough for an index."""

import re
import tarfile
import tomllib
from email import message_from_string
from zipfile import ZipFile

import pytest

import seedplot
from tests.distributions import ROOT, tool

NAME = f"seedplot-{seedplot.__version__}"


@pytest.fixture(scope="module")
def wheel(distributions):
    with ZipFile(distributions / f"{NAME}-py3-none-any.whl") as opened:
        yield opened


def library_files():
    """Every file of the library that is no left-over of Python."""
    paths = (path for path in (ROOT / "seedplot").rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {str(path.relative_to(ROOT)) for path in paths}


def metadata(wheel):
    return message_from_string(wheel.read(f"{NAME}.dist-info/METADATA").decode())


@pytest.mark.check
def test_wheel_holds_the_whole_library_and_nothing_else(wheel):
    names = set(wheel.namelist())
    own = {name for name in names if name.startswith("seedplot/")}

    assert own == library_files()
    assert {
        "seedplot/py.typed",
        "seedplot/README.md",
        "seedplot/migrations/0001_initial.py",
        "seedplot/management/commands/seedplot.py",
    } <= own
    assert names - own == {
        f"{NAME}.dist-info/{name}" for name in ("METADATA", "RECORD", "WHEEL", "licenses/LICENSE", "top_level.txt")
    }
    assert wheel.read(f"{NAME}.dist-info/top_level.txt") == b"seedplot\n"


@pytest.mark.check
def test_source_distribution_brings_the_librarys_pages_and_no_reference_project(distributions):
    with tarfile.open(distributions / f"{NAME}.tar.gz") as opened:
        names = {each.name.removeprefix(f"{NAME}/") for each in opened.getmembers() if each.isfile()}

    assert library_files() <= names
    others = {name for name in names if not name.startswith(("seedplot/", "seedplot.egg-info/"))}
    assert others == {
        "CHANGELOG.md",
        "LICENSE",
        "MANIFEST.in",
        "PKG-INFO",
        "docs/determinism.md",
        "docs/engine.md",
        "docs/testing.md",
        "pyproject.toml",
        "setup.cfg",
    }


@pytest.mark.check
def test_metadata_say_who_may_use_it_and_what_it_needs(wheel):
    found = metadata(wheel)

    assert (found["Version"], found["License-Expression"], found["Author"]) == (
        seedplot.__version__,
        "MIT",
        "the seedplot developers",
    )
    assert found["Requires-Python"] == ">=3.11"
    needed = [each for each in found.get_all("Requires-Dist") if "extra ==" not in each]
    assert needed == ["Django>=4.2", "factory-boy<4,>=3.3", "rich>=13", "tzdata"]
    assert found.get_all("Provides-Extra") == ["postgresql", "mysql", "content", "cluster"]
    assert found.get_payload() == (ROOT / "seedplot" / "README.md").read_text(encoding="utf-8")


@pytest.mark.check
def test_checkers_of_distributions_find_nothing(distributions):
    files, config = sorted(distributions.iterdir()), ROOT / "pyproject.toml"

    checks = [
        tool("twine", "check", "--strict", *files, cwd=distributions),
        tool(
            "check_wheel_contents",
            f"--config={config}",
            *distributions.glob("*.whl"),
            cwd=distributions,
        ),
    ]

    assert [(each.returncode, each.stdout + each.stderr) for each in checks if each.returncode] == []


def test_page_of_the_library_leads_nowhere_but_to_itself():
    # An index shows it alone: a path of the repository would be dead there.
    page = (ROOT / "seedplot" / "README.md").read_text(encoding="utf-8")

    assert re.findall(r"\]\([^)]*\)|<img[^>]*>", page) == []


def test_no_requirement_names_the_address_of_an_index():
    pages = [ROOT / "pyproject.toml", *ROOT.glob("requirements*.txt")]

    found = [line for page in pages for line in page.read_text(encoding="utf-8").splitlines() if "://" in line]

    assert len(pages) > 3
    assert found == []


def test_every_extra_and_dependency_of_the_library_is_a_range():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = [
        *project["dependencies"],
        *(each for extra in project["optional-dependencies"].values() for each in extra),
    ]

    assert [each for each in needed if "==" in each] == []
