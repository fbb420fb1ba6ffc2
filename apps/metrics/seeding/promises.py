"""What every metrics scenario promises, and the kinds of promises that single ones add."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from apps.metrics.seeding.measures import (
    FIGURES,
    LEAD_SHARE,
    accuracy_error,
    ai_contradictions,
    ai_share_error,
    archetypes_out_of_order,
    check_error,
    lead_error,
    lead_share,
    leaderboard_gap,
    lent_error,
    mean_error,
    open_error,
    out_of_order,
    own_reviews,
    quality_error,
    repeated_titles,
    revert_error,
    review_state_error,
    wrong_sums,
    wrong_volumes,
    wrong_weekly_metrics,
    wrongly_lent,
)
from seedplot.promises import AtLeast, AtMost, Between, Curve, Empty, Near, Promise

if TYPE_CHECKING:
    from apps.metrics.seeding.evidence import TeamEvidence


def climbs(id: str, label: str, figure: str, start: float, end: float, tolerance: float, unit: str) -> Promise:
    return _moves(id, f"{label} climbs from {start:g}{unit} to {end:g}{unit}.", figure, start, end, tolerance, unit)


def falls(id: str, label: str, figure: str, start: float, end: float, tolerance: float, unit: str) -> Promise:
    return _moves(id, f"{label} falls from {start:g}{unit} to {end:g}{unit}.", figure, start, end, tolerance, unit)


def steady(id: str, label: str, figure: str, value: float, tolerance: float, unit: str) -> Promise:
    """Every full week lies near the value; the one furthest from it is observed."""

    def furthest(team: TeamEvidence) -> float | None:
        values = [each for each in FIGURES[figure](team) if each is not None]
        return max(values, key=lambda each: abs(each - value), default=None)

    bound = Between(value - tolerance, value + tolerance, unit, 1)
    sentence = f"{label} stays near {value:g}{unit}, even in the week furthest from it."
    return Promise(id, sentence, furthest, bound, f"Look at {figure} week by week.")


def _moves(id: str, sentence: str, figure: str, start: float, end: float, tolerance: float, unit: str) -> Promise:
    def ends(team: TeamEvidence) -> list[float | None]:
        values = FIGURES[figure](team)
        return [values[0], values[-1]]

    hint = f"Look at {figure} of the first and the last full week."
    return Promise(id, sentence, ends, Near((start, end), tolerance, unit, 1), hint)


RAW_ROW_PROMISES = (
    Promise(
        "metrics.P001",
        "Moments follow each other, none lies at or after the anchor, and hours are their differences.",
        out_of_order,
        Empty("row out of order"),
        "A timestamp was changed, or planned outside its pull request.",
    ),
    Promise(
        "metrics.P002",
        "Nobody reviews or rates their own work, and a merge follows an approval.",
        own_reviews,
        Empty("such row"),
        "Look at the reviewers and at the last decisive review.",
    ),
    Promise(
        "metrics.P003",
        "Weekly aggregates say what the raw rows say.",
        wrong_weekly_metrics,
        Empty("aggregate that differs"),
        "Compare the named week with the member's merged pull requests, answers and issues.",
    ),
    Promise(
        "metrics.P014",
        "A pull request's lines are those of its files, and of its commits.",
        wrong_sums,
        Empty("pull request that differs"),
        "Add up additions and deletions.",
    ),
    Promise(
        "metrics.P015",
        "No two pull requests of the team have one title.",
        repeated_titles,
        Empty("repeated title"),
        "Titles come from a keyed permutation; something renamed one.",
    ),
)
"""What holds of any team, with or without a story."""
COMMON_PROMISES = (
    *RAW_ROW_PROMISES,
    Promise(
        "metrics.P004",
        "Each week's AI-assisted share is the scenario's, within one pull request.",
        ai_share_error,
        AtMost(high=1, unit=" off"),
        "Count is_ai_assisted among what merged, week by week.",
    ),
    Promise(
        "metrics.P005",
        "Surveys agree with their pull request, and who had AI's help used a tool that week.",
        ai_contradictions,
        Empty("contradiction"),
        "Compare author_ai_assisted and the days of AI usage with is_ai_assisted.",
    ),
    Promise(
        "metrics.P006",
        "Each week's mean cycle time is the scenario's, within 2 %.",
        mean_error("cycle_time_hours", "avg_cycle_time_hours"),
        AtMost(high=2, unit=" %"),
        "Look at cycle_time_hours by week of the merge.",
    ),
    Promise(
        "metrics.P007",
        "Each week's mean time to first review is the scenario's, within 2 %.",
        mean_error("review_time_hours", "avg_review_time_hours"),
        AtMost(high=2, unit=" %"),
        "Look at review_time_hours by week of the merge.",
    ),
    Promise(
        "metrics.P008",
        "Each week's mean rating is the scenario's, within 0.05 or as near as the answers allow.",
        quality_error,
        AtMost(high=0.05, unit=" off"),
        "Look at quality_rating by week of the merge.",
    ),
    Promise(
        "metrics.P009",
        "Reverts keep to their quota, within one.",
        revert_error,
        AtMost(high=1, unit=" off"),
        "Count is_revert by week of the merge.",
    ),
    Promise(
        "metrics.P010",
        "Passing checks keep to their quota, within one.",
        check_error,
        AtMost(high=1, unit=" off"),
        "Count conclusions by week of the opening.",
    ),
    Promise(
        "metrics.P011",
        "The share of each week's pull requests that stay open is the scenario's, within one.",
        open_error,
        AtMost(high=1, unit=" off"),
        "Count states by week of the opening.",
    ),
    Promise(
        "metrics.P012",
        "Review states keep to their shares, within 5 points.",
        review_state_error,
        AtMost(high=5, unit=" points"),
        "Count the states of all reviews of the full weeks.",
    ),
    Promise(
        "metrics.P013",
        "Everyone has as many pull requests a week as their archetype.",
        wrong_volumes,
        Empty("week outside the range"),
        "Count by author and week; a merged one counts for the week of its merge.",
    ),
    Promise(
        "metrics.P016",
        "Guesses about each kind of author are right as often as the scenario says.",
        accuracy_error,
        AtMost(low=-100, high=0, unit=" points outside"),
        "Count guess_correct by the archetype of the author.",
    ),
    Promise(
        "metrics.P017",
        "Pull requests from GitHub carry the figures of real ones, and no others do.",
        wrongly_lent,
        Empty("pull request that differs"),
        "Compare it with the one of that title in the run's sources.",
    ),
    Promise(
        "metrics.P018",
        "As many pull requests as wanted are real ones, within 5 points, or all that there are.",
        lent_error,
        AtMost(high=5, unit=" points"),
        "Count by source.",
    ),
)
REVIEWER_PROMISES = (
    Promise(
        "metrics.P203",
        "One person writes 60 % of all reviews.",
        lead_share,
        Near(100 * LEAD_SHARE, 1, " %", 1),
        "Count reviews by reviewer.",
    ),
    Promise(
        "metrics.P204",
        "One person writes 60 % of each week's reviews, within one review.",
        lead_error,
        AtMost(high=1, unit=" off"),
        "Count reviews by reviewer and week.",
    ),
)
DETECTIVE_PROMISES = (
    Promise(
        "metrics.P402",
        "Archetypes keep the order of their modifiers in AI-assisted shares.",
        archetypes_out_of_order,
        Empty("archetype out of order"),
        "Count is_ai_assisted by the archetype of the author.",
    ),
    Promise(
        "metrics.P403",
        "The leaderboard has one first and one last, 5 points or more from the next.",
        leaderboard_gap,
        AtLeast(low=5, unit=" points", places=1),
        "Count guess_correct by guesser.",
    ),
)


def weekly_curves(team: TeamEvidence) -> Iterable[Curve]:
    """The key figures of the full weeks."""
    shares: Sequence[float | None] = team.ai_share()
    yield Curve("AI-assisted share", shares, " %")
    yield Curve("Cycle time", team.weekly("cycle_time_hours"), " h")
    yield Curve("Time to first review", team.weekly("review_time_hours"), " h")
    yield Curve("Quality rating", team.quality(), "", 2)
