"""The metrics in a real browser, on seeded rows."""

from datetime import date

import pytest

from apps.accounts.models import User
from apps.metrics.models import PullRequest
from apps.metrics.seeding.scenarios import AISuccessScenario, BaselineScenario
from seedplot.clock import midnight
from seedplot.engine.pipeline import run
from seedplot.engine.runs import Request
from tests.browser.conftest import HEIGHT

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def stories():
    User.objects.create_user("ada", "ada@example.com", "a good password")
    for story in (AISuccessScenario, BaselineScenario):
        run(Request(story(), 42, midnight(date(2026, 3, 12)), {"no_github": True}))


def test_every_page_opens_without_trouble_and_can_be_used_by_everybody(visit, stories):
    visit.log_in("ada", "a good password")
    pull_request = PullRequest.objects.filter(merged_at__isnull=False).first()

    found = {}
    for path in (
        "/",
        "/metrics/",
        "/metrics/teams/ai-pioneers/",
        "/metrics/compare/?team=ai-pioneers&team=baseline-team",
        "/metrics/teams/ai-pioneers/pull-requests/",
        "/metrics/teams/ai-pioneers/weeks/",
        "/metrics/teams/ai-pioneers/reviews/",
        "/metrics/teams/ai-pioneers/jira-issues/",
        f"/metrics/pull-requests/{pull_request.pk}/",
    ):
        visit.open(path)
        found[path] = (visit.violations(), visit.overflows())

    assert {path: each for path, each in found.items() if each != ([], False)} == {}
    assert visit.troubles == []


def test_charts_are_drawn_with_the_values_of_the_database(visit, stories):
    visit.log_in("ada", "a good password")

    page = visit.open("/metrics/teams/ai-pioneers/weeks/")

    drawn = page.evaluate(
        """() => Object.fromEntries([...document.querySelectorAll("canvas[data-chart]")].map((canvas) => {
            const chart = Chart.getChart(canvas);
            return [canvas.closest("figure").id, chart.data.datasets.map((each) => [...each.data])];
        }))"""
    )
    merged = PullRequest.objects.filter(
        team__slug="ai-pioneers", merged_at__gte=midnight(date(2026, 1, 12)), merged_at__lt=midnight(date(2026, 1, 19))
    )
    hours = [float(row.cycle_time_hours) for row in merged]
    assert drawn["cycle-time"][0][0] == pytest.approx(sum(hours) / len(hours), abs=0.01)
    shares = 100 * merged.filter(is_ai_assisted=True).count() / len(hours)
    assert drawn["ai-adoption"][0][0] == pytest.approx(shares, abs=0.01)
    assert sum(drawn["ages"][0]) == PullRequest.objects.filter(team__slug="ai-pioneers", state="open").count()
    assert visit.troubles == []


def test_story_is_on_the_first_screen_with_figures_of_the_database(visit, stories):
    visit.log_in("ada", "a good password")

    page = visit.open("/metrics/teams/ai-pioneers/")

    last = PullRequest.objects.filter(
        team__slug="ai-pioneers", merged_at__gte=midnight(date(2026, 3, 2)), merged_at__lt=midnight(date(2026, 3, 9))
    )
    share = f"{100 * last.filter(is_ai_assisted=True).count() / last.count():.0f}%"
    chart = page.locator("figure.chart").first
    assert share in page.locator(".claim").inner_text()
    assert page.locator(".figure .value").first.inner_text() == share
    assert share in chart.locator("svg:visible text").all_text_contents()
    # All of it is seen without scrolling.
    assert chart.bounding_box()["y"] + chart.locator("svg:visible").bounding_box()["height"] < HEIGHT
    assert visit.troubles == []


def test_page_can_be_used_by_keyboard(visit, stories):
    visit.log_in("ada", "a good password")
    page = visit.open("/metrics/")

    page.keyboard.press("Tab")
    skip = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")
    page.wait_for_url("**/metrics/#main")

    assert skip == "Skip to content"
    assert page.evaluate("document.activeElement.id") == "main"
