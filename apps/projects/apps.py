"""The Django app of the software house's projects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import AppConfig

if TYPE_CHECKING:
    from apps.accounts.demo_roles import DemoRole


class ProjectsConfig(AppConfig):
    name = "apps.projects"
    label = "projects"
    verbose_name = "Software house"

    @property
    def demo_roles(self) -> tuple[DemoRole, ...]:
        """The account of the story's owner, which comes with the story."""
        from apps.accounts.demo_roles import DemoRole
        from apps.projects.seeding.specification.people import OWNER, PASSWORD

        return (DemoRole("owner", "Project owner", OWNER.username, PASSWORD, is_seeded=True),)
