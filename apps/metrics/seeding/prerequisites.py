"""The conditions of a team's story: rows that must be there before it can be told, or must not be."""

from __future__ import annotations

from collections.abc import Sequence

from apps.metrics.models import PullRequest, Team, TeamMember
from seedplot.errors import SeedError
from seedplot.plan import World, WorldRow


def find_team(slugs: Sequence[str], given: str | None, teams: int, using: str) -> World:
    """The given team, which must exist and have no pull requests yet; or nothing, and then no team may be there."""
    found = list(Team.objects.using(using).filter(slug__in=slugs).order_by("pk"))
    if given is None:
        if found:
            raise SeedError(
                f"A team with the slug '{found[0].slug}' is there and was not seeded. "
                f"Rename it, or tell its story with --team-slug {found[0].slug}."
            )
        return World()
    if teams != 1:
        raise SeedError("--team-slug names one team; leave out --teams.")
    world = team_to_fill(given, using)
    count = PullRequest.objects.using(using).filter(team__slug=given).count()
    if count:
        raise SeedError(f"Team '{given}' has pull requests already ({count}). Name a team without any.")
    return world


def team_to_fill(slug: str, using: str) -> World:
    """The team of that slug, with pull requests or without. SeedError if there is none."""
    world = team_if_there(slug, using)
    if not world.rows:
        raise SeedError(unknown_team(slug, using))
    return world


def team_if_there(slug: str, using: str) -> World:
    """The team of that slug, or nothing if it is still to be made.

    Its active members come with it, in the order in which they joined, as long as it has no pull requests: whose they
    are is known then.
    """
    found = Team.objects.using(using).filter(slug=slug).first()
    if found is None:
        return World()
    rows = [WorldRow(Team, found.pk, "team", {"slug": found.slug, "name": found.name})]
    if not PullRequest.objects.using(using).filter(team=found).exists():
        members = TeamMember.objects.using(using).filter(team=found, is_active=True).order_by("pk")
        rows += [
            WorldRow(TeamMember, member.pk, f"member {number}", {"display_name": member.display_name})
            for number, member in enumerate(members)
        ]
    return World(rows)


def unknown_team(slug: str, using: str) -> str:
    known = list(Team.objects.using(using).order_by("slug").values_list("slug", flat=True)[:5])
    return f"There is no team with the slug '{slug}'. Known: {', '.join(known) or 'none yet'}."
