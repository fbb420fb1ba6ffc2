from datetime import date

import pytest

from apps.accounts.models import User
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

    assert '<a href="/metrics/">baseline</a>' in page
    assert BaselineScenario.story.split(":")[0] in page
    assert told.fingerprint in page
    assert "9 March 2026" in page
    assert f"{len(BaselineScenario.promises)} kept" in page


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
