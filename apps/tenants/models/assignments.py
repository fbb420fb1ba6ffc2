"""The homes that people look after. Roles are groups of Django; what each may do is in `queries/access.py`."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from apps.tenants.models.homes import Property

MANAGER = "tenants manager"
AGENT = "tenants agent"
VIEWER = "tenants viewer"
ROLES = (MANAGER, AGENT, VIEWER)
"""Names of groups, which are there after each migrate."""


class PropertyAssignment(models.Model):
    """A home that a user sees. Without a role it opens nothing."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="property_assignments")
    property = models.ForeignKey(Property, on_delete=models.CASCADE, related_name="assignments")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "property"], name="property_assigned_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} looks after {self.property_id}"
