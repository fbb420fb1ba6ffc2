"""Week by week: the figures of the full weeks beside those that the scenario states for them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import timedelta
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor, inf
from statistics import fmean, pstdev
from typing import TYPE_CHECKING, Any

from apps.metrics.seeding.measures.counted import Counted, Offenders, weeks_in_words
from apps.metrics.seeding.measures.pull_requests import REVERT_BEGINS, REVERT_ENDS, can_be_reverted
from apps.metrics.seeding.specification.statement import WeeklyParams
from apps.metrics.seeding.specification.usual_work import HOTFIX_RATE

if TYPE_CHECKING:
    from apps.metrics import models
    from apps.metrics.seeding.rows import StoryEvidence

FIGURES: dict[str, Callable[[Any], list[float | None]]] = {
    "ai_share": lambda team: team.ai_share(),
    "cycle_time_hours": lambda team: team.weekly("cycle_time_hours"),
    "review_time_hours": lambda team: team.weekly("review_time_hours"),
    "quality": lambda team: team.quality(),
}


FEWEST_MERGES, MERGES_FOR_REVIEWS = 6, 8
"""From so many in a week on its means are promised."""
A_WORKING_DAY, MOST_WAITING = 8, 0.8
"""Hours of cycle time, and the largest part of it that the wait for a review takes, where six merges are enough."""
ANY_WEEK_WITHIN, FIRST_WEEK_WITHIN, LAST_TWO_WITHIN = 0.15, 0.06, 0.08
WEEKS_THAT_WOBBLE, LEAST_WOBBLE = 4, 0.04
WEEKS_WITH_GAPS = 12
"""So many weeks wobble as four in a row do, where others lie between them of which nothing is promised."""
HALVES_THAT_DIFFER = 0.1
FEW_WEEKS, HALVES_OF_FEW_WEEKS = 8, 0.3
"""In fewer weeks, or with gaps, the wobble of a few alone could turn halves that differ by less."""
MERGES_OF_AN_ARCHETYPE = 10
TWO_WEEKS, CYCLES_OF_THE_LONGEST = timedelta(weeks=2), 6


def ai_share_error(team: StoryEvidence) -> float:
    """The distance of the AI-assisted ones of a full week from the scenario's rate, in rows, at worst.

    Merges, closings and what stays open are counted apart; the latter two where none of them can merge any more.
    """
    errors = []
    for week in team.full_weeks:
        rate = float(team.scenario.weekly_params(week)["ai_adoption_rate"])
        unmerged = [row for row in team.counted_in[week] if row.merged_at is None and week in team.settled_weeks]
        groups = [[row for row in unmerged if row.state == state] for state in ("closed", "open")]
        for rows in (team.merged_in[week], *(groups if not team.scenario.clears_queue else [])):
            errors.append(abs(sum(row.is_ai_assisted is True for row in rows) - rate * len(rows)))
    return max(errors)


def weeks_off(figure: str, param: str) -> Callable[[StoryEvidence], list[str]]:
    def off(team: StoryEvidence) -> Offenders:
        """Full weeks whose mean lies too far beside the scenario's curve; weeks with few merges are not promised."""
        errors = _residuals(team, figure, param)
        offenders = [
            f"week {week}: {100 * error:+.1f}% beside the curve"
            for week, error in errors.items()
            if abs(error) > (FIRST_WEEK_WITHIN if week == 0 else ANY_WEEK_WITHIN)
        ]
        last = [errors[week] for week in team.full_weeks[-2:] if week in errors]
        if len(last) == len(team.full_weeks[-2:]) == 2 and abs(sum(last) / 2) > LAST_TWO_WITHIN:
            offenders.append(f"the last two weeks: {50 * sum(last):+.1f}% beside the curve")
        offenders += _halves_turned(team, figure, param, errors)
        return Offenders(offenders, weeks_in_words([week for week in team.full_weeks if week not in errors]))

    return off


def _residuals(team: StoryEvidence, figure: str, param: str) -> dict[int, float]:
    """The distance of each promised week's mean from the curve, as a share of it."""
    found = {}
    for week, mean in zip(team.full_weeks, FIGURES[figure](team), strict=True):
        params = team.scenario.weekly_params(week)
        if mean is not None and _is_promised(len(team.merged_in[week]), figure, params):
            found[week] = mean / float(params[param]) - 1  # type: ignore[literal-required]
    return found


def _is_promised(count: int, figure: str, params: WeeklyParams) -> bool:
    """A few merges have no mean to speak of: one review in the morning, or not, decides theirs."""
    if figure != "review_time_hours":
        return count >= FEWEST_MERGES
    cycle, review = float(params["avg_cycle_time_hours"]), float(params["avg_review_time_hours"])
    return count >= MERGES_FOR_REVIEWS or (
        count >= FEWEST_MERGES and cycle >= A_WORKING_DAY and review <= MOST_WAITING * cycle
    )


