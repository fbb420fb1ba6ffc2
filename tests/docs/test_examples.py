"""The examples of the pages, run as a reader would run them."""

import ast
import re
import shlex
from importlib import import_module

import pytest

from seedplot.scenario import Scenario
from tests.docs.conftest import write
from tests.docs.pages import LIBRARY_PAGE, PAGES, ROOT, code_blocks, manage_commands, name_of, steps, written_files

README = ROOT / "README.md"
ENGINE = ROOT / "docs" / "engine.md"


def test_readme_python_examples_run(run_program, garden_url):
    generate, scenario = code_blocks(README, "python")
    program = "\n".join(
        [
            generate,
            scenario,
            'team = Team.objects.create(name="Lunch Team", slug="lunch")',
            "stats = ScenarioDataGenerator(FasterReviewsScenario(), fetch_github=False).generate(team)",
            "assert stats.team_members_created == 5",
        ]
    )

    finished = run_program(program, DATABASE_URL=garden_url)

    assert (finished.returncode, finished.stderr) == (0, "")
    assert re.fullmatch(r"\d+ pull requests, \d+ reviews\n", finished.stdout)


def test_readme_scenario_has_25_lines_and_holds_for_other_seeds(run_program, garden_url):
    _, scenario = code_blocks(README, "python")
    program = f"""{scenario}
from seedplot.engine.runs import Request
from seedplot.engine.pipeline import run
for seed in range(5):
    run(Request(FasterReviewsScenario(), seed, options={{"no_github": True}}, dry_run=True))
"""

    finished = run_program(program, DATABASE_URL=garden_url)

    assert (finished.returncode, finished.stderr) == (0, "")


def test_readme_commands_run_one_after_the_other(manage_all, garden_url):
    commands = [arguments for arguments in manage_commands(README) if arguments[0] == "seed_demo_data"]
    section = README.read_text(encoding="utf-8").partition("## The command")[2]
    shown = [each for each in commands if shlex.join(each) in section]

    finished = manage_all(shown, DATABASE_URL=garden_url)

    assert len(finished) > 5
    assert [(each.args, each.stderr) for each in finished if each.returncode or each.stderr] == []


def test_cafe_is_a_first_story_of_15_lines_and_a_whole_one_of_35():
    files = [step for step in steps(ENGINE) if isinstance(step, tuple) and step[0].endswith(".py")]
    lines = {}
    for path, text in files:
        code = [line for line in text.splitlines() if line.strip() and not line.startswith("# ")]
        lines.setdefault(path, []).append(len(code))

    first, whole = lines["cafe/seeding/scenarios.py"]
    assert first <= 15
    assert lines["cafe/factories.py"][0] + whole <= 35


@pytest.mark.check
def test_engine_page_can_be_followed_word_for_word(tmp_path, run_project):
    project, printed = run_project(tmp_path, ()), []

    for step in steps(ENGINE):
        if isinstance(step, tuple):
            write(tmp_path, *step)
        else:
            printed.append(project(*step))

    assert [(each.args[3:], each.stderr) for each in printed if each.returncode or each.stderr] == []
    first, first_cleared, listed, seeded, verified, reseeded, cleared = (each.stdout for each in printed[2:])
    assert re.search(r"^in all +10$", first, re.MULTILINE)
    assert first_cleared == "Cleared 10 rows.\n"
    assert "  busy-mornings (4 weeks)\n" in listed
    assert "cafe.P001  One drink in four is to go." in seeded
    assert "Verified: busy-mornings, seed 42" in verified
    assert "Cleared 10 guests" in reseeded
    assert re.fullmatch(r"Cleared \d+ rows\.\n", cleared)


def test_engine_page_begins_small_and_stays_short():
    """A newcomer's first running version, and the café with all that a story has."""
    sizes = [len(text.splitlines()) - 1 for path, text in written_files(ENGINE) if path == "cafe/seeding/scenarios.py"]
    first, whole = sizes

    assert first <= 15
    assert whole <= 35


def test_engine_page_lists_all_that_a_scenario_may_say():
    section = ENGINE.read_text(encoding="utf-8").partition("## What a scenario may say")[2].partition("\n## ")[0]
    listed = re.findall(r"`(\w+)(?:\([^`]*\))?`", "\n".join(re.findall(r"^\| (`.*?) \|", section, re.MULTILINE)))

    # The story is the docstring, and the engine itself moves figures.
    assert sorted(listed) == sorted({name for name in vars(Scenario) if not name.startswith("_")} - {"story", "moves"})


PUBLIC = {f"seedplot{name}" for name in ("", ".testing", ".commands", ".exporters", ".fiction", ".content")}


@pytest.mark.parametrize("page", [page for page in PAGES if code_blocks(page, "python")], ids=name_of)
def test_page_imports_public_names_only(page):
    imported = []
    for block in code_blocks(page, "python"):
        for node in ast.walk(ast.parse(block)):
            if isinstance(node, ast.ImportFrom):
                imported += [(node.module, alias.name) for alias in node.names]
            elif isinstance(node, ast.Import):
                imported += [(alias.name, "") for alias in node.names]
    own = [(module, name) for module, name in imported if module.partition(".")[0] == "seedplot"]

    assert [each for each in own if each[0] not in PUBLIC] == []
    assert [each for each in own if each[1] not in import_module(each[0]).__all__] == []


ORDER = """
from django.db import models


class Order(models.Model):
    drink = models.CharField(max_length=20)
    ordered_at = models.DateTimeField()
    to_go = models.BooleanField()
"""


@pytest.mark.check
def test_library_page_can_be_followed_word_for_word(tmp_path, run_project):
    project = run_project(tmp_path, [("cafe/models.py", ORDER), *written_files(LIBRARY_PAGE)])
    commands = manage_commands(LIBRARY_PAGE)

    printed = [project(*arguments) for arguments in (["makemigrations", "cafe"], *commands)]

    assert [(each.args[3:], each.stderr) for each in printed if each.returncode or each.stderr] == []
    listed, seeded, verified, cleared, runs = (each.stdout for each in printed[2:])
    assert listed.endswith(
        "\n\ncafe\n  busy-mornings (4 weeks)\n"
        "    Twenty drinks a day before ten in the morning, one in four of them to go.\n"
    )
    assert re.search(r"cafe.P001  One drink in four is to go\. .* 25\.0% +yes", seeded)
    assert "Verified: busy-mornings, seed 7" in verified
    assert cleared == "Cleared 560 rows.\n"
    assert runs == "No run is recorded here.\n"
