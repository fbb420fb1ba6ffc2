"""What stays when a story grows: test forks of the scenarios, planned without a database and compared row by row.

Rows of the fork are found again by the names that the outside world gives them (ids, SHAs, paths, keys).
"""

from collections import Counter
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import product

import pytest

from apps.metrics import factories
from apps.metrics.seeding.planning import shares, slots, work
from apps.metrics.seeding.planning.cast import assemble
from apps.metrics.seeding.planning.subjects import Subjects
from apps.metrics.seeding.scenarios import (
    SCENARIO_REGISTRY,
    AISuccessScenario,
    BaselineScenario,
    MemberArchetype,
    register_scenario,
)
from seedplot.clock import midnight, project_zone
from seedplot.context import stream_of
from seedplot.factories import Drawn
from tests.metrics.asof import cut_back
from tests.metrics.fingerprints import golden
from tests.metrics.stories import STORIES, by_name, plan, plan_to_the_end, seed
from tests.rings import sampled

FIRST_MONDAY = date(2026, 1, 12)

each_story = pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)

MOMENTS = {
    "metrics.PullRequest": {
        "first_commit_at", "pr_created_at", "ready_for_review_at", "first_review_at", "approved_at", "merged_at",
        "deployed_at", "created_at", "updated_at",
    },
    "metrics.PRReview": {"submitted_at", "created_at", "updated_at"},
    "metrics.PRComment": {"comment_created_at", "comment_updated_at", "created_at", "updated_at"},
    "metrics.PRCheckRun": {"started_at", "completed_at", "created_at", "updated_at"},
    "metrics.PRFile": {"created_at", "updated_at"},
    "metrics.Commit": {"committed_at", "created_at", "updated_at"},
    "metrics.Deployment": {"deployed_at", "created_at", "updated_at"},
    # An opening may move into another sprint.
    "metrics.JiraIssue": {
        "issue_created_at", "resolved_at", "created_at", "updated_at", "sprint_id", "sprint_name",
    },
    "metrics.PRSurvey": {"token_expires_at", "author_responded_at", "created_at", "updated_at"},
    "metrics.PRSurveyReview": {"responded_at", "created_at", "updated_at"},
}  # fmt: skip
FIGURES = {
    # Outcomes, times, reviewers' verdicts and AI's help are shared out within the week, and what is derived from them.
    "metrics.PullRequest": {
        "state", "is_draft", "is_ai_assisted", "cycle_time_hours", "review_time_hours", "review_rounds",
        "avg_fix_response_hours", "commits_after_first_review", "total_comments",
    },
    "metrics.PRReview": {"state"},
    "metrics.JiraIssue": {"status", "cycle_time_hours"},
    "metrics.PRSurvey": {"author_ai_assisted"},
    "metrics.PRSurveyReview": {"quality_rating"},
    "metrics.WeeklyMetrics": {
        "prs_merged", "avg_cycle_time_hours", "avg_review_time_hours", "commits_count", "lines_added", "lines_removed",
        "ai_assisted_prs", "avg_quality_rating", "surveys_completed",
    },
}  # fmt: skip
RARE = {
    # Rare events are shared out over the whole story. A revert is named after what it takes back, has its files and
    # needs no issue of its own, and what is written about it is about that.
    "metrics.PullRequest": {
        "is_revert", "is_hotfix", "title", "jira_key", "description", "area", "labels", "additions", "deletions",
        "commits_after_first_review", "avg_fix_response_hours", "total_comments",
    },
    "metrics.Commit": {"message"},
    # A release is of its newest merge.
    "metrics.Deployment": {"sha", "creator", "pull_request", "status"},
    "metrics.PRComment": {"body"},
    "metrics.PRReview": {"body"},
    "metrics.PRCheckRun": {"conclusion"},
    "metrics.PRSurveyReview": {"ai_guess", "guess_correct"},
    "metrics.WeeklyMetrics": {
        "revert_count", "hotfix_count", "guess_accuracy", "issues_resolved", "story_points_completed",
        "commits_count", "lines_added", "lines_removed",
    },
}  # fmt: skip
COUPLED = {
    label: MOMENTS.get(label, set()) | FIGURES.get(label, set()) | RARE.get(label, set())
    for label in {*MOMENTS, *FIGURES, *RARE}
}
# Rows of these are all there whatever joins them.
OF_A_REVERT = ("metrics.Commit", "metrics.PRFile", "metrics.PRComment")
LASTING = (
    "metrics.Team", "metrics.TeamMember", "metrics.PullRequest", "metrics.Commit", "metrics.PRFile",
    "metrics.PRCheckRun",
)  # fmt: skip


