"""The promises that single scenarios add: curves between two ends, steady figures, one reviewer of most, a game."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import inf
from statistics import fmean
from typing import TYPE_CHECKING

from apps.metrics.seeding.measures import curves, reviews, surveys
from apps.metrics.seeding.measures.counted import Counted
from apps.metrics.seeding.promises.bounds import AtLeastAsCounted, NearAsCounted, NoneOfEnough
from apps.metrics.seeding.promises.sources import STATED
from seedplot.figures import UNMOVED, Moves
from seedplot.promises import AtMost, Curve, Promise

if TYPE_CHECKING:
    from apps.metrics.seeding.rows import StoryEvidence


PARAMS = {
    "ai_share": ("ai_adoption_rate", 100.0),
    "cycle_time_hours": ("avg_cycle_time_hours", 1.0),
    "review_time_hours": ("avg_review_time_hours", 1.0),
}
"""By figure: the weekly target that it is measured against, and how many of the figure's units are one of it."""


FIRST_WEEK, ANY_WEEK, ALL_WEEKS = 0.06, 0.15, 0.03
"""The shares of themselves by which the means of times wobble: of the first week, of any, and of all together."""
USUAL_WEEKS = 8


def climbs(id: str, label: str, figure: str, start: float, end: float, tolerance: float, unit: str) -> Promise:
    return _moves(id, label, figure, start, end, tolerance, unit)


def falls(id: str, label: str, figure: str, start: float, end: float, tolerance: float, unit: str) -> Promise:
    return _moves(id, label, figure, start, end, tolerance, unit)


def _moves(id: str, label: str, figure: str, start: float, end: float, tolerance: float, unit: str) -> Promise:
    def ends(team: StoryEvidence) -> list[Counted]:
        weeks = curves.counted_weeks(team, figure)
        return [weeks[0], weeks[-1]]

    def follow(moves: Moves) -> Promise:
        first, final = _moved_by(moves, figure)
        room = _room(figure, tolerance, (start, end), (start + first, end + final))
        return _moves(id, label, figure, start + first, end + final, room, unit)

    verb = "climbs" if end > start else "falls" if end < start else "goes"
    sentence = f"{label} {verb} from {start:g}{unit} to {end:g}{unit}."
    hint = f"Look at {figure} of the first and the last full week."
    room = max(tolerance, _wobble(figure, start, FIRST_WEEK), _wobble(figure, end, ANY_WEEK))
    return Promise(id, sentence, ends, NearAsCounted((start, end), room, unit, 1), hint, STATED, follow)


def evenly(id: str, label: str, figure: str, start: float, end: float, tolerance: float, unit: str) -> Promise:
    """The mean of all full weeks lies half way between the first and the last."""

    def mean(team: StoryEvidence) -> list[Counted]:
        weeks = curves.counted_weeks(team, figure)
        values = [each.value for each in weeks if each.value is not None]
        # The wobble of fewer weeks cancels out less.
        few = _wobble(figure, max(start, end), ALL_WEEKS) * max(1, USUAL_WEEKS / len(weeks))
        return [Counted(fmean(values) if values else None, max(few, fmean([each.room for each in weeks])))]

    def follow(moves: Moves) -> Promise:
        first, final = _moved_by(moves, figure)
        room = _room(figure, tolerance, (start, end), (start + first, end + final))
        return evenly(id, label, figure, start + first, end + final, room, unit)

    middle = (start + end) / 2
    sentence = f"{label} changes evenly: the mean of all weeks is {middle:g}{unit}, half way between the ends."
    hint = f"Look at {figure} week by week."
    room = max(tolerance, _wobble(figure, max(start, end), ALL_WEEKS))
    return Promise(id, sentence, mean, NearAsCounted((middle,), room, unit, 1), hint, STATED, follow)


def steady(id: str, label: str, figure: str, value: float, tolerance: float, unit: str) -> Promise:
    """Every full week lies near the value; the one furthest from it is observed."""

    def furthest(team: StoryEvidence) -> list[Counted]:
        return [_furthest(team, figure, lambda week: value)[1]]

    def follow(moves: Moves) -> Promise:
        first, final = _moved_by(moves, figure)
        if not (first or final):
            return stated
        room = _room(figure, tolerance, (value,), (value + first, value + final))
        return _sloping(id, label, figure, (value + first, value + final), room, unit)

    room = tolerance + _wobble(figure, value, ANY_WEEK)
    bound = NearAsCounted((value,), room, unit, 1)
    sentence = f"{label} stays near {value:g}{unit}, even in the week furthest from it."
    stated = Promise(id, sentence, furthest, bound, f"Look at {figure} week by week.", STATED, follow)
    return stated


