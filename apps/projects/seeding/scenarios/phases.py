"""The ten phases in which the software house comes to be, with what each of the first six wrote and how long it took.

One transaction writes all six, project by project: so a phase's time is gathered row by row. A project is planned as
a whole before its first row, so that belongs to the phase of the projects.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from time import perf_counter
from typing import TypeVar

from seedplot.engine.progress import Progress
from seedplot.plan import Change, Row

T = TypeVar("T", bound="Row | Change | tuple[str, Row]")
PHASE_COUNT = 10


@dataclass(frozen=True)
class Phase:
    """A phase of the database part, and the models whose rows it writes."""

    title: str
    labels: tuple[str, ...]


PHASES = (
    Phase("Users", ("accounts.User", "projects.UserProfile")),
    Phase(
        "Organization and workspace",
        (
            "projects.Organization",
            "projects.OrganizationMembership",
            "projects.Workspace",
            "projects.WorkspaceMember",
        ),
    ),
    Phase(
        "Projects",
        (
            "projects.Project",
            "projects.IssueType",
            "projects.WorkflowStatus",
            "projects.WorkflowTransition",
            "projects.ProjectConfiguration",
            "projects.Board",
            "projects.BoardColumn",
            "projects.ProjectTeamMember",
        ),
    ),
    Phase("Sprints", ("projects.Sprint",)),
    Phase("Issues and their history", ("projects.Issue", "projects.ActivityLog")),
    Phase("Comments and links", ("projects.IssueComment", "projects.IssueLink")),
)
FIRST_STEP = len(PHASES) + 1
"""The number of the first phase after the commit."""
_PHASE_OF = {label: number for number, phase in enumerate(PHASES) for label in phase.labels}


class PhaseClock:
    """Adds up what planning and writing the rows of each phase takes."""

    def __init__(self) -> None:
        self.seconds = [0.0] * len(PHASES)

    def timed(self, items: Iterable[T]) -> Iterator[T]:
        """The same items (rows, or rows with names); the time up to each, and what its taker spends, is its phase's."""
        started, phase = perf_counter(), 0
        for item in items:
            row = item[1] if isinstance(item, tuple) else item
            if isinstance(row, Row):
                phase = _PHASE_OF[row.shape_.label]
            yield item
            now = perf_counter()
            self.seconds[phase] += now - started
            started = now

    def lines(self, counts: Mapping[str, int]) -> Iterator[str]:
        """A line for each phase: number, title, rows, and seconds where they were taken in this process."""
        for number, (phase, seconds) in enumerate(zip(PHASES, self.seconds, strict=True), 1):
            rows = sum(counts.get(label, 0) for label in phase.labels)
            took = f"{seconds:7.2f} s" if any(self.seconds) else ""
            yield f"{numbered(number)}  {phase.title:26} {rows:>8,} rows{took}".rstrip()


class PhaseProgress:
    """Shows the stages of the engine under the numbers of the phases."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress

    def begin(self, what: str, total: int) -> None:
        stages = {
            "Seeding": f"Phases 1 to {len(PHASES)} of {PHASE_COUNT}: the rows, project by project",
            "Proving": f"Phases 1 to {len(PHASES)} of {PHASE_COUNT}: the proof, project by project",
        }
        self._progress.begin(stages.get(what, what), total)

    def advance(self) -> None:
        self._progress.advance()


def numbered(number: int) -> str:
    return f"{number:2} of {PHASE_COUNT}"


SUMMARY = (
    ("user", "accounts.User", 1),
    ("organization", "projects.Organization", 1),
    ("workspace", "projects.Workspace", 1),
    ("project", "projects.Project", 1),
    ("sprint", "projects.Sprint", 1),
    ("issue", "projects.Issue", 1),
    ("comment", "projects.IssueComment", 1),
    ("link", "projects.IssueLink", 2),
)
"""What the last phase counts: the word, the model, and how many rows one of them has."""


def summary(counts: Mapping[str, int]) -> str:
    """What there is now, in one line."""
    parts = []
    for word, label, rows in SUMMARY:
        count = counts.get(label, 0) // rows
        parts.append(f"{count:,} {word}{'' if count == 1 else 's'}")
    return f"{numbered(PHASE_COUNT)}  Summary: {', '.join(parts)}."