def moved_columns(before, after):
    """{label: {column: names of the rows in which it moved}} over the rows that both have."""
    moved = {}
    for label, rows in before.items():
        for name, row in rows.items():
            other = after.get(label, {}).get(name)
            for column, value in row.items() if other else ():
                if other[column] != value:
                    moved.setdefault(label, {}).setdefault(column, set()).add(name)
    return moved


def beyond(moved, allowed):
    """What moved of a table beyond the columns that may."""
    columns = {label: set(each) - allowed.get(label, set()) for label, each in moved.items()}
    return {label: each for label, each in columns.items() if each}


def lost(before, after, label):
    return set(before.get(label, {})) - set(after.get(label, {}))


def week_of(moment):
    day = moment.astimezone(project_zone()).date() if isinstance(moment, datetime) else moment
    return (day - FIRST_MONDAY).days // 7


def weeks_of(pull_request):
    """The week of the opening, and the one that it counts for."""
    return {week_of(pull_request["pr_created_at"]), week_of(pull_request["merged_at"] or pull_request["pr_created_at"])}


# Another column.


def test_another_column_changes_no_other(monkeypatch):
    before = {story: by_name(plan(story)) for story in STORIES}
    drawn = {
        "PullRequestFactory": {"source": Drawn(lambda stream: stream.choice(("github", "factory")))},
        "TeamMemberFactory": {"is_active": Drawn(lambda stream: stream.should_happen(0.5))},
        "JiraIssueFactory": {"story_points": Drawn(lambda stream: stream.randint(1, 8))},
    }
    for name, columns in drawn.items():
        monkeypatch.setattr(factories, name, type(name, (getattr(factories, name),), columns))

    after = {story: by_name(plan(story)) for story in STORIES}

    for story in STORIES:
        assert {label: set(rows) for label, rows in after[story].items()} == {
            label: set(rows) for label, rows in before[story].items()
        }
        assert {label: set(columns) for label, columns in moved_columns(before[story], after[story]).items()} == {
            "metrics.PullRequest": {"source"},
            "metrics.TeamMember": {"is_active"},
            "metrics.JiraIssue": {"story_points"},
        }


# Another kind of row.


@pytest.fixture
def stray_commits(monkeypatch):
    """A step that the plan did not have: a commit each week that belongs to no pull request."""
    backlog_rows = work.backlog_rows

    def backlog_and_stray_rows(team, rng, subjects, week):
        # It draws from the very streams that the others are named under, before they do.
        rng.random()
        for member in team.members:
            member.stream.shuffle(range(5))
        moment = team.calendar.first_monday + timedelta(weeks=week, hours=12)
        if moment < team.calendar.anchor:
            stream, author = rng.at("week", week, "stray commit"), next(iter(team.members.values()))
            own = {"team": team.team, "github_repo": f"{subjects.organization}/tools"}
            yield factories.CommitFactory.row(stream, **own, author=author, committed_at=moment)
        yield from backlog_rows(team, rng, subjects, week)

    monkeypatch.setattr(work, "backlog_rows", backlog_and_stray_rows)


@each_story
def test_another_kind_of_row_changes_no_row(story, request):
    before = by_name(plan(story))
    request.getfixturevalue("stray_commits")

    after = by_name(plan(story))

    stray_names = lost(after, before, "metrics.Commit")
    assert len(stray_names) == 9
    for name in stray_names:
        del after["metrics.Commit"][name]
    assert after == before


