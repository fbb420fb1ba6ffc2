"""One company: whose repositories a team works in, and who is at home in which area.

Shares are measured from as many rows on as chance needs to even out, which each measure names.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from apps.metrics import models
from apps.metrics.seeding.measures.counted import Offenders
from apps.metrics.seeding.measures.touched import has_few_reverts
from apps.metrics.seeding.specification.usual_work import REPOSITORIES_PER_TEAM

if TYPE_CHECKING:
    from apps.metrics.seeding.rows import StoryEvidence, TeamEvidence

ENOUGH_WORK = 60
"""Own pull requests from which on all of a team's repositories show."""
ENOUGH_OF_A_MEMBER = 12
LEAST_AT_HOME = 0.45
ENOUGH_REVIEWS = 100
LEAST_BY_NEIGHBORS = 0.5
LEAST_MEMBERS = 4
"""In a smaller team there are not always two who are at home in one area and not the author."""


def foreign_repositories(team: TeamEvidence) -> list[str]:
    """Owners beside the first, too few or too many own repositories, and borrowed work that lies elsewhere."""
    own, borrowed = set(), set()
    offenders = []
    for row in team.pull_requests.values():
        real = team.lent.get(row.title, {}) if row.source == "github" else {}
        if real.get("repo"):
            borrowed.add(row.github_repo)
            if _name(row.github_repo) != _name(real["repo"]):
                offenders.append(f"pull request {row.id} of {real['repo']} in {row.github_repo}")
        else:
            own.add(row.github_repo)
    elsewhere = {row.github_repo for model in (models.Commit, models.Deployment) for row in team.rows(model)}
    owners = {name.partition("/")[0] for name in own | borrowed | elsewhere}
    if len(owners) > 1:
        offenders.append(f"owners {', '.join(sorted(owners))}")
    fewest, most = REPOSITORIES_PER_TEAM
    if not (fewest if len(team.pull_requests) >= ENOUGH_WORK else 0) <= len(own) <= most:
        offenders.append(f"{len(own)} own repositories")
    return offenders


def _name(repository: str) -> str:
    return repository.partition("/")[2]


def lonely_homes(team: TeamEvidence) -> list[str]:
    """Homes of one member alone, and areas of no repository or of several.

    Of members that were there before the run no home is known: with them, nobody is called alone.
    """
    homes = Counter(member.home_area for member in team.rows(models.TeamMember))
    everybody_s = len(team.found_members) == 0
    offenders = [f"home {home!r}" for home, count in homes.items() if not home or (everybody_s and count < 2)]
    repositories = defaultdict(set)
    for row in team.pull_requests.values():
        repositories[row.area].add(row.github_repo)
    offenders += [f"area {area!r}" for area, names in repositories.items() if not area or len(names) > 1]
    return offenders


def strays(team: StoryEvidence) -> Offenders:
    """Members whose work is not mostly about their home, or about none for 45%.

    From twelve own pull requests on that are no reverts, which may be about anybody's area and take the place of any.
    """
    if not has_few_reverts(team):
        return Offenders(unpromised="homes beside many reverts")
    areas: defaultdict[int | None, Counter[str]] = defaultdict(Counter)
    for row in team.pull_requests.values():
        if row.source == "factory" and not row.is_revert:
            areas[row.author_id][row.area] += 1
    return Offenders(
        f"member {member.id} with {areas[member.id].most_common(1)}"
        for member in team.members
        if areas[member.id].total() >= ENOUGH_OF_A_MEMBER and _is_stray(member, areas[member.id])
    )


def _is_stray(member: models.TeamMember, areas: Counter[str]) -> bool:
    """One pull request more at home is as near as whole numbers come."""
    most = areas.most_common(1)[0][1]
    at_home = areas[member.home_area] if member.home_area else most
    return at_home + 1 < max(LEAST_AT_HOME * areas.total(), most)


def reviews_by_strangers(team: StoryEvidence) -> list[str]:
    """The share of reviews of own pull requests by members who are at home in their area, where it is below a half.

    From 100 such reviews on, in teams of four or more in which nobody is named to write most of them.
    """
    if len(team.members) < LEAST_MEMBERS or team.scenario.get_reviewer_selection_weights(0):
        return []
    homes = _homes(team)
    found = [
        homes.get(review.reviewer_id) == row.area
        for row in team.pull_requests.values()
        if row.source == "factory"
        for review in team.reviews_of[row.id]
    ]
    if len(found) < ENOUGH_REVIEWS or sum(found) >= LEAST_BY_NEIGHBORS * len(found):
        return []
    return [f"{sum(found)} of {len(found)} reviews"]


def _homes(team: TeamEvidence) -> dict[int | None, str]:
    """The home of each member; of one who was there before the run, the area of most of their work."""
    areas: defaultdict[int | None, Counter[str]] = defaultdict(Counter)
    for row in team.pull_requests.values():
        areas[row.author_id][row.area] += row.source == "factory"
    return {
        member.id: member.home_area or next((area for area, _ in areas[member.id].most_common(1)), "")
        for member in team.members
    }
