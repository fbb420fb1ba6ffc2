"""The parts of the pages that are written from the code."""

import re

from tests.conftest import run_python
from tests.docs.pages import ROOT


def test_generated_parts_say_what_the_code_does():
    checked = run_python("-m", "docs.generate", "--check")

    assert (checked.returncode, checked.stdout, checked.stderr) == (0, "", "")


def test_scenarios_page_has_every_story_and_every_promise():
    from apps.metrics.seeding.scenarios import SCENARIO_REGISTRY

    page = (ROOT / "docs" / "scenarios.md").read_text(encoding="utf-8")

    assert set(SCENARIO_REGISTRY) <= set(re.findall(r"^## (\S+)$", page, re.MULTILINE))
    assert all(scenario.story in page for scenario in SCENARIO_REGISTRY.values())
    assert {promise.id for scenario in SCENARIO_REGISTRY.values() for promise in scenario.promises} == set(
        re.findall(r"^\| `(metrics\.P\d{3})` \|", page, re.MULTILINE)
    )


def test_readme_has_every_story_in_its_table():
    from apps.metrics.seeding.scenarios import SCENARIO_REGISTRY

    section = (ROOT / "README.md").read_text(encoding="utf-8").partition("## The stories")[2].partition("\n## ")[0]

    assert set(re.findall(r"^\| `(\S+)` \|", section, re.MULTILINE)) == set(SCENARIO_REGISTRY)
