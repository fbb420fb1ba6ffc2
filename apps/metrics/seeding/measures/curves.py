"""Week by week: the figures of the full weeks beside those that the scenario states for them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor
from typing import TYPE_CHECKING, Any

from apps.metrics.seeding.specification.usual_work import HOTFIX_RATE

if TYPE_CHECKING:
    from apps.metrics.seeding.rows import StoryEvidence

FIGURES: dict[str, Callable[[Any], list[float | None]]] = {
    "ai_share": lambda team: team.ai_share(),
    "cycle_time_hours": lambda team: team.weekly("cycle_time_hours"),
    "review_time_hours": lambda team: team.weekly("review_time_hours"),
    "quality": lambda team: team.quality(),
}


def ai_share_error(team: StoryEvidence) -> float:
    """The distance of the AI-assisted ones of a full week from the scenario's rate, in rows, at worst.

    Merges, closings and what stays open are counted apart. Of the last week some that are open may merge yet.
    """
    errors = []
    for week in team.full_weeks:
        rate = float(team.scenario.weekly_params(week)["ai_adoption_rate"])
        closed = [row for row in team.opened_in[week] if row.state == "closed"]
        waiting = [row for row in team.opened_in[week] if row.state == "open" and week != team.full_weeks[-1]]
        for rows in (team.merged_in[week], closed, waiting):
            errors.append(abs(sum(row.is_ai_assisted is True for row in rows) - rate * len(rows)))
    return max(errors)


def mean_error(figure: str, param: str) -> Callable[[StoryEvidence], float | None]:
    def error(team: StoryEvidence) -> float | None:
        """The distance of a full week's mean from the scenario's value, at worst, in percent of it."""
        errors = []
        for week, mean in zip(team.full_weeks, FIGURES[figure](team), strict=True):
            target = float(team.scenario.weekly_params(week)[param])  # type: ignore[literal-required]
            if mean is None:
                return None
            errors.append(100 * abs(mean - target) / target)
        return max(errors)

    return error


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
    """The distance of the running total of reverts from its quota after a full week, in rows, at worst."""
    rates = (team.scenario.weekly_params(week)["revert_rate"] for week in team.full_weeks)
    merges = (team.merged_in[week] for week in team.full_weeks)
    return _running_error(
        (float(rate), sum(row.is_revert for row in rows), len(rows)) for rate, rows in zip(rates, merges, strict=True)
    )


def hotfix_error(team: StoryEvidence) -> float:
    """The same for hotfixes."""
    merges = (team.merged_in[week] for week in team.full_weeks)
    return _running_error((HOTFIX_RATE, sum(row.is_hotfix for row in rows), len(rows)) for rows in merges)


def check_error(team: StoryEvidence) -> float:
    """The same for checks that passed, by the week in which their pull request opened."""
    passed: Counter[int] = Counter()
    count: Counter[int] = Counter()
    for key, checks in team.checks_of.items():
        week = team.opened_week[key]
        count[week] += len(checks)
        passed[week] += sum(row.conclusion == "success" for row in checks)
    rates = {week: float(team.scenario.weekly_params(week)["ci_pass_rate"]) for week in team.full_weeks}
    return _running_error((rates[week], passed[week], count[week]) for week in team.full_weeks)


def _running_error(weeks: Iterable[tuple[float, int, int]]) -> float:
    """Of a rate, what was found, and of how many, week by week."""
    due = found = worst = 0.0
    for rate, here, count in weeks:
        due += rate * count
        found += here
        worst = max(worst, abs(found - due))
    return worst


def state_error(team: StoryEvidence) -> float:
    """The distance of a full week's open or closed openings from the scenario's share, in rows, at worst.

    Of the last full week some that are open may merge yet: there only a lack of them counts.
    """
    errors = []
    for week in team.full_weeks:
        opened = team.opened_in[week]
        shares = team.scenario.get_pr_state_distribution(week)
        for state in ("open", "closed"):
            excess = sum(row.state == state for row in opened) - shares[state] * len(opened)
            may_merge = state == "open" and week == team.full_weeks[-1]
            errors.append(max(0.0, -excess) if may_merge else abs(excess))
    return max(errors)


def wrong_volumes(team: StoryEvidence) -> list[str]:
    """Members with more or fewer pull requests in a week than their archetype has, by opening and as they count.

    What counts for the last full week may not have merged yet.
    """
    low, high = team.scenario.config.prs_per_member_per_week
    volumes = {each.name: Fraction(str(each.pr_volume_modifier)) for each in team.scenario.get_member_archetypes()}
    ranges = {name: (ceil(low * volume), floor(high * volume)) for name, volume in volumes.items()}
    offenders = []
    for week_of, weeks in ((team.opened_week, team.full_weeks), (team.counted_week, team.full_weeks[:-1])):
        counts = Counter((row.author_id, week_of[key]) for key, row in team.pull_requests.items())
        for member in team.members:
            fewest, most = ranges.get(team.archetypes.get(member.id, ""), (0, 0))
            offenders += [
                f"{counts[member.id, week]} by member {member.id} in week {week}"
                for week in weeks
                if not fewest <= counts[member.id, week] <= most
            ]
    return offenders


def archetypes_out_of_order(team: StoryEvidence) -> list[str]:
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
    return [low for low, high in pairwise(shares) if not shares[low] < shares[high]]