def test_another_kind_of_row_changes_the_digest_of_its_own_table_alone(stray_commits, db):
    report = seed(BaselineScenario, dry_run=True)

    pinned = golden()["baseline 42"]
    assert report.fingerprint != pinned["fingerprint"]
    assert {label for label, digest in report.tables.items() if digest != pinned["tables"][label]} == {"metrics.Commit"}


# Another scenario.


@pytest.fixture
def sequel():
    """A scenario with the same figures, registered beside the others."""

    @register_scenario("ai-success-again")
    class AISuccessAgainScenario(AISuccessScenario):
        """The same story once more, told by another team."""

        config = replace(AISuccessScenario.config, name="ai-success-again", team_slug="ai-pioneers-again")

    yield AISuccessAgainScenario
    del SCENARIO_REGISTRY["ai-success-again"]


def test_another_scenario_changes_no_row(sequel, db):
    written = seed(sequel)

    report = seed(AISuccessScenario)

    assert written.written
    assert report.fingerprint == golden()["ai-success 42"]["fingerprint"]


def test_scenarios_with_the_same_figures_share_no_draws(sequel):
    here, there = by_name(plan(AISuccessScenario)), by_name(plan(sequel))

    for label in ("metrics.TeamMember", "metrics.PullRequest", "metrics.Commit", "metrics.PRReview"):
        assert set(here[label]) & set(there[label]) == set()


# Another team.


@each_story
def test_another_team_changes_no_row(story):
    alone = by_name(plan(story))

    of_two, second = by_name(plan(story, teams=2)), by_name(plan(story, teams=2, team=2))

    assert of_two == alone
    assert set(second["metrics.Commit"]) & set(alone["metrics.Commit"]) == set()
    assert list(second["metrics.Team"]) == [f"{story.config.team_slug}-2"]


# Another week.


def with_another_week(story):
    """The story goes on for a ninth week with the figures of the eighth."""

    class LongerScenario(story):
        config = replace(story.config, weeks=story.config.weeks + 1)

        def get_weekly_params(self, week):
            return story().get_weekly_params(week)

        def get_pr_state_distribution(self, week):
            return story().get_pr_state_distribution(week)

    return LongerScenario


@pytest.mark.parametrize(
    ("story", "day"),
    sampled(product(STORIES, ["2026-03-09", "2026-03-12", "2026-03-15"]), every=4),
    ids=lambda value: getattr(value, "name", value),
)
def test_another_week_changes_no_row(story, day):
    anchor = midnight(date.fromisoformat(day))
    before = by_name(plan(story, anchor=anchor))

    # Its first Monday is the same.
    longer = by_name(plan(with_another_week(story), anchor=anchor + timedelta(weeks=1)))

    after = cut_back(longer, anchor)
    assert len(longer["metrics.PullRequest"]) > len(before["metrics.PullRequest"])
    assert after.keys() == before.keys()
    for label, rows in before.items():
        assert after[label] == rows, label


# Another member.


def with_another_member(story, archetype):
    class LargerTeamScenario(story):
        config = replace(story.config, member_count=story.config.member_count + 1)

        def get_member_archetypes(self):
            return [
                replace(each, count=each.count + (each.name == archetype)) for each in super().get_member_archetypes()
            ]

    return LargerTeamScenario


class NewcomerScenario(BaselineScenario):
    """Another member, of a kind that the team did not have."""

    config = replace(BaselineScenario.config, member_count=6)

    def get_member_archetypes(self):
        return [*super().get_member_archetypes(), MemberArchetype("newcomer", 1, -0.05, 0.5, 1.0, 0.5)]


LARGER_TEAMS = {
    **{
        f"{story.name}, {archetype.name}": (story, with_another_member(story, archetype.name))
        for story in STORIES
        for archetype in story().get_member_archetypes()
    },
    "baseline, newcomer": (BaselineScenario, NewcomerScenario),
}


