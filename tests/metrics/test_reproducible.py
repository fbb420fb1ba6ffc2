"""The same fingerprint and the same rows: again, elsewhere, in other portions, on another day."""

import datetime as dt
import json
from itertools import product

import pytest

from apps.metrics.seeding.scenarios import AISuccessScenario, LegacyTeam, ReviewBottleneckScenario
from seedplot.clock import midnight, project_zone
from tests.conftest import run_python
from tests.metrics.asof import cut_back
from tests.metrics.fingerprints import PINNED, golden, report_of
from tests.metrics.stories import ANCHOR, STORIES, by_name, plan, seed
from tests.rings import sampled

FIRST_OF_EACH = ("ai-success 42", "review-bottleneck 42", "baseline 42", "detective-game 42", "legacy 42")

each_story = pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)


def local(*moment):
    return dt.datetime(*moment, tzinfo=project_zone())


# Each pair lies whole weeks apart, mostly 364 days; the clocks change in different weeks of the story, or in none.
SAME_WEEKDAYS = {
    "autumn, the change two days apart": (dt.date(2026, 11, 4), dt.date(2027, 11, 3)),
    "spring, the change in the last week and in the running one": (dt.date(2026, 3, 14), dt.date(2027, 3, 13)),
    "the Sundays on which the clocks go back": (dt.date(2025, 11, 2), dt.date(2026, 11, 1)),
    "a leap day": (dt.date(2024, 2, 29), dt.date(2025, 2, 27)),
    "a week later": (dt.date(2026, 6, 11), dt.date(2026, 6, 18)),
    "a Monday, when the running week is empty": (dt.date(2026, 6, 1), dt.date(2027, 5, 31)),
    "summer and winter": (dt.date(2026, 8, 12), dt.date(2027, 1, 13)),
}

# The clocks went forward on the Sunday before.
LATE_ON_SUNDAY = local(2026, 3, 15, 23)
EARLIER = {
    **{f"{day:%A}": midnight(day) for day in (dt.date(2026, 3, 9) + dt.timedelta(days=n) for n in range(7))},
    "Monday, amid the openings": local(2026, 3, 9, 10, 20),
    "Wednesday afternoon": local(2026, 3, 11, 15, 7, 30),
    "Friday noon": local(2026, 3, 13, 12, 0, 0, 1),
}


@pytest.mark.parametrize("label", PINNED)
def test_fingerprint_is_the_pinned_one(label, db):
    report = report_of(label)

    # The digests of the tables come first: they tell what changed.
    assert dict(report.tables) == golden()[label]["tables"]
    assert report.fingerprint == golden()[label]["fingerprint"]


@pytest.mark.parametrize("label", sampled(FIRST_OF_EACH, every=2))
def test_second_run_writes_the_same(label, db):
    story = LegacyTeam if label.startswith("legacy") else next(each for each in STORIES if label.startswith(each.name))
    first = seed(story)

    second = seed(story, clear=[first.run])

    assert second.written
    assert second.run.pk != first.run.pk
    assert dict(first.tables) == dict(second.tables) == golden()[label]["tables"]
    assert first.fingerprint == second.fingerprint == golden()[label]["fingerprint"]


@pytest.mark.check
@pytest.mark.parametrize(
    "environment",
    [
        pytest.param({"PYTHONHASHSEED": "0", "TZ": "Asia/Kolkata", "LANG": "C"}, marks=pytest.mark.check),
        {"PYTHONHASHSEED": "12345", "TZ": "America/St_Johns", "LANG": "tr_TR.UTF-8", "LC_ALL": "tr_TR.UTF-8"},
    ],
    ids=["Kolkata", "Newfoundland in Turkish"],
)
def test_another_process_writes_the_same(environment, garden_url):
    finished = run_python("-m", "tests.metrics.fingerprints", *FIRST_OF_EACH, DATABASE_URL=garden_url, **environment)

    assert finished.stderr == ""
    assert json.loads(finished.stdout) == {label: golden()[label] for label in FIRST_OF_EACH}


@pytest.mark.check
def test_server_holds_the_same_as_sqlite(any_server_garden_url):
    finished = run_python("-m", "tests.metrics.fingerprints", *FIRST_OF_EACH, DATABASE_URL=any_server_garden_url)

    assert finished.stderr == ""
    assert json.loads(finished.stdout) == {label: golden()[label] for label in FIRST_OF_EACH}


