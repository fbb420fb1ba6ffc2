"""The Django app of the library's notices."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import AppConfig
from django.apps import apps as installed_apps
from django.db.models.signals import post_migrate

if TYPE_CHECKING:
    from apps.accounts.demo_roles import DemoRole


class NoticesConfig(AppConfig):
    name = "apps.notices"
    label = "notices"
    verbose_name = "Library notices"

    @property
    def reference_models(self) -> tuple[str, ...]:
        """The models whose rows are there from the start, and are nobody's."""
        from apps.notices.models.tables import reference_tables

        return tuple(f"{self.label}.{table.model_name}" for table in reference_tables())

    @property
    def demo_roles(self) -> tuple[DemoRole, ...]:
        """The account with which a demo shows this domain."""
        from apps.accounts.demo_roles import DemoRole
        from apps.notices.queries.access import STAFF

        return (DemoRole("librarian", "Librarian", "demo-librarian", group=STAFF),)

    def ready(self) -> None:
        post_migrate.connect(fill_reference_tables, sender=self)
        post_migrate.connect(make_role, sender=self)


def fill_reference_tables(*, using: str, apps: Any = installed_apps, **_: Any) -> None:
    """After each migrate, unless it took the tables away; and after a flush, which names no apps."""
    from apps.notices.models.tables import reference_tables
    from apps.notices.seeding.prerequisites import code_tables
    from seedplot.engine.reference_rows import add_missing

    try:
        for table in reference_tables():
            apps.get_model("notices", table.model_name)
    except LookupError:
        return
    add_missing(code_tables(), using)


def make_role(*, using: str, apps: Any = installed_apps, **_: Any) -> None:
    """After each migrate and flush, so that the role can be given at any time."""
    from apps.accounts.groups import make_groups
    from apps.notices.queries.access import STAFF

    make_groups([STAFF], using=using, apps=apps)
