"""The table of the four scenarios, its figures copied by hand: what the rows are held against.

A weekly figure is a list of eight pairs, the lowest and the highest value that each full week may aim at.
"""

from dataclasses import dataclass, field
from fractions import Fraction

FULL_WEEKS = range(8)


def line(start, end):
    """From start in week 0 to end in week 7: the lowest and the highest value that each week may aim at."""
    first, last = Fraction(str(start)), Fraction(str(end))
    return [(value, value) for week in FULL_WEEKS for value in [first + (last - first) * week / 7]]


def steady(value, wave=0):
    middle, width = Fraction(str(value)), Fraction(str(wave))
    return [(middle - width, middle + width) for _ in FULL_WEEKS]


@dataclass(frozen=True)
class Kind:
    """An archetype: how many, the modifiers for AI and volume, and the range of right guesses about them."""

    name: str
    count: int
    ai: float
    volume: str
    guesses: tuple[str, str] = ("0.4", "0.6")


@dataclass(frozen=True)
class Column:
    """One scenario's column of the table."""

    team: str
    slug: str
    pull_requests: tuple[int, int]
    ai: list
    cycle: list
    wait: list
    quality: list
    reverts: list
    passing: list
    kinds: tuple[Kind, ...]
    lead: str | None = None
    reviewers: dict[str, int] = field(default_factory=dict)
    opened: list = field(default_factory=lambda: line(0.1, 0.1))
    closed: list = field(default_factory=lambda: line(0.2, 0.2))
    merged: list = field(default_factory=lambda: line(0.7, 0.7))
    states: tuple[float, float, float] = (0.6, 0.25, 0.15)
    is_game: bool = False
    releases: list = field(default_factory=lambda: line(6, 6))
    failures: list = field(default_factory=lambda: line("0.08", "0.08"))


TABLE = {
    "ai-success": Column(
        team="AI Pioneers",
        slug="ai-pioneers",
        pull_requests=(3, 5),
        ai=line(0.10, 0.75),
        cycle=line(72, 24),
        wait=line(24, 8),
        quality=line(2.5, 2.8),
        reverts=line(0.05, 0.03),
        passing=line(0.85, 0.95),
        # What would stay open is given up within two weeks: the team clears its queue.
        opened=line(0, 0),
        closed=line(0.3, 0.3),
        releases=line(6, 12),
        failures=line(0.10, 0.05),
        kinds=(
            Kind("early_adopter", 2, 0.20, "1.2", ("0.6", "0.8")),
            Kind("follower", 2, 0, "1.0", ("0.4", "0.6")),
            Kind("skeptic", 1, -0.15, "0.8", ("0.3", "0.5")),
        ),
    ),
    "review-bottleneck": Column(
        team="Bottleneck Team",
        slug="bottleneck-team",
        pull_requests=(4, 6),
        ai=steady(0.70),
        cycle=line(36, 60),
        wait=line(8, 32),
        quality=line(2.8, 2.2),
        reverts=line(0.03, 0.08),
        passing=steady(0.90),
        kinds=(
            Kind("bottleneck_reviewer", 1, 0, "0.5"),
            Kind("productive_dev", 3, 0.10, "1.3"),
            Kind("balanced_dev", 1, 0, "1.0"),
        ),
        lead="bottleneck_reviewer",
        releases=line(6, 3),
        failures=line(0.08, 0.15),
        reviewers={"bottleneck_reviewer": 60, "productive_dev": 25, "balanced_dev": 15},
        opened=line(0.10, 0.25),
        closed=line(0.20, 0.15),
        merged=line(0.70, 0.60),
    ),
    "baseline": Column(
        team="Baseline Team",
        slug="baseline-team",
        pull_requests=(2, 4),
        ai=steady(0.15, wave=0.02),
        cycle=steady(48, wave=3),
        wait=steady(16, wave=2),
        quality=steady(2.6, wave=0.02),
        reverts=steady(0.04),
        passing=steady(0.88),
        kinds=(Kind("standard_dev", 4, 0, "1.0"), Kind("occasional_ai_user", 1, 0.10, "1.0")),
    ),
    "detective-game": Column(
        team="AI Detectives",
        slug="ai-detectives",
        pull_requests=(3, 5),
        ai=line(0.45, 0.60),
        cycle=steady(36),
        wait=steady(12),
        quality=steady(2.6),
        reverts=steady(0.04),
        passing=steady(0.90),
        kinds=(
            Kind("obvious_ai", 2, 0.30, "1.2", ("0.70", "0.85")),
            Kind("stealth_ai", 1, 0.25, "1.1", ("0.30", "0.45")),
            Kind("obvious_manual", 1, -0.40, "0.9", ("0.35", "0.50")),
            Kind("stealth_manual", 2, -0.35, "1.0", ("0.65", "0.80")),
        ),
        states=(0.7, 0.2, 0.1),
        is_game=True,
    ),
}