def _sloping(id: str, label: str, figure: str, ends: tuple[float, float], tolerance: float, unit: str) -> Promise:
    """Every full week lies near a straight line; the largest distance from it is observed."""
    first, final = ends

    def furthest(team: StoryEvidence) -> list[Counted]:
        steps = max(1, len(team.full_weeks) - 1)

        def line(week: int) -> float:
            return first + (final - first) * week / steps

        week, found = _furthest(team, figure, line)
        return [Counted(None if found.value is None else found.value - line(week), found.room)]

    sentence = (
        f"{label} stays near the line from {first:g}{unit} to {final:g}{unit}, even in the week furthest from it."
    )
    room = tolerance + _wobble(figure, max(ends), ANY_WEEK)
    bound = NearAsCounted((0.0,), room, unit, 1)
    return Promise(id, sentence, furthest, bound, f"Look at {figure} week by week.", STATED)


def _furthest(team: StoryEvidence, figure: str, target: Callable[[int], float]) -> tuple[int, Counted]:
    """The week that lies furthest beside its target, of those of which the figure is promised; the first if of none.

    A share of few pull requests may lie as far from the target as it lies from the week's own stated value.
    """
    name, units = PARAMS[figure]
    weeks = list(enumerate(curves.counted_weeks(team, figure)))
    promised = [(week, each) for week, each in weeks if each.value is not None and each.room != inf]
    if not promised:
        return 0, Counted(None, inf)
    week, found = max(promised, key=lambda each: abs((each[1].value or 0) - target(each[0])) - each[1].room)
    stated = float(team.scenario.weekly_params(week)[name]) * units  # type: ignore[literal-required]
    return week, Counted(found.value, found.room + abs(stated - target(week)) if found.room else 0.0)


def _moved_by(moves: Moves, figure: str) -> tuple[float, float]:
    """The distances by which the figure's first and final value have been moved, in its own units."""
    name, units = PARAMS[figure]
    move = moves.get(name, UNMOVED)
    return float(move.first) * units, float(move.final) * units


def _wobble(figure: str, value: float, share: float) -> float:
    return 0.0 if figure in ("ai_share", "quality") else share * value


def _room(figure: str, tolerance: float, stated: Sequence[float], moved: Sequence[float]) -> float:
    """The tolerance for moved values: that of times, whose means wobble by a share of themselves, grows with them."""
    return tolerance if figure == "ai_share" else tolerance * max(1, max(moved) / max(stated))


def reviewer_promises(archetype: str, percent: float) -> tuple[Promise, ...]:
    """One person, the only one of that archetype, writes that share of the reviews; the others keep to theirs."""
    return (
        Promise(
            "metrics.P203",
            f"One person writes {percent:g}% of all reviews.",
            reviews.share_of(archetype),
            NearAsCounted((percent,), 1, "%", 1),
            "Count reviews by reviewer.",
            "the plan: one reviewer handles 60% of reviews",
        ),
        Promise(
            "metrics.P204",
            f"One person writes {percent:g}% of each week's reviews, within one review.",
            reviews.weekly_error_of(archetype, percent),
            AtMost(high=1, unit=" off"),
            "Count reviews by reviewer and week.",
            STATED,
        ),
        Promise(
            "metrics.P205",
            "Each archetype writes its share of the reviews, within 3 points.",
            reviews.archetypes_off_their_share,
            NoneOfEnough("archetype off its share"),
            "Count reviews by the archetype of the reviewer.",
            STATED,
        ),
    )


WEEKLY_CURVES = (
    Curve("AI-assisted share", lambda team: team.ai_share(), "%"),
    Curve("Cycle time", lambda team: team.weekly("cycle_time_hours"), " h"),
    Curve("Time to first review", lambda team: team.weekly("review_time_hours"), " h"),
    Curve("Quality rating", lambda team: team.quality(), "", 2),
)
"""The key figures of the full weeks."""


DETECTIVE_PROMISES = (
    Promise(
        "metrics.P402",
        "Archetypes keep the order of their modifiers in AI-assisted shares.",
        curves.archetypes_out_of_order,
        NoneOfEnough("archetype out of order"),
        "Count is_ai_assisted by the archetype of the author.",
        STATED,
    ),
    Promise(
        "metrics.P403",
        "The leaderboard has one first and one last, 5 points or more from the next.",
        surveys.leaderboard_gap,
        AtLeastAsCounted(low=5, unit=" points", places=1),
        "Count guess_correct by guesser.",
        STATED,
    ),
)
