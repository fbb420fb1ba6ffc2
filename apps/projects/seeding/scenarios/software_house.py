from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings

from apps.projects.seeding.promises import PROMISES
from seedplot.clock import AnchoredCalendar
from seedplot.context import Context
from seedplot.engine.run_rows import RunRows
from seedplot.options import Option, whole_number
from seedplot.plan import Change, Row, Shard
from seedplot.promises import Promise
from seedplot.scenario import Scenario

if TYPE_CHECKING:
    from apps.projects.seeding.rows import ProjectRows
    from apps.projects.seeding.scenarios.phases import PhaseClock

MOST_PROJECTS = 20
MOST_ISSUES = 100_000
"""In each project."""


def number_of_projects(text: str) -> int:
    number = whole_number(1)(text)
    if number > MOST_PROJECTS:
        raise ValueError(f"it must be at most {MOST_PROJECTS}, as many as there are templates")
    return number


class SoftwareHouseScenario(Scenario):
    """Six people build fifteen products, most of them in Scrum: issues are refined, committed to a sprint, worked on,
    reviewed, and done or carried over. In an active project 40% of the issues are in progress and 10% done, and at
    least 40% of all that ever happened there happened in the last four weeks."""

    size = "6 people, 15 projects, 750 issues"
    next_steps = (
        "python manage.py generate_comprehensive_test_data --verify",
        "python manage.py generate_comprehensive_test_data --seed 7 --clear",
    )
    export_commands = ("python manage.py generate_comprehensive_test_data --only export {database}",)
    options = (
        Option("projects", "How many projects, 1 to 20 (default: 15).", 15, number_of_projects, "N", settable=True),
        Option(
            "issues-per-project",
            "How many issues each has (default: 50).",
            50,
            whole_number(1, MOST_ISSUES),
            "N",
            settable=True,
        ),
    )
    promises: ClassVar[tuple[Promise, ...]] = PROMISES
    future_columns: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "projects.Project": ("start_date", "end_date"),
        "projects.Sprint": ("start_date", "end_date"),
    }
    disposable = ("projects.ActivityLog.project",)
    fingerprint_exclude: ClassVar[Mapping[str, tuple[str, ...]]] = {"accounts.User": ("password", "last_login")}

    def __init__(self, clock: PhaseClock | None = None) -> None:
        self.clock = clock
        """Takes the time of the phases, where somebody wants to know."""

    def calendar(self, anchor: datetime) -> AnchoredCalendar:
        # Listing the scenarios does without everything that plans.
        from apps.projects.seeding.planning.office import OfficeCalendar

        return OfficeCalendar(anchor)

    def shards(self, options: Mapping[str, Any]) -> Iterable[Shard]:
        """One per project; numbered from 1, and named by the project's key."""
        from apps.projects.seeding.specification.products import KEYS

        return [Shard(key, number) for number, key in enumerate(KEYS[: options["projects"]], 1)]

    def shared_rows(self, context: Context) -> Mapping[str, Row]:
        from apps.projects.seeding.planning.shared_rows import plan_frame

        rows = plan_frame(context)
        return dict(rows if self.clock is None else self.clock.timed(rows))

    def plan(self, context: Context, shard: Shard) -> Iterator[Row | Change]:
        from apps.projects.seeding.planning.project import plan_project

        rows = plan_project(context, shard)
        return rows if self.clock is None else self.clock.timed(rows)

    def subjects(self, rows: RunRows, anchor: datetime) -> Iterator[tuple[str, ProjectRows]]:
        from apps.projects.seeding.rows import projects_of

        for project in projects_of(rows, anchor):
            yield project.key, project

    def remarks(self, evidence: RunRows) -> Iterable[tuple[str, str]]:
        from apps.projects.seeding.specification.people import OWNER, PASSWORD

        if settings.DEBUG:
            yield "Login", f"{OWNER.email}, password {PASSWORD}; the other five have the same one"
        else:
            yield "Login", "none: where DEBUG is off, seeded accounts have no password"
