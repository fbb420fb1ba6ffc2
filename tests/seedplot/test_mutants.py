"""Mutants of the engine's small modules, each with one change of the code: nearly all fail a test of their module.

`[tool.mutmut]` in pyproject.toml names modules and tests. After a failure, `python -m mutmut run` and then
`python -m mutmut browse` show the survivors. Some behave like the original: `zip(..., strict=True)` where both sides
are of one length, `<` where a draw never hits the bound.
"""

import json
import os
import subprocess
import sys

import pytest

from tests.conftest import ROOT

pytestmark = pytest.mark.full

MOST_SURVIVORS = 0.10
"""Of 887 mutants 78 survived when this was written; a module that loses a test of weight has more."""


@pytest.fixture
def mutmut(tmp_path):
    """Run mutmut in a clone of the repository, where it may write."""
    clone = tmp_path / "clone"
    subprocess.run(["git", "clone", "--quiet", ROOT, clone], check=True)
    # An outer pytest speaks to its own workers by these.
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "DJANGO"))}

    def run(*arguments):
        command = [sys.executable, "-m", "mutmut", *arguments]
        finished = subprocess.run(command, cwd=clone, env=environment, capture_output=True, text=True, check=False)
        assert finished.returncode == 0, finished.stdout[-2000:] + finished.stderr[-2000:]
        return finished.stdout

    run("run", "--max-children", "2")
    run("export-cicd-stats")
    run.stats = json.loads((clone / "mutants" / "mutmut-cicd-stats.json").read_text(encoding="utf-8"))
    return run


def test_nearly_every_mutant_fails_a_test(mutmut):
    stats = mutmut.stats
    killed = stats["killed"] + stats["timeout"]

    assert stats["total"] > 800
    assert killed >= (1 - MOST_SURVIVORS) * stats["total"], mutmut("results")
