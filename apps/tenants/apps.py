"""The Django app of the tenants' conversations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import AppConfig
from django.apps import apps as installed_apps
from django.db.models.signals import post_migrate

if TYPE_CHECKING:
    from apps.accounts.demo_roles import DemoRole


class TenantsConfig(AppConfig):
    name = "apps.tenants"
    label = "tenants"
    verbose_name = "Tenant conversations"

    @property
    def demo_roles(self) -> tuple[DemoRole, ...]:
        """The accounts with which a demo shows this domain."""
        from apps.tenants.services.demo_roles import DEMO_ROLES

        return DEMO_ROLES

    def ready(self) -> None:
        post_migrate.connect(make_roles, sender=self)


def make_roles(*, using: str, apps: Any = installed_apps, **_: Any) -> None:
    """After each migrate and flush, so that a role can be given at any time."""
    from apps.accounts.groups import make_groups
    from apps.tenants.models import ROLES

    make_groups(ROLES, using=using, apps=apps)
