"""The first screen of a team says its story, with the numbers of the database."""

from datetime import date
from decimal import Decimal

import pytest
from django.db.models import Avg, Count

from apps.accounts.models import User
from apps.metrics import models
from apps.metrics.factories import PullRequestFactory, TeamFactory
from apps.metrics.seeding.scenarios import (
    AISuccessScenario,
    BaselineScenario,
    DetectiveGameScenario,
    ReviewBottleneckScenario,
)
from apps.metrics.views.measures import AI, CYCLE, OPEN, QUALITY, change_between
from apps.metrics.views.story import now_of, story_of, telling_of
from apps.pages.formatting import hours, percent
from apps.pages.stories import Change
from seedplot.clock import midnight
from seedplot.engine.pipeline import run
from seedplot.engine.runs import Request
from seedplot.models import SeedRun
from seedplot.set_values import with_figures

ANCHOR = midnight(date(2026, 3, 12))
FIRST, LAST, RUNNING = (midnight(date(2026, 1, 12)), midnight(date(2026, 3, 2)), midnight(date(2026, 3, 9)))


@pytest.fixture
def visitor(client, db):
    client.force_login(User.objects.create_user("ada"))
    return client


def seed(*scenarios):
    for scenario in scenarios:
        run(Request(scenario(), 42, ANCHOR, {"no_github": True}))


def merged_in(team, begin, days=7):
    end = midnight(date.fromordinal(begin.date().toordinal() + days))
    return models.PullRequest.objects.filter(team=team, merged_at__gte=begin, merged_at__lt=end)


def text_of(parts):
    return "".join(part.text for part in parts)


def test_bottleneck_is_one_person_and_everybody_waits(visitor):
    seed(ReviewBottleneckScenario, BaselineScenario)

    response = visitor.get("/metrics/teams/bottleneck-team/")

    team = models.Team.objects.get(slug="bottleneck-team")
    context = response.context
    reviews = models.PRReview.objects.filter(team=team, pull_request__in=counted(team))
    busiest = reviews.values("reviewer__display_name").annotate(count=Count("pk")).order_by("-count")[0]
    share = percent(busiest["count"] / reviews.count())
    first, last = (merged_in(team, begin).aggregate(mean=Avg("review_time_hours"))["mean"] for begin in (FIRST, LAST))
    claim = text_of(context["claim"])
    assert f"One person writes {share} of all reviews" in claim
    assert hours(first).removesuffix(" h") in claim
    assert hours(last).removesuffix(" h") in claim
    assert context["lead"].title == f"{busiest['reviewer__display_name']} reviews for everybody"
    assert context["lead"].table.rows[0][2] == str(busiest["count"])
    waiting = models.PullRequest.objects.filter(team=team, state="open")
    assert context["evidence"].more == f"All {waiting.count()} open pull requests"
    assert context["evidence"].lines[0].text == waiting.order_by("pr_created_at")[0].title
    assert [figure.name for figure in context["figures"]] == [
        "Time to first review", "Cycle time", "Still open", "Quality rating",
    ]  # fmt: skip
    assert context["figures"][0].change.look == "worse"


def counted(team):
    """The pull requests of the weeks that are over: by merge, or else by opening."""
    rows = models.PullRequest.objects.filter(team=team)
    return [row.pk for row in rows if FIRST <= (row.merged_at or row.pr_created_at) < RUNNING]


def test_share_of_the_busiest_reviewer_is_the_one_that_was_proven(visitor):
    seed(ReviewBottleneckScenario)

    response = visitor.get("/metrics/teams/bottleneck-team/")

    proven = next(each for each in response.context["promises"] if each.id == "metrics.P203")
    shown = response.context["lead"].table.rows[0][1]
    assert shown == proven.observed
    waits = next(each.observed for each in response.context["promises"] if each.id == "metrics.P201")
    first, last = waits.split(" -> ")
    claim = text_of(response.context["claim"])
    assert f"took {first}ours in the week of Jan 12" in claim
    assert f"takes {last}ours now" in claim


