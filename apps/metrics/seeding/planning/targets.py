"""The figures that planning takes from a scenario's statement, and the faults that a statement can have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from math import ceil, floor, fsum
from typing import Any

from apps.metrics.seeding.specification.statement import (
    A_WORKING_DAY,
    CYCLE_HOURS,
    LEAST_APPROVED,
    MOST_WAITING_IN_A_DAY,
    MOST_WEEKS,
    SHORTEST_REVIEW_HOURS,
    WAITING_PARTS,
    MemberArchetype,
    Statement,
    WeeklyParams,
)
from seedplot.figures import plain

# Pull requests are numbered in blocks, by week, member and slot, so that one more renumbers nobody.
SLOTS_PER_MEMBER = 12
MEMBERS_PER_WEEK = 80
MOST_MEMBERS = MEMBERS_PER_WEEK - 1
"""The last number of a week belongs to issues that nobody works on."""
MEMBERS_PER_ARCHETYPE = 20
REVIEWER_COUNTS = (1, 2, 3)
SHARE, RATING = (Decimal(0), Decimal(1)), (Decimal(1), Decimal(3))


def member_number(position: int, ordinal: int, archetypes: int) -> int:
    """The number of an archetype's member, unique in the team; blocks of 20 for each archetype, turn by turn."""
    block, rest = divmod(ordinal, MEMBERS_PER_ARCHETYPE)
    return (block * archetypes + position) * MEMBERS_PER_ARCHETYPE + rest


def member_numbers(archetypes: Sequence[MemberArchetype]) -> list[int]:
    """The numbers of the cast, in its order: by blocks, and from the highest free one down where those have no room."""
    numbers = [
        member_number(position, ordinal, len(archetypes))
        for position, archetype in enumerate(archetypes)
        for ordinal in range(archetype.count)
    ]
    free = (each for each in reversed(range(MOST_MEMBERS)) if each not in numbers)
    return [number if number < MOST_MEMBERS else next(free, number) for number in numbers]


def most_waiting(cycle_hours: Decimal) -> Decimal:
    """The largest part of such a mean cycle time that the mean wait for a first review takes."""
    return WAITING_PARTS[1] if cycle_hours >= A_WORKING_DAY else MOST_WAITING_IN_A_DAY


class Targets(Statement):
    """A stated story, and the figures that follow from it."""

    def get_total_member_count(self) -> int:
        return sum(archetype.count for archetype in self.get_member_archetypes())

    def clamped(self, week: int) -> int:
        return min(max(week, 0), self.config.weeks - 1)

    def linear(self, start: float, end: float, week: int) -> Decimal:
        """From start in week 0 to end in the last, evenly."""
        return _part_way(start, end, self.clamped(week), max(1, self.config.weeks - 1))

    def pull_request_range(self, archetype: MemberArchetype) -> tuple[int, int]:
        """The fewest and the most pull requests that such a member opens in a week."""
        return _scaled(*self.config.prs_per_member_per_week, archetype.pr_volume_modifier)

    def look_ahead_weeks(self) -> int:
        """The number of weeks after the running one in which what is open by now may merge."""
        last = float(self.weekly_params(self.config.weeks - 1)["avg_cycle_time_hours"])
        return max(2, ceil((5 * last + 24) / 168))

    def run_in_weeks(self) -> int:
        """The number of weeks before the first one in which work on what merges in the story may have begun."""
        means = (float(self.weekly_params(week)["avg_cycle_time_hours"]) for week in range(self.config.weeks))
        return max(ceil((5.5 * mean + 120) / 168) - week for week, mean in enumerate(means))

    def validate(self) -> list[str]:
        """The figures that cannot be told, each with its limits, one a line."""
        faults = [*self._team_faults(), *self._cast_faults()]
        for week in range(min(max(self.config.weeks, 0), MOST_WEEKS)):
            faults += self._week_faults(week)
        return faults

    def _team_faults(self) -> Iterator[str]:
        config, count = self.config, self.get_total_member_count()
        low, high = config.prs_per_member_per_week
        if not 1 <= config.weeks <= MOST_WEEKS:
            yield f"a story of {config.weeks} weeks; 1 to {MOST_WEEKS} can be told"
        if count != config.member_count:
            yield f"member_count is {config.member_count}, but the archetypes add up to {count}"
        if not 2 <= count <= MOST_MEMBERS:
            yield (
                f"a team of {count}; 2 to {MOST_MEMBERS} members can be told, "
                "because nobody reviews their own pull request"
            )
        if not 0 <= low <= high <= SLOTS_PER_MEMBER:
            yield f"{low} to {high} pull requests per member and week; 0 to {SLOTS_PER_MEMBER} can be told"
        if not 0 <= config.github_pr_percentage <= 1:
            yield f"github_pr_percentage of {config.github_pr_percentage}; 0 to 1 can be told"

    def _cast_faults(self) -> Iterator[str]:
        names = [archetype.name for archetype in self.get_member_archetypes()]
        yield from (f"{name}: two archetypes have that name" for name in sorted(set(names)) if names.count(name) > 1)
        for archetype in self.get_member_archetypes():
            name, (_, most) = archetype.name, self.pull_request_range(archetype)
            if archetype.count < 0:
                yield f"{name}: {archetype.count} members; 0 or more can be told"
            if archetype.pr_volume_modifier < 0 or archetype.review_load_weight < 0:
                yield f"{name}: a negative pr_volume_modifier or review_load_weight; 0 or more can be told"
            if most > SLOTS_PER_MEMBER >= max(self.config.prs_per_member_per_week):
                yield f"{name}: {most} pull requests a week; 0 to {SLOTS_PER_MEMBER} can be told"
            low, high = self.get_guess_accuracy_for_archetype(name)
            if not 0 <= low <= high <= 1:
                yield f"{name}: a guess accuracy of {low} to {high}; 0 to 1 can be told"
        yield from _share_faults("reviewer counts", self.get_reviewer_count_distribution())
        for count in sorted({*self.get_reviewer_count_distribution()} - {*REVIEWER_COUNTS}):
            yield f"{count} reviewers of a pull request; 1 to {REVIEWER_COUNTS[-1]} can be told"

    def _week_faults(self, week: int) -> Iterator[str]:
        params, states = self.weekly_params(week), self.get_pr_state_distribution(week)
        reviews, weights = self.get_review_state_distribution(week), self.get_reviewer_selection_weights(week)
        names = {archetype.name for archetype in self.get_member_archetypes()}
        faults = [
            *_param_faults(params),
            *_share_faults("pull request states", states),
            *_share_faults("review states", reviews),
            *(_share_faults("reviewer weights", weights) if weights else ()),
            *(f"reviewer weights name '{name}', which is no archetype" for name in sorted({*weights} - names)),
            *(f"reviewer weights leave out '{name}'" for name in sorted(names - {*weights}) if weights),
        ]
        if states.get("merged", 0) > 0 and reviews.get("approved", 0) < LEAST_APPROVED:
            faults.append(
                f"approvals of {reviews.get('approved', 0):g}; {LEAST_APPROVED:g} to 1 of the reviews can be told, "
                "because a merge has an approval and nobody reviews more than five times"
            )
        return (f"week {week}: {fault}" for fault in faults)


