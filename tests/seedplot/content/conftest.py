import json
import sys

import pytest

from tests.seedplot.content.menu import DRINK, MENU, SCHEMA


@pytest.fixture
def menu(tmp_path, monkeypatch):
    """The menu's file; SeedError names it as it is reached from the folder."""
    monkeypatch.chdir(tmp_path)
    # Whatever this machine sets for all of Python.
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)
    (tmp_path / "schema").mkdir()
    for name, schema in (("menu", SCHEMA), ("drink", DRINK)):
        (tmp_path / "schema" / f"{name}.schema.json").write_text(json.dumps(schema))
    path = tmp_path / "menu.yaml"
    path.write_text(MENU, encoding="utf-8")
    return path