def _halves_turned(team: StoryEvidence, figure: str, param: str, errors: Mapping[int, float]) -> Iterator[str]:
    """A curve whose halves differ keeps its direction."""
    weeks, middle = list(errors), len(errors) // 2
    if len(weeks) < WEEKS_THAT_WOBBLE:
        return
    has_gaps = len(weeks) < len(team.full_weeks)
    enough = WEEKS_WITH_GAPS if has_gaps else FEW_WEEKS
    least = HALVES_THAT_DIFFER if len(weeks) >= enough else HALVES_OF_FEW_WEEKS
    stated = [float(team.scenario.weekly_params(week)[param]) for week in weeks]  # type: ignore[literal-required]
    found = [on * (1 + errors[week]) for week, on in zip(weeks, stated, strict=True)]
    (before, after), (was, became) = ((fmean(each[:middle]), fmean(each[-middle:])) for each in (stated, found))
    if abs(after - before) >= least * before and (after > before) != (became > was):
        yield f"the second half: {became:.1f} after {was:.1f}"


def counted_weeks(team: StoryEvidence, figure: str) -> list[Counted]:
    """The figure of each full week, and how far beside its target the number of merges lets it lie."""
    found = []
    for week, value in zip(team.full_weeks, FIGURES[figure](team), strict=True):
        count, params = len(team.merged_in[week]), team.scenario.weekly_params(week)
        if figure == "ai_share":
            # Half a pull request beside the share is as near as whole numbers come.
            room = 50 / count + 1e-6 if count else inf
        else:
            room = 0.0 if _is_promised(count, figure, params) else inf
        found.append(Counted(value, room))
    return found


def smooth_weeks(figure: str, param: str) -> Callable[[StoryEvidence], list[str]]:
    def smooth(team: StoryEvidence) -> Offenders:
        """The spread of the weeks about the curve, where it is less than a real team's."""
        errors = list(_residuals(team, figure, param).values())
        enough = WEEKS_THAT_WOBBLE if len(errors) == len(team.full_weeks) else WEEKS_WITH_GAPS
        if len(errors) < enough:
            return Offenders(unpromised=f"a wobble of {len(errors)} weeks")
        if pstdev(errors) >= LEAST_WOBBLE:
            return Offenders()
        return Offenders([f"a standard deviation of {100 * pstdev(errors):.1f}%"])

    return smooth


def quality_error(team: StoryEvidence) -> float:
    """The distance of a full week's mean rating from the scenario's, at worst.

    Ratings are whole numbers: a sum within half a point of the wanted one is as near as the answers allow.
    """
    errors = [0.0]
    for week in team.full_weeks:
        ratings = [row.quality_rating for row in team.answers_in[week] if row.quality_rating]
        if ratings:
            missing = sum(ratings) - float(team.scenario.weekly_params(week)["quality_rating"]) * len(ratings)
            errors.append(0.0 if abs(missing) <= 0.5 + 1e-9 else abs(missing) / len(ratings))
    return max(errors)


def revert_error(team: StoryEvidence) -> float:
    """The distance of the reverts of all full weeks from their quota, in rows; which weeks they fall in is drawn.

    A quota that asks for more than there is to take back is kept if nothing is left to take back: of the weeks since
    which the reverts lag behind, every merge is one that could be none.
    """
    due = found = 0.0
    lagging: list[models.PullRequest] = []
    for week in team.full_weeks:
        merged = team.merged_in[week]
        due += float(team.scenario.weekly_params(week)["revert_rate"]) * len(merged)
        found += sum(bool(row.is_revert) for row in merged)
        lagging = [*lagging, *merged] if due - found > 1 else []
    error = abs(found - due)
    return error if found > due or error <= 1 else min(error, _could_be_reverts(team, lagging))


def _could_be_reverts(team: StoryEvidence, merged: Iterable[models.PullRequest]) -> int:
    """The number of merges that take back nothing, although something was there to take back."""
    every = [row for row in team.pull_requests.values() if row.merged_at is not None]
    taken = {row.title.removeprefix(REVERT_BEGINS).removesuffix(REVERT_ENDS) for row in every if row.is_revert}
    there = [row for row in every if not row.is_revert and row.title not in taken]
    return sum(
        any(can_be_reverted(target, row) for target in there)
        for row in merged
        if not row.is_revert and row.title not in taken
    )


def hotfix_error(team: StoryEvidence) -> float:
    """The distance of the running total of hotfixes from its quota after a full week, in rows, at worst.

    A revert is no hotfix, so where nearly all merges are reverts there are as many as there can be.
    """
    due = found = worst = 0.0
    for week in team.full_weeks:
        merged = team.merged_in[week]
        due += HOTFIX_RATE * len(merged)
        found += sum(row.is_hotfix for row in merged)
        if any(not (row.is_hotfix or row.is_revert) for row in merged) or found > due:
            worst = max(worst, abs(found - due))
    return worst


