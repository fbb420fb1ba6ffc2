"""A project made of the code blocks of a page, whose commands are run as they are typed."""

import re
from functools import partial

import pytest

from tests.conftest import run_as_typed, sqlite_url
from tests.docs.pages import ROOT, code_blocks

SETTINGS = "from config.settings import *\n\nINSTALLED_APPS = [*INSTALLED_APPS, 'cafe']\n"


@pytest.fixture
def run_project():
    def make(folder, page, models=""):
        """`models` is for a page that says in words which columns its model has."""
        (folder / "cafe_settings.py").write_text(SETTINGS)
        blocks = [block for block in code_blocks(page, "python") if block.startswith("# ")]
        for block in [*blocks, *([f"# cafe/models.py\n{models}"] if models else [])]:
            path = folder / re.match(r"# (\S+)\n", block)[1]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block, encoding="utf-8")
        for parent in (folder / "cafe").rglob("*"):
            if parent.is_dir():
                (parent / "__init__.py").touch()
        (folder / "cafe" / "__init__.py").touch()
        given = {
            "DATABASE_URL": sqlite_url(folder / "cafe.sqlite3"),
            "DJANGO_SETTINGS_MODULE": "cafe_settings",
            "PYTHONPATH": f"{folder}:{ROOT}",
        }
        return partial(run_as_typed, **given)

    return make
