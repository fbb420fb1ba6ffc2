"""The figures that planning takes from a scenario's statement, and the faults that a statement can have."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from math import ceil, floor, fsum

from apps.metrics.seeding.specification.statement import MemberArchetype, Statement

# Pull requests are numbered in blocks, by week, member and slot, so that one more renumbers nobody.
SLOTS_PER_MEMBER = 12
MEMBERS_PER_WEEK = 80
MEMBERS_PER_ARCHETYPE = 20


def member_number(position: int, ordinal: int, archetypes: int) -> int:
    """The number of an archetype's member, unique in the team; blocks of 20 for each archetype, turn by turn."""
    block, rest = divmod(ordinal, MEMBERS_PER_ARCHETYPE)
    return (block * archetypes + position) * MEMBERS_PER_ARCHETYPE + rest


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
        config, archetypes = self.config, self.get_member_archetypes()
        faults = []
        if config.weeks < 1:
            faults.append(f"weeks must be at least 1, not {config.weeks}")
        if self.get_total_member_count() != config.member_count:
            faults.append(
                f"member_count is {config.member_count}, but the archetypes add up to {self.get_total_member_count()}"
            )
        if config.member_count < 2:
            faults.append("a team needs at least 2 members, because nobody reviews their own pull request")
        if not 0 <= config.github_pr_percentage <= 1:
            faults.append(f"github_pr_percentage must lie between 0 and 1, not {config.github_pr_percentage}")
        for archetype in archetypes:
            low, high = self.pull_request_range(archetype)
            if archetype.count < 0 or not 0 <= low <= high:
                faults.append(f"{archetype.name}: no whole number of pull requests a week lies in {low}..{high}")
            if high > SLOTS_PER_MEMBER:
                faults.append(f"{archetype.name}: {high} pull requests a week are too many; {SLOTS_PER_MEMBER} can be")
        numbered = [
            member_number(position, archetype.count - 1, len(archetypes))
            for position, archetype in enumerate(archetypes)
            if archetype.count > 0
        ]
        if max(numbered, default=0) >= MEMBERS_PER_WEEK:
            most = MEMBERS_PER_WEEK // MEMBERS_PER_ARCHETYPE
            faults.append(f"the team is too large: {most} archetypes of up to {MEMBERS_PER_ARCHETYPE} members can be")
        names = {archetype.name for archetype in archetypes}
        for week in range(max(config.weeks, 0)):
            faults += self._week_faults(week, names)
        return faults

    def _week_faults(self, week: int, archetypes: set[str]) -> Iterator[str]:
        params = self.weekly_params(week)
        for name in ("ai_adoption_rate", "revert_rate", "ci_pass_rate"):
            if not 0 <= params[name] <= 1:
                yield f"week {week}: {name} must lie between 0 and 1, not {params[name]}"
        if not 1 <= params["quality_rating"] <= 3:
            yield f"week {week}: quality_rating must lie between 1 and 3, not {params['quality_rating']}"
        if not 0 < params["avg_review_time_hours"] < params["avg_cycle_time_hours"]:
            yield f"week {week}: the first review must come after the opening and before the merge, on average"
        for what, shares in (
            ("pull request states", self.get_pr_state_distribution(week)),
            ("review states", self.get_review_state_distribution(week)),
        ):
            if abs(fsum(shares.values()) - 1) > 1e-9:
                yield f"week {week}: the shares of {what} add up to {fsum(shares.values()):g}, not to 1"
        unknown = sorted(set(self.get_reviewer_selection_weights(week)) - archetypes)
        if unknown:
            yield f"week {week}: reviewer weights name '{unknown[0]}', which is no archetype"


@cache
def _part_way(start: float, end: float, step: int, steps: int) -> Decimal:
    """The figure after so many of the even steps from start to end; each week's is asked for many times."""
    first, last = Decimal(str(start)), Decimal(str(end))
    return (first + (last - first) * step / steps).quantize(Decimal("0.0001"))


@cache
def _scaled(low: int, high: int, factor: float) -> tuple[int, int]:
    """The whole numbers within factor times the range."""
    exact = Decimal(str(factor))
    return ceil(low * exact), floor(high * exact)