def check_error(team: StoryEvidence) -> float:
    """The distance of the running total of checks that passed from its quota, in rows, at worst, by the week
    that their pull request counts for, as far as that is settled.
    """
    passed: Counter[int] = Counter()
    count: Counter[int] = Counter()
    for key, checks in team.checks_of.items():
        week = team.counted_week[key]
        count[week] += len(checks)
        passed[week] += sum(row.conclusion == "success" for row in checks)
    rates = {week: float(team.scenario.weekly_params(week)["ci_pass_rate"]) for week in team.settled_weeks}
    return _running_error((rates[week], passed[week], count[week]) for week in team.settled_weeks)


def _running_error(weeks: Iterable[tuple[float, int, int]]) -> float:
    """Of a rate, what was found, and of how many, week by week."""
    due = found = worst = 0.0
    for rate, here, count in weeks:
        due += rate * count
        found += here
        worst = max(worst, abs(found - due))
    return worst


def state_error(team: StoryEvidence) -> float:
    """The distance of a settled week's open or closed ones from the scenario's share, in rows, at worst.

    A story that clears its queue closes what others leave open, so there the two are one.
    """
    errors = [0.0]
    for week in team.settled_weeks:
        shares = team.scenario.get_pr_state_distribution(week)
        rows = team.counted_in[week]
        wanted = {"open": shares["open"], "closed": shares["closed"]}
        if team.scenario.clears_queue:
            wanted = {"open": 0.0, "closed": shares["open"] + shares["closed"]}
        room = 1.0 if team.scenario.clears_queue else 0.0
        for state, share in wanted.items():
            error = abs(sum(row.state == state for row in rows) - share * len(rows))
            # Two roundings make up the closed ones of a queue that is cleared.
            errors.append(max(0.0, error - room) if state == "closed" else error)
    return max(errors)


def old_open_ones(team: StoryEvidence) -> list[str]:
    """The pull requests that have been open for more than two weeks, and longer than the longest work takes."""
    usual = float(team.scenario.weekly_params(team.scenario.config.weeks - 1)["avg_cycle_time_hours"])
    longest = max(TWO_WEEKS, timedelta(hours=CYCLES_OF_THE_LONGEST * usual))
    return [
        f"pull request {row.id}"
        for row in team.pull_requests.values()
        if row.state == "open" and team.anchor - row.pr_created_at > longest
    ]


def wrong_volumes(team: StoryEvidence) -> list[str]:
    """Members with more or fewer pull requests that count for a settled week than their archetype has."""
    low, high = team.scenario.config.prs_per_member_per_week
    volumes = {each.name: Fraction(str(each.pr_volume_modifier)) for each in team.scenario.get_member_archetypes()}
    ranges = {name: _whole_numbers(low * volume, high * volume) for name, volume in volumes.items()}
    counts = Counter((row.author_id, team.counted_week[key]) for key, row in team.pull_requests.items())
    offenders = []
    for member in team.members:
        # Who was there before and has no role opens nothing.
        fewest, most = ranges.get(team.archetypes.get(member.id, ""), (0, 0))
        offenders += [
            f"{counts[member.id, week]} by member {member.id} in week {week}"
            for week in team.settled_weeks
            if not fewest <= counts[member.id, week] <= most
        ]
    return offenders


def _whole_numbers(low: Fraction, high: Fraction) -> tuple[int, int]:
    """The least and the greatest between low and high or, where none lies there, the nearest to their middle."""
    fewest, most = ceil(low), floor(high)
    nearest = floor((low + high) / 2 + Fraction(1, 2))
    return (fewest, most) if fewest <= most else (nearest, nearest)


def archetypes_out_of_order(team: StoryEvidence) -> Offenders:
    """Archetypes whose AI-assisted share over the full weeks is not below that of the one with the next modifier."""
    shares: dict[str, float] = {}
    merged: Counter[str] = Counter()
    assisted: Counter[str] = Counter()
    for row in team.in_full_weeks(team.merged_in):
        name = team.archetypes.get(row.author_id or 0, "")
        merged[name] += 1
        assisted[name] += row.is_ai_assisted is True
    for archetype in sorted(team.scenario.get_member_archetypes(), key=lambda each: each.ai_adoption_modifier):
        shares[archetype.name] = assisted[archetype.name] / max(1, merged[archetype.name])
    few = [name for name in shares if merged[name] < MERGES_OF_AN_ARCHETYPE]
    if few:
        return Offenders(unpromised=f"an order with {merged[few[0]]} merges by {few[0]}")
    return Offenders(low for low, high in pairwise(shares) if not shares[low] < shares[high])