def test_ai_success_is_a_share_that_climbs_and_a_time_that_falls(visitor):
    seed(AISuccessScenario)

    context = visitor.get("/metrics/teams/ai-pioneers/").context

    team = models.Team.objects.get()
    last = merged_in(team, LAST)
    share = percent(last.filter(is_ai_assisted=True).count() / last.count())
    assert f"AI helps with {share} of all merged pull requests" in text_of(context["claim"])
    assert context["figures"][0].value == share.removesuffix("%")
    assert context["figures"][1].change.look == "better"
    assert context["lead"].table.rows[-1][1] == share
    assert all(models.PullRequest.objects.get(title=each.text).is_ai_assisted for each in context["evidence"].lines)


def test_detectives_are_told_by_the_authors_that_are_easy_and_hard_to_read(visitor):
    seed(DetectiveGameScenario)

    context = visitor.get("/metrics/teams/ai-detectives/").context

    answers = models.PRSurveyReview.objects.filter(guess_correct__isnull=False, responded_at__isnull=False)
    shares = {}
    for member in models.TeamMember.objects.all():
        about = answers.filter(survey__pull_request__author=member)
        if about:
            shares[member.display_name] = about.filter(guess_correct=True).count() / about.count()
    easy, hard = max(shares, key=shares.get), min(shares, key=shares.get)
    assert context["lead"].title == f"{easy} is an open book, {hard} fools everybody"
    assert [row[0] for row in context["lead"].table.rows] == sorted(shares, key=shares.get, reverse=True)
    assert context["figures"][1].value == f"{100 * shares[easy]:.0f}"
    assert f"All {answers.count()} guesses" == context["evidence"].more


def test_baseline_says_that_nothing_happens_and_has_nobody_beside_it(visitor):
    seed(BaselineScenario)

    response = visitor.get("/metrics/teams/baseline-team/")

    assert text_of(response.context["claim"]).startswith("Nothing much happens: a change was merged after ")
    assert response.context["lead"].title == "Week after week, the same"
    assert response.context["baseline"] is None
    assert "Beside the" not in response.content.decode()


def test_small_drawings_have_the_baseline_team_in_gray(visitor):
    seed(AISuccessScenario, BaselineScenario)

    response = visitor.get("/metrics/teams/ai-pioneers/")

    tones = [
        [shape.tone for shape in each.desk.shapes if shape.kind == "path"] for each in response.context["multiples"]
    ]
    assert tones == [["context", "series-1"]] * 4
    assert "Beside the Baseline Team in gray" in response.content.decode()


def test_promises_are_folded_with_what_was_expected_and_observed(visitor):
    seed(BaselineScenario)
    SeedRun.objects.get().findings.filter(promise="metrics.P302").update(kept=False, observed="nonsense")

    page = visitor.get("/metrics/teams/baseline-team/").content.decode()

    total = len(BaselineScenario.promises)
    assert f'{total - 1} promises kept, <span class="worse">1 broken</span>' in page
    assert "nonsense" in page


def test_tabs_lead_to_every_table_with_its_count(visitor):
    seed(BaselineScenario)

    page = visitor.get("/metrics/teams/baseline-team/").content.decode()

    for table, model in (
        ("deployments", models.Deployment),
        ("ai-use", models.AIUsageDaily),
        ("checks", models.PRCheckRun),
    ):
        assert f'href="/metrics/teams/baseline-team/{table}/"' in page
        count = f"{model.objects.count():,}"
        assert f'<span class="n">{count}</span>' in page
        assert f"{count} rows" in visitor.get(f"/metrics/teams/baseline-team/{table}/").content.decode()


