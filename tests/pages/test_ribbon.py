from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import resolve

from apps.pages.ribbon import Ribbon, ribbon_of
from seedplot.clock import midnight
from seedplot.models import SeedRun


@pytest.fixture
def add_run(db):
    def add(scenario, day, domain="metrics", **options):
        return SeedRun.objects.create(
            scenario=scenario, domain=domain, exclusive_key=scenario, seed=1, anchor=midnight(day), options=options
        )

    return add


@pytest.fixture
def ribbon_at(rf):
    def ribbon(path, story=""):
        request = rf.get(path)
        request.resolver_match = resolve(path)
        return ribbon_of(request, story)

    return ribbon


def test_page_names_the_story_whose_address_it_begins_with(add_run, ribbon_at):
    add_run("ai-success", date(2026, 3, 12))
    add_run("baseline", date(2026, 3, 9))

    ribbon = ribbon_at("/metrics/teams/baseline-team/reviews/")

    assert ribbon == Ribbon(date(2026, 3, 9), "Baseline", "/metrics/teams/baseline-team/")


def test_page_may_say_where_its_story_is(add_run, ribbon_at):
    add_run("ai-success", date(2026, 3, 12))
    add_run("baseline", date(2026, 3, 9))

    ribbon = ribbon_at("/metrics/pull-requests/1/", "/metrics/teams/ai-pioneers/")

    assert ribbon == Ribbon(date(2026, 3, 12), "AI success", "/metrics/teams/ai-pioneers/")


def test_page_of_several_stories_counts_them_and_has_a_day_if_it_is_that_of_all(add_run, ribbon_at):
    add_run("ai-success", date(2026, 3, 12))
    add_run("baseline", date(2026, 3, 12))
    same = ribbon_at("/metrics/")
    add_run("detective-game", date(2026, 3, 9))
    other = ribbon_at("/metrics/")

    assert (same, other) == (Ribbon(date(2026, 3, 12), "2 stories"), Ribbon(None, "3 stories"))


def test_stories_on_one_page_are_told_apart_nowhere(add_run, ribbon_at):
    add_run("tenant-conversations", date(2026, 3, 12), "tenants")
    add_run("tenant-portfolio", date(2026, 3, 12), "tenants")

    assert ribbon_at("/tenants/conversations/") == Ribbon(date(2026, 3, 12), "2 stories")


def test_story_whose_scenario_is_gone_is_named_all_the_same(add_run, ribbon_at):
    add_run("gone", date(2026, 3, 12))

    assert ribbon_at("/metrics/") == Ribbon(date(2026, 3, 12), "Gone", "/metrics/")


def test_domain_without_a_run_and_page_of_no_domain_have_no_story(db, ribbon_at):
    assert ribbon_at("/metrics/") == Ribbon()
    assert ribbon_at("/login/") == Ribbon()


@pytest.mark.parametrize("count", [1, 3])
def test_ribbon_costs_one_query_however_many_stories_there_are(add_run, ribbon_at, count):
    for name in ("ai-success", "baseline", "detective-game")[:count]:
        add_run(name, date(2026, 3, 12))
    ribbon_at("/metrics/")

    with CaptureQueriesContext(connection) as captured:
        ribbon_at("/metrics/")

    assert len(captured) == 1


def test_every_page_says_that_its_data_are_a_demo_and_leads_back(client, db):
    page = client.get("/tickets/tasks/").content.decode()

    assert "Demo data" in page
    assert '<a class="back" href="/">All stories</a>' in page
