"""The promises about the company: its repositories, and who works where."""

from __future__ import annotations

from apps.metrics.seeding.measures import company
from apps.metrics.seeding.promises.bounds import NoneOfEnough
from apps.metrics.seeding.promises.sources import COHERENT, NEARBY_REVIEWERS, OWNERSHIP
from seedplot.promises import Empty, Promise

COMPANY_PROMISES = (
    Promise(
        "metrics.P055",
        "All repositories have one owner: two or three of the team's own, and one for each source of real work.",
        company.foreign_repositories,
        Empty("foreign repository"),
        "Look at github_repo of the pull requests, commits and deployments.",
        COHERENT,
    ),
    Promise(
        "metrics.P056",
        "Every area lies in one repository, and who is at home in one is not alone there.",
        company.lonely_homes,
        Empty("lonely home"),
        "Compare home_area of the members, and area with github_repo of the pull requests.",
        COHERENT,
    ),
)
"""Those of any team."""

HOME_PROMISES = (
    Promise(
        "metrics.P057",
        "In at least 45% of their own pull requests members work in their home area, more than in any other.",
        company.strays,
        NoneOfEnough("stray member"),
        "Count area of the invented pull requests by author.",
        OWNERSHIP,
    ),
    Promise(
        "metrics.P058",
        "At least half of the reviews are by members who are at home in the area.",
        company.reviews_by_strangers,
        Empty("share below a half"),
        "Compare home_area of the reviewers with area of the pull requests.",
        NEARBY_REVIEWERS,
    ),
)
"""Those of a team with a story."""