def test_team_that_no_scenario_filled_has_the_usual_story(visitor):
    team = TeamFactory.create(slug="room-4")
    row = PullRequestFactory.create(team=team)

    response = visitor.get("/metrics/teams/room-4/")

    assert response.context["lead"].title == "Cycle time and the wait for the first review"
    assert response.context["promises"] == []
    assert telling_of(team, None).now == now_of(team)
    assert row.merged_at is None or text_of(response.context["claim"]).startswith("A change was merged after ")


def test_card_of_a_story_fits_its_page(visitor, admin_user):
    seed(ReviewBottleneckScenario)

    card = story_of(SeedRun.objects.get(), admin_user)

    context = visitor.get("/metrics/teams/bottleneck-team/").context
    assert card.claim == context["claim"]
    assert list(card.figures) == context["figures"]
    assert card.title == "Review bottleneck"


def card_of(scenario, **figures):
    """The card and the lead chart's title of a story whose figures were moved."""
    moved = with_figures(scenario(), {name.replace("__", "."): Decimal(value) for name, value in figures.items()})
    recorded = run(Request(moved, 42, ANCHOR, {"no_github": True})).run
    told = telling_of(models.Team.objects.get(), recorded)
    return text_of(told.sentence()), text_of(told.claim()), told.lead().title


def test_words_follow_the_rows_where_ai_is_given_up(db):
    short, claim, title = card_of(
        AISuccessScenario, ai_adoption_rate__first="0.8", ai_adoption_rate__final="0.2", quality_rating__final="1.5"
    )

    assert ", down from " in claim
    assert "Quality ends at 1." in claim
    assert "quality ends" in short
    assert title == "The share of AI and the time to a merge"


def test_words_follow_the_rows_where_a_bottleneck_gets_faster(db):
    short, claim, _ = card_of(
        ReviewBottleneckScenario, avg_review_time_hours__first="30", avg_review_time_hours__final="8"
    )

    assert "the wait for one falls from " in short
    assert "so everybody waits" not in claim


def test_words_follow_the_rows_where_baseline_moves(db):
    short, claim, title = card_of(BaselineScenario, avg_cycle_time_hours__final="120")

    assert (short.partition(".")[0], claim.partition(":")[0], title) == ("Something has moved",) * 3


@pytest.mark.parametrize(
    ("measure", "first", "last", "change"),
    [
        (CYCLE, 8, 32, Change("4.0 times", "the 8.0 h of Oct 5", "up", False)),
        (CYCLE, 72, 24, Change("67%", "from 72.0 h", "down", True)),
        (CYCLE, 48, 47, Change("about as", "in the week of Oct 5, 48.0 h")),
        (CYCLE, 0, 5, Change("5.0 h", "from 0.0 h", "up", False)),
        (AI, 0.08, 0.75, Change("9.4 times", "the 8% of Oct 5", "up")),
        (AI, 0.47, 0.58, Change("11 points", "from 47%", "up")),
        (AI, 0.2, 0.17, Change("about as", "in the week of Oct 5, 20%")),
        (OPEN, 0.4, 0.3, Change("10 points", "from 40%", "down", True)),
        (QUALITY, 2.78, 2.2, Change("0.58", "from 2.78", "down", False)),
    ],
)
def test_change_is_told_in_words(measure, first, last, change):
    assert change_between(measure, first, last, "Oct 5") == change


def test_small_drawing_starts_at_nothing_for_times_and_at_2_for_ratings():
    assert CYCLE.scale([8.0, None, 32.0]) == (0.0, pytest.approx(35.2))
    assert QUALITY.scale([2.8, 2.2]) == (2.0, 3.0)
    assert QUALITY.scale([1.5]) == (1.5, 3.0)


def test_share_that_is_still_open_says_nothing_of_the_last_week(db):
    seed(ReviewBottleneckScenario)
    weeks = telling_of(models.Team.objects.get(), SeedRun.objects.get()).weeks

    shares = OPEN.values(weeks)

    assert shares[-1] is None
    assert shares[-2] == weeks[-2].opened_and_still_open_count / weeks[-2].opened_count
