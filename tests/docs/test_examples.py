"""The examples of the pages, run as a reader would run them."""

import re
import shlex

import pytest

from tests.docs.pages import LIBRARY_PAGE, ROOT, code_blocks, manage_commands

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
            "assert stats.team_members_created == 3",
        ]
    )

    finished = run_program(program, DATABASE_URL=garden_url)

    assert (finished.returncode, finished.stderr) == (0, "")
    assert re.fullmatch(r"\d+ pull requests, \d+ reviews\n", finished.stdout)


@pytest.mark.check
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


@pytest.mark.check
def test_engine_page_can_be_followed_word_for_word(tmp_path, run_project):
    run_all = run_project(tmp_path, ENGINE)

    printed = run_all(manage_commands(ENGINE))

    assert [(each.args, each.stderr) for each in printed if each.returncode or each.stderr] == []
    listed, seeded, verified, reseeded, cleared = (each.stdout for each in printed[2:])
    assert "  busy-mornings (10 guests, 4 weeks)\n" in listed
    assert "cafe.P001  One drink in four is to go." in seeded
    assert "Verified: busy-mornings, seed 42" in verified
    assert "Cleared 10 guests" in reseeded
    assert re.fullmatch(r"Cleared \d+ rows\.\n", cleared)


ORDER = """
from django.db import models


class Order(models.Model):
    drink = models.CharField(max_length=20)
    ordered_at = models.DateTimeField()
    to_go = models.BooleanField()
"""


@pytest.mark.check
def test_library_page_can_be_followed_word_for_word(tmp_path, run_project):
    run_all = run_project(tmp_path, LIBRARY_PAGE, models=ORDER)

    printed = run_all([["makemigrations", "cafe"], *manage_commands(LIBRARY_PAGE)])

    assert [(each.args, each.stderr) for each in printed if each.returncode or each.stderr] == []
    listed, seeded, verified, cleared = (each.stdout for each in printed[2:])
    assert listed == (
        "cafe\n  busy-mornings (4 weeks)\n"
        "    Twenty drinks a day before ten in the morning, one in four of them to go.\n"
    )
    assert re.search(r"cafe.P001  One drink in four is to go\. .* 25\.0 %    yes", seeded)
    assert "Verified: busy-mornings, seed 7" in verified
    assert cleared == "Cleared 560 rows.\n"


def test_library_page_has_the_figures_of_the_performance_page():
    page = LIBRARY_PAGE.read_text(encoding="utf-8")
    measured = (ROOT / "docs" / "performance.md").read_text(encoding="utf-8")
    ratios = [
        re.search(rf"against `factory.create\(\)` on {database} +\| ([\d.]+) times as fast", measured)[1]
        for database in ("SQLite", "PostgreSQL")
    ]
    [rows] = re.findall(r"`ai-success` with `--teams 50`, ([\d,]+) rows", measured)

    assert "takes {} times as long on SQLite and {} times as long on PostgreSQL".format(*ratios) in page
    assert f"The figures are those of {rows} rows with all proofs, on two cores." in page