def _param_faults(params: WeeklyParams) -> Iterator[str]:
    for name in ("ai_adoption_rate", "revert_rate", "ci_pass_rate"):
        yield from _outside(name, params[name], *SHARE)
    yield from _outside("quality_rating", params["quality_rating"], *RATING)
    cycle, review = params["avg_cycle_time_hours"], params["avg_review_time_hours"]
    beyond = list(_outside("cycle time", cycle, *CYCLE_HOURS, " h"))
    yield from beyond
    if not beyond:
        hours = Decimal(str(cycle))
        least, most = max(SHORTEST_REVIEW_HOURS, WAITING_PARTS[0] * hours), most_waiting(hours) * hours
        for fault in _outside("time to first review", review, least, most, " h"):
            yield f"{fault} at a cycle time of {plain(hours)} h"


def _outside(noun: str, value: Decimal, low: Decimal, high: Decimal, unit: str = "") -> Iterator[str]:
    number = Decimal(str(value))
    if not (number.is_finite() and low <= number <= high):
        ends = [plain(end.quantize(Decimal("0.1"), ROUND_HALF_UP)) for end in (low, high)]
        yield f"{noun} of {plain(number)}{unit}; {' to '.join(ends)}{unit} can be told"


def _share_faults(noun: str, shares: Mapping[Any, float]) -> Iterator[str]:
    for name, share in shares.items():
        if not 0 <= share <= 1:
            yield f"{noun}: {name} has a share of {share:g}; 0 to 1 can be told"
    if not abs(fsum(shares.values()) - 1) <= 1e-9:
        yield f"the shares of {noun} add up to {fsum(shares.values()):g}, not to 1"


@cache
def _part_way(start: float, end: float, step: int, steps: int) -> Decimal:
    """The figure after so many of the even steps from start to end; each week's is asked for many times."""
    first, last = Decimal(str(start)), Decimal(str(end))
    return (first + (last - first) * step / steps).quantize(Decimal("0.0001"))


@cache
def _scaled(low: int, high: int, factor: float) -> tuple[int, int]:
    """The whole numbers within factor times the range, or the nearest to its middle where it holds none."""
    exact = Decimal(str(factor))
    fewest, most = ceil(low * exact), floor(high * exact)
    if fewest <= most:
        return fewest, most
    nearest = int(((low + high) * exact / 2).to_integral_value(ROUND_HALF_UP))
    return nearest, nearest
