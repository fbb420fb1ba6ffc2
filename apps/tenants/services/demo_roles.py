"""The demo's accounts for this domain: one a role, each with all homes that are there."""

from __future__ import annotations

from apps.accounts.demo_roles import DemoRole
from apps.accounts.models import User
from apps.tenants.models import AGENT, MANAGER, VIEWER, Property, PropertyAssignment


def assign_all_homes(user: User, using: str) -> None:
    """Assign every home that the user does not have yet."""
    keys = Property.objects.using(using).order_by("pk").values_list("pk", flat=True)
    PropertyAssignment.objects.using(using).bulk_create(
        [PropertyAssignment(user=user, property_id=key) for key in keys], ignore_conflicts=True, batch_size=1_000
    )


DEMO_ROLES = (
    DemoRole("manager", "Property manager", "demo-manager", group=MANAGER, prepare=assign_all_homes),
    DemoRole("agent", "Property agent", "demo-agent", group=AGENT, prepare=assign_all_homes),
    DemoRole("viewer", "Property viewer", "demo-viewer", group=VIEWER, prepare=assign_all_homes),
)
