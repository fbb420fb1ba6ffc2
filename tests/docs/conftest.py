"""A project made of files, with `manage.py` in a process of its own."""

import pytest

from tests.conftest import run_python, sqlite_url
from tests.docs.pages import ROOT

SETTINGS = "from config.settings import *\n\nINSTALLED_APPS = [*INSTALLED_APPS, 'cafe']\n"


def write(folder, name, text):
    """Write a file of the project, whose folders are packages."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    for parent in path.relative_to(folder).parents[:-1]:
        (folder / parent / "__init__.py").touch()


@pytest.fixture
def run_project():
    def make(folder, files):
        (folder / "cafe_settings.py").write_text(SETTINGS)
        for path, text in files:
            write(folder, path, text)
        given = {
            "DATABASE_URL": sqlite_url(folder / "cafe.sqlite3"),
            "DJANGO_SETTINGS_MODULE": "cafe_settings",
            "PYTHONPATH": f"{folder}:{ROOT}",
        }
        return lambda *arguments: run_python("-m", "django", *arguments, **given)

    return make