@pytest.mark.parametrize("label", sampled(FIRST_OF_EACH, every=4))
def test_batch_size_of_10_000_changes_nothing(label, db):
    assert report_of(label, batch_size=10_000).fingerprint == golden()[label]["fingerprint"]


@pytest.mark.parametrize("label", sampled(FIRST_OF_EACH, every=4))
def test_batch_size_of_1_changes_nothing(label, db):
    assert report_of(label, batch_size=1).fingerprint == golden()[label]["fingerprint"]


@pytest.mark.parametrize("order", [(2, 0, 1), (2, 1, 0)])
def test_order_of_teams_changes_nothing(order, db):
    class ShuffledScenario(AISuccessScenario):
        def shards(self, options):
            shards = list(super().shards(options))
            return [shards[number] for number in order]

    report = seed(ShuffledScenario, teams=3, dry_run=True)

    assert dict(report.tables) == golden()["ai-success 42, 3 teams"]["tables"]


def test_rows_that_are_there_already_change_nothing(db):
    seed(LegacyTeam, members=3, prs=8)

    report = seed(ReviewBottleneckScenario)

    assert report.fingerprint == golden()["review-bottleneck 42"]["fingerprint"]


@pytest.mark.parametrize("story", sampled(STORIES, every=2), ids=lambda story: story.name)
def test_anchors_on_the_same_weekday_have_one_fingerprint(story, db):
    """In the database; the next test tells more anchors, without."""
    autumn, next_autumn = (midnight(day) for day in SAME_WEEKDAYS["autumn, the change two days apart"])

    first, second = (seed(story, anchor=anchor, dry_run=True) for anchor in (autumn, next_autumn))

    assert dict(first.tables) == dict(second.tables)
    assert first.fingerprint == second.fingerprint


@pytest.mark.parametrize(
    ("story", "days"),
    # One of three meets every pair in a story, and every story with a pair.
    sampled(product(STORIES, SAME_WEEKDAYS), in_check=3),
    ids=lambda value: getattr(value, "name", value),
)
def test_anchors_on_the_same_weekday_tell_the_same_story(story, days):
    first, second = (in_story_time(story, midnight(day)) for day in SAME_WEEKDAYS[days])

    assert first == second


def in_story_time(story, anchor):
    """The plan's tables with every moment and date as the fingerprint writes it."""
    calendar = story().calendar(anchor)

    def written(value):
        if isinstance(value, dt.datetime):
            return calendar.coordinate(value)
        if isinstance(value, dt.date):
            return calendar.date_coordinate(value)
        return tuple(map(written, value)) if isinstance(value, tuple) else value

    return {
        label: {written(name): {column: written(value) for column, value in row.items()} for name, row in rows.items()}
        for label, rows in by_name(plan(story, anchor=anchor)).items()
    }


@pytest.mark.parametrize("story", sampled(STORIES, every=2), ids=lambda story: story.name)
def test_another_weekday_tells_more_or_less_of_the_same_story(story, db):
    thursday = seed(story, dry_run=True)
    friday = seed(story, anchor=ANCHOR + dt.timedelta(days=1), dry_run=True)

    assert thursday.fingerprint != friday.fingerprint
    # These know of no "now" beside their own rows' last change.
    assert thursday.tables["metrics.Team"] == friday.tables["metrics.Team"]
    assert thursday.tables["metrics.TeamMember"] == friday.tables["metrics.TeamMember"]


@pytest.mark.check
@each_story
def test_later_run_cut_back_to_an_earlier_anchor_is_the_earlier_run(story):
    """Every column of every table: what `cut_back` does not derive must be the same at both anchors as it stands."""
    later = by_name(plan(story, anchor=LATE_ON_SUNDAY))

    for anchor in sampled(EARLIER.values(), every=4, in_check=2):
        earlier = by_name(plan(story, anchor=anchor))

        expected = cut_back(later, anchor)
        assert expected.keys() == earlier.keys()
        for label, rows in earlier.items():
            assert rows == expected[label], f"{label} as of {anchor}"


def test_cutting_back_takes_something_away():
    """So that the test above compares anchors that differ."""
    later = by_name(plan(AISuccessScenario, anchor=LATE_ON_SUNDAY))

    counts = [
        (len(rows["metrics.PullRequest"]), len(rows["metrics.PRReview"]), len(rows["metrics.Commit"]))
        for rows in (cut_back(later, anchor) for anchor in (EARLIER["Monday"], EARLIER["Thursday"], LATE_ON_SUNDAY))
    ]

    assert counts == sorted(set(counts))
    assert cut_back(later, LATE_ON_SUNDAY) == later
