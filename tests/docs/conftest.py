"""A project made of the code blocks of a page, with `manage.py` in a process of its own."""

import pytest

from tests.conftest import run_python, sqlite_url
from tests.docs.pages import ROOT, write_files

SETTINGS = "from config.settings import *\n\nINSTALLED_APPS = [*INSTALLED_APPS, 'cafe']\n"


@pytest.fixture
def run_project():
    def make(folder, *pages, models=""):
        """`models` is for a page that says in words which columns its model has."""
        (folder / "cafe_settings.py").write_text(SETTINGS)
        for page in pages:
            write_files(page, folder)
        if models:
            (folder / "cafe" / "models.py").write_text(models, encoding="utf-8")
        given = {
            "DATABASE_URL": sqlite_url(folder / "cafe.sqlite3"),
            "DJANGO_SETTINGS_MODULE": "cafe_settings",
            "PYTHONPATH": f"{folder}:{ROOT}",
        }
        return lambda *arguments: run_python("-m", "django", *arguments, **given)

    return make
