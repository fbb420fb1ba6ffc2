from datetime import date

import pytest

from apps.accounts.models import User
from apps.metrics.models import Team
from apps.metrics.queries import weekly_figures
from apps.metrics.seeding.scenarios import BaselineScenario
from seedplot.clock import midnight
from seedplot.engine.pipeline import run
from seedplot.engine.runs import Request
from seedplot.models import SeedRun

ANCHOR = midnight(date(2026, 3, 9))


@pytest.fixture
def visitor(client, db):
    client.force_login(User.objects.create_user("ada"))
    return client


def test_start_page_asks_for_a_login(client, db):
    response = client.get("/")

    assert (response.status_code, response.url) == (302, "/login/?next=/")


def test_start_page_without_runs_says_what_fills_it(visitor):
    response = visitor.get("/")

    assert "make demo" in response.content.decode()


def test_start_page_shows_each_run_with_its_story(visitor):
    told = run(Request(BaselineScenario(), 42, ANCHOR, {"no_github": True}))

    page = visitor.get("/").content.decode()

    assert '<a href="/metrics/teams/baseline-team/">Baseline</a>' in page
    assert "Nothing much happens." in page
    assert "One story is in this database, as of " in page
    assert told.fingerprint in page
    assert "Monday, Mar 9, 2026" in page
    assert f"{len(BaselineScenario.promises)} kept, none broken" in page
    assert f"✓ {len(BaselineScenario.promises)} promises" in page
    assert "python manage.py seed_demo_data --scenario baseline --no-github --as-of 2026-03-09" in page


def test_card_has_a_picture_of_its_own_rows(visitor):
    run(Request(BaselineScenario(), 42, ANCHOR, {"no_github": True}))

    [card] = visitor.get("/").context["cards"]

    [week] = [row for row in weekly_figures(Team.objects.get()) if row.week_start == date(2026, 1, 12)]
    [picture] = card.story.pictures
    assert f"{week.mean_cycle_time_hours:.0f} h" in [each.text for each in picture.shapes if each.kind == "text"]


def test_story_that_is_not_there_stands_below_with_the_command_that_adds_it(visitor):
    run(Request(BaselineScenario(), 42, ANCHOR, {"no_github": True}))

    response = visitor.get("/")

    absent = {card.title: card.command for card in response.context["absent"]}
    assert absent["AI success"] == "python manage.py seed_demo_data --scenario ai-success"
    assert "Baseline" not in absent
    assert absent["AI success"] in response.content.decode()


def test_import_belongs_to_the_story_that_needs_it(visitor):
    for number, (scenario, kind) in enumerate((("default-machines", "import"), ("pinball-workshop", "scenario"))):
        SeedRun.objects.create(
            scenario=scenario, domain="tickets", kind=kind, exclusive_key=str(number), seed=1, anchor=ANCHOR,
            row_count=10 + number,
        )  # fmt: skip

    response = visitor.get("/")

    [card] = response.context["cards"]
    assert card.group.row_count == 21
    assert "Default machines, 10 rows" in " ".join(response.content.decode().split()).replace("</dt><dd>", " ")


def test_broken_promise_is_seen_on_the_card(visitor):
    told = run(Request(BaselineScenario(), 42, ANCHOR, {"no_github": True}))
    told.run.findings.filter(promise="metrics.P301").update(kept=False)

    page = visitor.get("/").content.decode()

    assert f"✗ 1 of {len(BaselineScenario.promises)} promises broken" in page
    assert "1 of them has broken promises." in page


def test_run_of_a_scenario_that_is_gone_is_still_shown(visitor):
    SeedRun.objects.create(scenario="<b>gone</b>", domain="metrics", exclusive_key="x", seed=1, anchor=ANCHOR)

    page = visitor.get("/").content.decode()

    assert "&lt;b&gt;gone&lt;/b&gt;" in page
    assert "unfinished" in page
    assert "not proven yet" in page


@pytest.mark.parametrize("login", ["ada", "ada@example.com"])
def test_login_by_name_or_address_leads_where_one_wanted_to_go(client, db, login):
    User.objects.create_user("ada", "ada@example.com", "a good password")

    response = client.post("/login/", {"username": login, "password": "a good password", "next": "/metrics/"})

    assert (response.status_code, response.url) == (302, "/metrics/")


def test_wrong_password_is_told_and_foreign_addresses_are_not_followed(client, db):
    User.objects.create_user("ada", "ada@example.com", "a good password")

    wrong = client.post("/login/", {"username": "ada", "password": "no"})
    away = client.post("/login/", {"username": "ada", "password": "a good password", "next": "https://evil.example"})

    assert "No active user has this login and password." in wrong.content.decode()
    assert away.url == "/"


def test_logging_out_takes_a_post(visitor):
    assert visitor.get("/logout/").status_code == 405
    assert visitor.post("/logout/").url == "/login/"