@pytest.fixture(scope="module")
def to_the_end():
    """Everything that each story plans, whatever the anchor; planned once."""
    planned = {}

    def tables_of(story):
        if story not in planned:
            planned[story] = by_name(plan_to_the_end(story))
        return planned[story]

    return tables_of


@pytest.fixture(scope="module", params=sampled(LARGER_TEAMS, every=4))
def grown_team(request, to_the_end):
    """A team before and after somebody joined, and that somebody's user name."""
    story, larger = LARGER_TEAMS[request.param]
    assert larger().validate() == []
    before, after = to_the_end(story), by_name(plan_to_the_end(larger))
    (newcomer,) = lost(after, before, "metrics.TeamMember")
    return before, after, newcomer


def test_another_member_moves_only_what_is_coupled(grown_team):
    before, after, _ = grown_team

    moved = moved_columns(*apart_from_reverts(before, after))

    assert beyond(moved, COUPLED) == {}


def test_another_member_removes_no_lasting_row_and_adds_own_ones_alone(grown_team):
    before, after, newcomer = grown_team
    before, after = apart_from_reverts(before, after)

    assert {label: lost(before, after, label) for label in LASTING if lost(before, after, label)} == {}
    added = lost(after, before, "metrics.PullRequest")
    assert added
    assert {after["metrics.PullRequest"][name]["author"] for name in added} == {newcomer}
    for label in ("metrics.Commit", "metrics.PRFile", "metrics.PRCheckRun"):
        assert {after[label][name]["pull_request"] for name in lost(after, before, label)} <= added


def test_another_member_renames_only_reverts(grown_team):
    before, after, _ = grown_team

    assert_only_reverts_and_reviews_change_texts(before, after)


def apart_from_reverts(before, after):
    """The tables without the commits, files and comments of what is a revert in either: those of what it takes back."""
    reverts = {name for each in (before, after) for name in each["metrics.PullRequest"] if is_revert(each, name)}
    return tuple(
        {
            label: {
                name: row
                for name, row in rows.items()
                if label not in OF_A_REVERT or row["pull_request"] not in reverts
            }
            for label, rows in each.items()
        }
        for each in (before, after)
    )


def is_revert(tables, name):
    return tables["metrics.PullRequest"][name]["is_revert"]


def assert_only_reverts_and_reviews_change_texts(before, after):
    """A text moves with a revert, or with the verdict that it answers or gives; an issue goes with a revert alone."""
    moved = moved_columns(before, after)
    old, new = before["metrics.PullRequest"], after["metrics.PullRequest"]
    reverts = {name for name in old if old[name]["is_revert"] or new[name]["is_revert"]}
    for column in ("title", "description", "area", "labels", "additions", "deletions"):
        assert moved["metrics.PullRequest"].get(column, set()) <= reverts
    assert moved["metrics.PullRequest"].get("jira_key", set()) <= reverts

    verdicts, new_verdicts = verdicts_by_pull_request(before), verdicts_by_pull_request(after)
    answering = reverts | {name for name in old if verdicts.get(name) != new_verdicts.get(name)}
    for label, column in (("metrics.Commit", "message"), ("metrics.PRComment", "body")):
        of_moved = {before[label][name]["pull_request"] for name in moved.get(label, {}).get(column, ())}
        assert of_moved <= answering

    keys = {old[name]["jira_key"] for name in reverts} | {new[name]["jira_key"] for name in reverts}
    assert lost(before, after, "metrics.JiraIssue") <= keys


def verdicts_by_pull_request(tables):
    verdicts = {}
    for review in sorted(tables["metrics.PRReview"].values(), key=lambda each: each["submitted_at"]):
        verdicts.setdefault(review["pull_request"], []).append((review["reviewer"], review["state"]))
    return verdicts


