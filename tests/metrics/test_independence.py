"""Neighbouring seeds share what strangers share, and no more.

Two seeds meet by chance: names, titles and paths come from finite stocks, and people work at the same hours. So the
overlap of seeds s and s+1 is held against that of seeds far apart, which meet by the same chance.
"""

from statistics import fmean

import pytest

from apps.metrics.seeding.scenarios import AISuccessScenario, DetectiveGameScenario
from tests.metrics.stories import by_name, plan

FIRST_SEEDS = (1, 42, 1_000)
NEIGHBOURS = [(seed, seed + 1) for seed in FIRST_SEEDS]
STRANGERS = [(seed, 7_919 * seed + 104_729) for seed in FIRST_SEEDS]

each_story = pytest.mark.parametrize("story", [AISuccessScenario, DetectiveGameScenario], ids=lambda story: story.name)


@pytest.fixture(scope="module")
def tables_of():
    planned = {}

    def tables(story, seed):
        if (story, seed) not in planned:
            planned[story, seed] = by_name(plan(story, seed=seed))
        return planned[story, seed]

    return tables


def column(tables, label, name):
    return {row[name] for row in tables[label].values()}


def pairs_of(tables, label, *names):
    return {tuple(row[name] for name in names) for row in tables[label].values()}


# What the outside world would number: chance alone never repeats it.
UNIQUE = {
    "SHAs": lambda tables: column(tables, "metrics.Commit", "github_sha"),
    "check run ids": lambda tables: column(tables, "metrics.PRCheckRun", "github_check_run_id"),
    "review ids": lambda tables: column(tables, "metrics.PRReview", "github_review_id"),
    "survey tokens": lambda tables: column(tables, "metrics.PRSurvey", "token"),
    "Jira accounts": lambda tables: column(tables, "metrics.TeamMember", "jira_account_id"),
}
# What comes from a finite stock: the part that two seeds share, from 0 to 1, and by how much it may lie above chance.
FINITE = {
    "people": (lambda tables: column(tables, "metrics.TeamMember", "display_name"), 0.05),
    "titles": (lambda tables: column(tables, "metrics.PullRequest", "title"), 0.05),
    "paths": (lambda tables: column(tables, "metrics.PRFile", "filename"), 0.25),
    "sizes of files": (lambda tables: pairs_of(tables, "metrics.PRFile", "filename", "additions", "deletions"), 0.05),
    "openings": (lambda tables: column(tables, "metrics.PullRequest", "pr_created_at"), 0.02),
    "reviews": (lambda tables: column(tables, "metrics.PRReview", "submitted_at"), 0.02),
}


def shared(one, other):
    return len(one & other) / min(len(one), len(other))


@pytest.mark.check
@each_story
@pytest.mark.parametrize("take", UNIQUE.values(), ids=UNIQUE)
def test_neighbouring_seeds_share_no_id(story, take, tables_of):
    for one, other in NEIGHBOURS + STRANGERS:
        assert take(tables_of(story, one)) & take(tables_of(story, other)) == set()


@each_story
@pytest.mark.parametrize(("take", "margin"), FINITE.values(), ids=FINITE)
def test_neighbouring_seeds_share_content_by_chance_alone(story, take, margin, tables_of):
    near, far = (
        fmean(shared(take(tables_of(story, one)), take(tables_of(story, other))) for one, other in pairs)
        for pairs in (NEIGHBOURS, STRANGERS)
    )

    assert near <= far + margin


@each_story
def test_same_place_holds_something_else_under_the_next_seed(story, tables_of):
    """The first pull requests of the same members and weeks: a seed that only shifted its draws would repeat them."""
    for one, other in NEIGHBOURS:
        here, there = (in_order(tables_of(story, seed)) for seed in (one, other))

        same = sum(row["title"] == twin["title"] for row, twin in zip(here, there, strict=False))
        assert same == 0
        assert correlation(durations(here), durations(there)) == pytest.approx(0, abs=0.3)


def in_order(tables):
    """The merged pull requests by their number, which stands for week, member and slot."""
    rows = sorted(tables["metrics.PullRequest"].values(), key=lambda row: row["github_pr_id"])
    return [row for row in rows if row["state"] == "merged"]


def durations(rows):
    """Beside what is usual around it, so that the story's own curve is no likeness."""
    hours = [float(row["cycle_time_hours"]) for row in rows]
    usual = [fmean(hours[max(0, place - 8) : place + 9]) for place in range(len(hours))]
    return [own / mean for own, mean in zip(hours, usual, strict=True)]


def correlation(one, other):
    count = min(len(one), len(other))
    one, other = one[:count], other[:count]
    mean, other_mean = fmean(one), fmean(other)
    together = fmean((a - mean) * (b - other_mean) for a, b in zip(one, other, strict=True))
    spread = fmean((a - mean) ** 2 for a in one) * fmean((b - other_mean) ** 2 for b in other)
    return together / spread**0.5
