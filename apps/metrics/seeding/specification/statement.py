"""The statement of a metrics story: its team, its cast, and its figures week by week."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import NotRequired, TypedDict

DEFAULT_REPOSITORIES = ("fastapi/fastapi", "pallets/flask", "psf/requests")
MOST_TEAMS, MOST_MEMBERS, MOST_PULL_REQUESTS = 1_000_000, 10_000, 1_000_000
"""The largest numbers that options take: of teams, and in a team without a story, of members and pull requests."""
LEGACY_WEEKS = 8
"""The full weeks that a team of the legacy mode has behind it."""
DEPLOYS_PER_WEEK, CHANGE_FAILURE_RATE = Decimal(6), Decimal("0.08")
"""The releases of a week, and the share of them that fail, where a scenario does not say otherwise."""
FIRST_SPRINT = 31
"""The number of the sprint that the first two weeks of a story belong to; each later one has two weeks, too."""
MOST_WEEKS = 104
CYCLE_HOURS = (Decimal(1), Decimal(300))
"""The shortest and the longest mean cycle time that a week can have."""
SHORTEST_REVIEW_HOURS = Decimal("0.1")
WAITING_PARTS = (Decimal("0.08"), Decimal("0.9"))
"""The least and the most of the mean cycle time that the wait for a first review takes."""
A_WORKING_DAY, MOST_WAITING_IN_A_DAY = 8, Decimal("0.6")
"""Hours of cycle time, and how much of it the wait takes at most where it is shorter."""
LEAST_APPROVED = 0.2
"""Of the reviews, where anything merges."""


class WeeklyParams(TypedDict):
    """One week's targets. Rates run from 0 to 1, the rating from 1 to 3.

    A scenario may leave out the last two: DEPLOYS_PER_WEEK and CHANGE_FAILURE_RATE are taken then.
    """

    ai_adoption_rate: Decimal
    avg_cycle_time_hours: Decimal
    avg_review_time_hours: Decimal
    quality_rating: Decimal
    revert_rate: Decimal
    ci_pass_rate: Decimal
    deploys_per_week: NotRequired[Decimal]
    change_failure_rate: NotRequired[Decimal]


@dataclass(frozen=True)
class MemberArchetype:
    """A kind of team member, and how far it departs from the team's figures."""

    name: str
    count: int
    ai_adoption_modifier: float = 0.0
    review_load_weight: float = 1.0
    pr_volume_modifier: float = 1.0
    detectability: float = 0.5


@dataclass
class ScenarioConfig:
    """The team, the length of its story, and how much it writes."""

    name: str
    description: str
    team_name: str
    team_slug: str
    member_count: int
    weeks: int = 8
    prs_per_member_per_week: tuple[int, int] = (3, 5)
    github_source_repos: list[str] = field(default_factory=lambda: list(DEFAULT_REPOSITORIES))
    github_pr_percentage: float = 0.25


class Statement(ABC):
    """The figures that a scenario states, by week from 0; one outside 0..weeks-1 is taken as the nearest."""

    config: ScenarioConfig
    clears_queue = False
    """Pull requests that would stay open for good are closed within two weeks."""

    def __init__(self) -> None:
        super().__init__()
        # A copy of its own: who changes it, in a test or by options, changes no other scenario.
        stated = type(self).config
        self.config = replace(stated, github_source_repos=list(stated.github_source_repos))

    @abstractmethod
    def get_weekly_params(self, week: int) -> WeeklyParams: ...

    def weekly_params(self, week: int) -> WeeklyParams:
        """The same once `--set` has moved figures: the targets of the plan, and what measures expect."""
        return self.get_weekly_params(week)

    def deploys_per_week(self, week: int) -> Decimal:
        """The number of times that releases go out; each is of all repositories in which something has merged."""
        return self.weekly_params(week).get("deploys_per_week", DEPLOYS_PER_WEEK)

    def change_failure_rate(self, week: int) -> Decimal:
        """The share of releases that fail and are rolled back, from 0 to 1."""
        return self.weekly_params(week).get("change_failure_rate", CHANGE_FAILURE_RATE)

    @abstractmethod
    def get_member_archetypes(self) -> list[MemberArchetype]:
        """The cast, in the order in which its members are written."""

    def get_reviewer_selection_weights(self, week: int) -> dict[str, float]:
        """The share of reviews that each archetype writes; empty: every member as much as the others."""
        return {}

    def get_pr_state_distribution(self, week: int) -> dict[str, float]:
        """The outcomes of the pull requests opened in a week; "open" means never merged within the story."""
        return {"merged": 0.7, "closed": 0.2, "open": 0.1}

    def get_review_state_distribution(self, week: int) -> dict[str, float]:
        return {"approved": 0.6, "changes_requested": 0.25, "commented": 0.15}

    def get_reviewer_count_distribution(self) -> dict[int, float]:
        """The shares of merged pull requests that one, two or three people review."""
        return {1: 0.45, 2: 0.40, 3: 0.15}

    def get_guess_accuracy_for_archetype(self, name: str) -> tuple[float, float]:
        """The lowest and the highest share of guesses about that archetype's pull requests that are right."""
        return (0.4, 0.6)