def test_another_member_turns_no_more_flags_than_the_quota_asks_for(grown_team):
    """Whom AI helped is a quota over a week's pull requests. One more of them turns at most two flags of others that
    keep their outcome: one in its author's archetype, and one in another."""
    before, after, newcomer = grown_team
    old, new = before["metrics.PullRequest"], after["metrics.PullRequest"]

    turned = Counter(
        counted_week(new[name])
        for name, row in old.items()
        if row["state"] == new[name]["state"] and row["is_ai_assisted"] != new[name]["is_ai_assisted"]
    )
    own = Counter(counted_week(row) for row in new.values() if row["author"] == newcomer)

    assert sum(turned.values()) > 0
    assert {week: (turned[week], own[week]) for week in range(8) if turned[week] > 2 * own[week]} == {}


def test_another_pull_request_turns_two_flags_at_most_and_mostly_none_or_one():
    """One as in any quota; the second because the archetypes' shares keep the order of their modifiers."""
    scenario = AISuccessScenario()
    rng = stream_of(scenario, 42).at("team", 1)
    cast = assemble(rng, scenario)
    subjects = Subjects(rng, cast)

    turned = Counter()
    for week in range(8):
        merged = [plan for plan in slots.plan_slots(scenario, cast, subjects, week) if plan.outcome == "merged"]
        flagged = flagged_numbers(scenario, week, merged)
        for added in merged:
            others = flagged_numbers(scenario, week, [plan for plan in merged if plan is not added])
            turned[len((flagged ^ others) - {added.number})] += 1

    assert set(turned) <= {0, 1, 2}
    assert turned[2] < 0.2 * turned.total()


def flagged_numbers(scenario, week, plans):
    for each in plans:
        each.is_ai_assisted = False
    shares.flag_ai_assisted(scenario, week, plans)
    return {each.number for each in plans if each.is_ai_assisted}


def counted_week(pull_request):
    return week_of(pull_request["merged_at"] or pull_request["pr_created_at"])


# Another pull request.


def with_another_pull_request(monkeypatch, number, week):
    counted = slots.counted

    def one_more(scenario, member, when):
        return counted(scenario, member, when) + (member.number == number and when == week)

    monkeypatch.setattr(slots, "counted", one_more)


@each_story
@pytest.mark.parametrize("week", [1, 4, 6])
def test_another_pull_request_moves_nothing_in_other_weeks_but_rare_events(story, week, monkeypatch, to_the_end):
    before = to_the_end(story)
    newcomer = assemble(stream_of(story(), 42).at("team", 1), story())[0]
    with_another_pull_request(monkeypatch, newcomer.number, week)

    after = by_name(plan_to_the_end(story))

    (added,) = lost(after, before, "metrics.PullRequest")
    assert lost(before, after, "metrics.PullRequest") == set()
    inside = pull_requests_of_week(before, week) | pull_requests_of_week(after, week) | {added}
    here, there = (outside(each, inside, week) for each in apart_from_reverts(before, after))
    assert beyond(moved_columns(here, there), RARE) == {}
    assert_only_reverts_and_reviews_change_texts(before, after)
    # What merges on a Friday goes out on the Monday after, and failed releases are shared out over the story.
    for label in {*here, *there} - {"metrics.JiraIssue", "metrics.Deployment"}:
        assert set(here.get(label, ())) == set(there.get(label, ())), label


def pull_requests_of_week(tables, week):
    return {name for name, row in tables["metrics.PullRequest"].items() if week in weeks_of(row)}


def outside(tables, pull_requests, week):
    """The rows that belong neither to one of the pull requests nor to the week itself."""
    issues = {row["jira_key"]: name for name, row in tables["metrics.PullRequest"].items() if not row["is_revert"]}

    def belongs(label, name, row):
        if label == "metrics.PullRequest":
            return name in pull_requests
        if label == "metrics.PRSurveyReview":
            return row["survey"] in pull_requests
        if label == "metrics.JiraIssue":
            return issues.get(name) in pull_requests
        if label == "metrics.WeeklyMetrics":
            return week_of(row["week_start"]) == week
        if label == "metrics.AIUsageDaily":
            return week_of(row["date"]) == week
        return row.get("pull_request") in pull_requests

    return {
        label: {name: row for name, row in rows.items() if not belongs(label, name, row)}
        for label, rows in tables.items()
    }
