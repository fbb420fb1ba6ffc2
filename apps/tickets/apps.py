"""The Django app of the workshop tickets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import AppConfig

if TYPE_CHECKING:
    from apps.accounts.demo_roles import DemoRole


class TicketsConfig(AppConfig):
    name = "apps.tickets"
    label = "tickets"
    verbose_name = "Workshop tickets"

    @property
    def demo_roles(self) -> tuple[DemoRole, ...]:
        """The account with which a demo shows this domain."""
        from apps.accounts.demo_roles import DemoRole
        from apps.tickets.services.maintainers import make_maintainer

        return (DemoRole("maintainer", "Workshop maintainer", "demo-maintainer", prepare=make_maintainer),)
