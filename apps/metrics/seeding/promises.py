"""The promises of every metrics scenario, and the kinds of promises that single ones add."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from apps.metrics.seeding.measures import (
    aggregates,
    borrowed,
    checks,
    comments,
    curves,
    files,
    mix,
    moments,
    people,
    pull_requests,
    reviews,
    stamps,
    surroundings,
    surveys,
    texts,
)
from apps.metrics.seeding.measures.curves import FIGURES
from seedplot.promises import AtLeast, AtMost, Between, Curve, Empty, Near, Promise

if TYPE_CHECKING:
    from apps.metrics.seeding.evidence import StoryEvidence, TeamEvidence

STATED = "the scenario's own figures"
"""Where a bound comes from, as the promises name it."""
COHERENT = "the plan: the relations between the data are coherent"


def climbs(id: str, label: str, figure: str, start: float, end: float, tolerance: float, unit: str) -> Promise:
    return _moves(id, f"{label} climbs from {start:g}{unit} to {end:g}{unit}.", figure, start, end, tolerance, unit)


def falls(id: str, label: str, figure: str, start: float, end: float, tolerance: float, unit: str) -> Promise:
    return _moves(id, f"{label} falls from {start:g}{unit} to {end:g}{unit}.", figure, start, end, tolerance, unit)


def _moves(id: str, sentence: str, figure: str, start: float, end: float, tolerance: float, unit: str) -> Promise:
    def ends(team: TeamEvidence) -> list[float | None]:
        values = FIGURES[figure](team)
        return [values[0], values[-1]]

    hint = f"Look at {figure} of the first and the last full week."
    return Promise(id, sentence, ends, Near((start, end), tolerance, unit, 1), hint, STATED)


def evenly(id: str, label: str, figure: str, start: float, end: float, tolerance: float, unit: str) -> Promise:
    """The mean of all full weeks lies half way between the first and the last."""

    def mean(team: TeamEvidence) -> float | None:
        values = [each for each in FIGURES[figure](team) if each is not None]
        return sum(values) / len(values) if values else None

    middle = (start + end) / 2
    sentence = f"{label} changes evenly: the mean of all weeks is {middle:g}{unit}, half way between the ends."
    return Promise(id, sentence, mean, Near(middle, tolerance, unit, 1), f"Look at {figure} week by week.", STATED)


def steady(id: str, label: str, figure: str, value: float, tolerance: float, unit: str) -> Promise:
    """Every full week lies near the value; the one furthest from it is observed."""

    def furthest(team: TeamEvidence) -> float | None:
        values = [each for each in FIGURES[figure](team) if each is not None]
        return max(values, key=lambda each: abs(each - value), default=None)

    bound = Between(value - tolerance, value + tolerance, unit, 1)
    sentence = f"{label} stays near {value:g}{unit}, even in the week furthest from it."
    return Promise(id, sentence, furthest, bound, f"Look at {figure} week by week.", STATED)


RAW_ROW_PROMISES = (
    Promise(
        "metrics.P001",
        "Moments follow each other, none lies at or after the anchor, and hours are their differences.",
        moments.out_of_order,
        Empty("row out of order"),
        "A timestamp was changed, or planned outside its pull request.",
        "a law of the domain: a review cannot precede its pull request, and the future has not happened",
    ),
    Promise(
        "metrics.P002",
        "Nobody reviews or rates their own work, and a merge follows an approval.",
        reviews.own_reviews,
        Empty("such row"),
        "Look at the reviewers and at the last decisive review.",
        "a law of the domain: a protected branch takes approved work of others only",
    ),
    Promise(
        "metrics.P003",
        "Weekly aggregates say what the raw rows say.",
        aggregates.wrong_weekly_metrics,
        Empty("aggregate that differs"),
        "Compare the named week with the member's merged pull requests, answers and issues.",
        "the plan: weekly aggregation is coherent",
    ),
    Promise(
        "metrics.P014",
        "A pull request's lines are those of its files, and of its commits.",
        pull_requests.wrong_sums,
        Empty("pull request that differs"),
        "Add up additions and deletions.",
        "a law of the domain: a change is the sum of its parts",
    ),
    Promise(
        "metrics.P015",
        "No two pull requests of the team have one title.",
        pull_requests.repeated_titles,
        Empty("repeated title"),
        "Titles come from a keyed permutation; something renamed one.",
        COHERENT,
    ),
    Promise(
        "metrics.P019",
        "People work on weekdays: on pull requests between 9:00 and 18:30 of the story's time, on issues from 8:00.",
        moments.outside_working_hours,
        Empty("work at another time"),
        "Look at the moments of the row named; a clock change moves the hours on the wall, not the story's.",
        "the specification: people work from 9:00 to 18:30, Monday to Friday",
    ),
    Promise(
        "metrics.P020",
        "Every row belongs to the team, to one of its people, and to a pull request of the team.",
        people.strangers,
        Empty("row of another team"),
        "Compare the references of the row named with those of its pull request.",
        COHERENT,
    ),
    Promise(
        "metrics.P021",
        "Everything that other services number or name has a number or name of its own.",
        people.shared_numbers,
        Empty("shared number"),
        "Count the rows with the value named.",
        "a law of the domain: GitHub, Jira and Slack give an id once",
    ),
    Promise(
        "metrics.P022",
        "A pull request's comments, rounds, later commits and hours to a fix are those of its rows.",
        pull_requests.wrong_counts,
        Empty("count that differs"),
        "Count the comments, the requests for changes, and the commits after the first review.",
        COHERENT,
    ),
    Promise(
        "metrics.P023",
        "A revert names an earlier merge of its repository, and only what is open is a draft.",
        pull_requests.impossible_flags,
        Empty("such flag"),
        "Look for the pull request whose title the revert quotes, and at state and flags.",
        "a law of the domain: only what has merged can be reverted, and a draft cannot merge",
    ),
    Promise(
        "metrics.P024",
        "Invented work has 2 to 8 files and 1 to 5 commits, and each file fits its path, status and repository.",
        files.unusual_changes,
        Empty("unusual change"),
        "Look at the lines, the path and the category of the file named.",
        "the specification: 2 to 8 files and 1 to 5 commits a pull request",
    ),
    Promise(
        "metrics.P025",
        "A comment goes with a review and lies on a file that was pushed, and the author answers what was asked.",
        comments.misplaced_comments,
        Empty("misplaced comment"),
        "Compare author and moment with the reviews, and the path with the files.",
        "a law of the domain: reviewers remark on what is there, and replies follow",
    ),
    Promise(
        "metrics.P026",
        "Comments, commit messages, labels and the issue's type are worded for one kind of change, and for this one.",
        texts.foreign_texts,
        Empty("text about something else"),
        "Look for the text among the phrases of the specification.",
        "the specification: texts belong to the pull request's repository and files",
    ),
    Promise(
        "metrics.P027",
        "Titles and summaries are clean lines, and an issue is about what its pull request is about.",
        texts.unclean_titles,
        Empty("unclean title"),
        "Look for open slots, doubled words or a full stop.",
        "the specification: texts read like a real team's",
    ),
    Promise(
        "metrics.P029",
        "Surveys go to the authors of merges, their reviewers answer once, and a guess is right if it is.",
        surveys.impossible_surveys,
        Empty("such survey or answer"),
        "Compare author, reviewers and guess with the pull request.",
        COHERENT,
    ),
    Promise(
        "metrics.P030",
        "A deployment follows a merge within the hour and releases its last commit.",
        surroundings.deployments_of_nothing,
        Empty("deployment of anything else"),
        "Compare moment, repository and SHA with the merged pull request.",
        "a law of the domain: what is deployed has been merged",
    ),
    Promise(
        "metrics.P031",
        "An issue is done when it says so, has story points of the scale, and is there if a pull request names it.",
        surroundings.impossible_issues,
        Empty("such issue"),
        "Look at status, resolved_at and story_points.",
        "a law of the domain: Jira resolves what is done",
    ),
    Promise(
        "metrics.P032",
        "A day of AI usage is over, accepts no more than is shown, and its rate is their quotient.",
        surroundings.impossible_ai_usage,
        Empty("impossible day"),
        "Divide suggestions_accepted by suggestions_shown.",
        "a law of the domain: a rate is a quotient",
    ),
    Promise(
        "metrics.P033",
        "Stamps are of the moments that rows record; what was fetched was synced at the anchor.",
        stamps.wrong_stamps,
        Empty("wrong stamp"),
        "Compare created_at, updated_at and synced_at with the row's own moments.",
        "the specification: created_at is the moment of what a row records, never the wall clock",
    ),
    Promise(
        "metrics.P034",
        "People have the handles and addresses of their names, and the first of them leads.",
        people.odd_people,
        Empty("odd member"),
        "Compare github_username and email with display_name.",
        "the specification: addresses lie in a domain that is reserved for examples, and one member leads",
    ),
    Promise(
        "metrics.P046",
        "Columns with choices hold one of them.",
        people.unknown_choices,
        Empty("unknown choice"),
        "Compare the value with the choices of the model.",
        "a law of the domain: GitHub and Jira know these words only",
    ),
    Promise(
        "metrics.P041",
        "One to three people review what merges.",
        reviews.unusual_reviewers,
        Empty("other number of reviewers"),
        "Count the reviewers of the pull request named.",
        "the specification: 1 to 3 reviewers a pull request",
    ),
)
"""The promises that any team keeps, with or without a story."""
COMMON_PROMISES = (
    *RAW_ROW_PROMISES,
    Promise(
        "metrics.P004",
        "Each week's AI-assisted share, of merges, closings and what stays open, is the scenario's, within one.",
        curves.ai_share_error,
        AtMost(high=1, unit=" off"),
        "Count is_ai_assisted among what merged, week by week.",
        STATED,
    ),
    Promise(
        "metrics.P005",
        "Surveys agree with their pull request, and who had AI's help used a tool that week.",
        surveys.ai_contradictions,
        Empty("contradiction"),
        "Compare author_ai_assisted and the days of AI usage with is_ai_assisted.",
        COHERENT,
    ),
    Promise(
        "metrics.P006",
        "Each week's mean cycle time is the scenario's, within 2 %.",
        curves.mean_error("cycle_time_hours", "avg_cycle_time_hours"),
        AtMost(high=2, unit=" %"),
        "Look at cycle_time_hours by week of the merge.",
        STATED,
    ),
    Promise(
        "metrics.P007",
        "Each week's mean time to first review is the scenario's, within 2 %.",
        curves.mean_error("review_time_hours", "avg_review_time_hours"),
        AtMost(high=2, unit=" %"),
        "Look at review_time_hours by week of the merge.",
        STATED,
    ),
    Promise(
        "metrics.P008",
        "Each week's mean rating is the scenario's, within 0.05 or as near as the answers allow.",
        curves.quality_error,
        AtMost(high=0.05, unit=" off"),
        "Look at quality_rating by week of the merge.",
        STATED,
    ),
    Promise(
        "metrics.P009",
        "Reverts keep to their quota, within one.",
        curves.revert_error,
        AtMost(high=1, unit=" off"),
        "Count is_revert by week of the merge.",
        STATED,
    ),
    Promise(
        "metrics.P010",
        "Passing checks keep to their quota, within one.",
        curves.check_error,
        AtMost(high=1, unit=" off"),
        "Count conclusions by week of the opening.",
        STATED,
    ),
    Promise(
        "metrics.P011",
        "The shares of each week's pull requests that stay open and that are closed are the scenario's, within one.",
        curves.state_error,
        AtMost(high=1, unit=" off"),
        "Count states by week of the opening.",
        STATED,
    ),
    Promise(
        "metrics.P012",
        "Review states keep to their shares, within 5 points.",
        reviews.review_state_error,
        AtMost(high=5, unit=" points"),
        "Count the states of all reviews of the full weeks.",
        STATED,
    ),
    Promise(
        "metrics.P013",
        "Everyone has as many pull requests a week as their archetype.",
        curves.wrong_volumes,
        Empty("week outside the range"),
        "Count by author and week, of the opening, and of the merge if there is one.",
        STATED,
    ),
    Promise(
        "metrics.P016",
        "Guesses about each kind of author are right as often as the scenario says.",
        surveys.accuracy_error,
        AtMost(low=-100, high=0, unit=" points outside"),
        "Count guess_correct by the archetype of the author.",
        STATED,
    ),
    Promise(
        "metrics.P017",
        "Pull requests from GitHub carry the figures of real ones, and no others do.",
        borrowed.wrongly_lent,
        Empty("pull request that differs"),
        "Compare it with the one of that title in the run's sources.",
        "the run's record of what it borrowed",
    ),
    Promise(
        "metrics.P018",
        "As many pull requests as wanted are real ones, within 5 points, or all that there are.",
        borrowed.lent_error,
        AtMost(high=5, unit=" points"),
        "Count by source.",
        "the plan: 20 to 30 % real pull requests; the share asked for otherwise",
    ),
    Promise(
        "metrics.P028",
        "A pull request has 2 to 6 checks of the usual names, started 1 to 10 minutes after it, 2 to 15 minutes long.",
        checks.unusual_checks,
        Empty("unusual check"),
        "Look at the names and times of the check runs.",
        "the specification: 2 to 6 check runs of ten usual names",
    ),
    Promise(
        "metrics.P035",
        "The team has the scenario's name, and as many members as its cast.",
        people.other_team,
        Empty("difference"),
        "Compare the team and its members with the scenario's configuration.",
        STATED,
    ),
    Promise(
        "metrics.P036",
        "Hotfixes keep to 4 % of all merges, within one.",
        curves.hotfix_error,
        AtMost(high=1, unit=" off"),
        "Count is_hotfix by week of the merge.",
        "the specification: 4 % hotfixes",
    ),
    Promise(
        "metrics.P037",
        "Of each week's merges 70 % are surveyed, to the nearest whole number.",
        surveys.survey_error,
        AtMost(high=0.5, unit=" off"),
        "Count the surveys by week of the merge.",
        "the specification: a survey for 70 % of merged pull requests",
    ),
    Promise(
        "metrics.P038",
        "Author and reviewers have answered every survey of the full weeks.",
        surveys.missing_answers,
        Empty("missing answer"),
        "Compare the answers with the reviewers.",
        "the specification: 1 to 3 reviewer answers a survey",
    ),
    Promise(
        "metrics.P039",
        "Each full week has 1 to 3 deployments.",
        surroundings.unusual_deployments,
        Empty("other number"),
        "Count the deployments of the week named.",
        "the specification: 1 to 3 deployments a week",
    ),
    Promise(
        "metrics.P040",
        "Issues keep step with their pull requests, and there is one for one or two of them.",
        surroundings.issues_out_of_step,
        Empty("issue out of step"),
        "Compare assignee, status, sprint and moments with the pull request that names the issue.",
        "the specification: about one Jira issue for one or two pull requests",
    ),
    Promise(
        "metrics.P042",
        "Members who use an AI tool in a full week do so on 3 to 5 of its working days.",
        surroundings.unusual_ai_weeks,
        Empty("other week"),
        "Count the days of AI usage by member and week.",
        "the specification: AI usage on 3 to 5 days of a week",
    ),
    Promise(
        "metrics.P043",
        "A borrowed pull request repeats a comment only when all others are used up.",
        texts.hasty_repetitions,
        Empty("repetition"),
        "Compare the comments of the pull request named.",
        "the specification: texts read like a real team's",
    ),
    Promise(
        "metrics.P044",
        "As many people review a merge as the scenario says, within 0.3 on average.",
        reviews.reviewer_count_error,
        AtMost(high=0.3, unit=" off"),
        "Count the reviewers of what merged in the full weeks.",
        STATED,
    ),
    Promise(
        "metrics.P045",
        "Files, issues, labels, remarks, deployments and failed checks are mixed as usual, within 5 standard errors.",
        mix.unusual_mix,
        Empty("unusual share"),
        "Count the rows named.",
        "the specification: backend 35 %, frontend 25 %, tests 20 %, config and docs 10 % each, and so on",
    ),
)
DETECTIVE_PROMISES = (
    Promise(
        "metrics.P402",
        "Archetypes keep the order of their modifiers in AI-assisted shares.",
        curves.archetypes_out_of_order,
        Empty("archetype out of order"),
        "Count is_ai_assisted by the archetype of the author.",
        STATED,
    ),
    Promise(
        "metrics.P403",
        "The leaderboard has one first and one last, 5 points or more from the next.",
        surveys.leaderboard_gap,
        AtLeast(low=5, unit=" points", places=1),
        "Count guess_correct by guesser.",
        STATED,
    ),
)


def reviewer_promises(archetype: str, percent: float) -> tuple[Promise, ...]:
    """One person, the only one of that archetype, writes that share of the reviews; the others keep to theirs."""
    return (
        Promise(
            "metrics.P203",
            f"One person writes {percent:g} % of all reviews.",
            reviews.share_of(archetype),
            Near(percent, 1, " %", 1),
            "Count reviews by reviewer.",
            "the plan: one reviewer handles 60 % of reviews",
        ),
        Promise(
            "metrics.P204",
            f"One person writes {percent:g} % of each week's reviews, within one review.",
            reviews.weekly_error_of(archetype, percent),
            AtMost(high=1, unit=" off"),
            "Count reviews by reviewer and week.",
            STATED,
        ),
        Promise(
            "metrics.P205",
            "Each archetype writes its share of the reviews, within 3 points.",
            reviews.reviewer_share_error,
            AtMost(high=3, unit=" points"),
            "Count reviews by the archetype of the reviewer.",
            STATED,
        ),
    )


def weekly_curves(team: StoryEvidence) -> Iterable[Curve]:
    """The key figures of the full weeks."""
    yield Curve("AI-assisted share", team.ai_share(), " %")
    yield Curve("Cycle time", team.weekly("cycle_time_hours"), " h")
    yield Curve("Time to first review", team.weekly("review_time_hours"), " h")
    yield Curve("Quality rating", team.quality(), "", 2)
