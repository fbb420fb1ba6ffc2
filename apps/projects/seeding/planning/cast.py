"""Who is on a project's team, in which role, and who does what there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from apps.projects.seeding.specification.people import MEMBERS, OWNER
from apps.projects.seeding.specification.workflow import KINDS_OF_WORK, LEADS, REPORTS
from seedplot.quotas import ranked
from seedplot.streams import DeterministicRandom

OTHERS = ("developer", "developer", "qa_engineer", "designer")
"""Roles of the second to the fifth member; where a project manager leads, the second is the technical lead."""
SHARE_OF_WORK = {"developer": 5, "tech_lead": 3, "designer": 2, "qa_engineer": 2, "project_manager": 1}


@dataclass(frozen=True)
class TeamMember:
    username: str
    role: str


@dataclass(frozen=True)
class Cast:
    """A project's team; the first member leads."""

    members: tuple[TeamMember, ...]

    @property
    def lead(self) -> str:
        return self.members[0].username

    @property
    def workers(self) -> list[TeamMember]:
        """Everybody but stakeholders."""
        return [member for member in self.members if member.role != "stakeholder"]

    def assignee(self, stream: DeterministicRandom, kind: str) -> str:
        """Who takes an issue of that kind; the lead keeps the epics."""
        if kind == "epic":
            return self.lead
        weights = {
            member.username: SHARE_OF_WORK[member.role]
            for member in self.workers
            if kind in KINDS_OF_WORK.get(member.role, (kind,))
        }
        return stream.weighted_choice(weights)

    def reporter(self, stream: DeterministicRandom, kind: str) -> str:
        """Who writes an issue; epics and stories mostly come from the lead."""
        found = [member.username for member in self.workers if member.role in REPORTS]
        weights = dict.fromkeys(found, 1)
        weights[self.lead] = len(found) if kind in ("epic", "story") else 1
        return stream.weighted_choice(weights)

    def other(self, stream: DeterministicRandom, *but: str | None) -> str:
        """One of those who work here, but none of these; whoever tests is asked most."""
        weights = {
            member.username: 3 if member.role == "qa_engineer" else 1
            for member in self.workers
            if member.username not in but
        }
        return stream.weighted_choice(weights)


def assemble(rng: DeterministicRandom) -> Cast:
    """Four or five of the five members, and sometimes the owner, who watches: four to six people."""
    stream = rng.at("size")
    count, owner_watches = stream.randint(4, 5), stream.should_happen(0.5)
    order = ranked(MEMBERS, lambda person: rng.at("place", person.username).random())[:count]
    lead_role = rng.at("lead").choice(LEADS)
    roles: Sequence[str] = (lead_role, *OTHERS)
    if lead_role == "project_manager":
        roles = (lead_role, "tech_lead", *OTHERS)
    found = [TeamMember(person.username, role) for person, role in zip(order, roles, strict=False)]
    if owner_watches:
        found.append(TeamMember(OWNER.username, "stakeholder"))
    return Cast(tuple(found))
