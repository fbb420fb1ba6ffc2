"""The organization and its workspace."""

from __future__ import annotations

ORGANIZATION = {
    "name": "Scrum Demo",
    "slug": "scrum-demo",
    "description": "A software house that builds twenty products for others.",
    "organization_type": "startup",
    "subscription_plan": "professional",
    "organization_settings": {"week_starts_on": "monday"},
}
WORKSPACE = {
    "name": "Main Workspace",
    "slug": "main-workspace",
    "description": "Where all projects of the house are planned and built.",
    "workspace_type": "development",
    "visibility": "private",
}
TIME_ZONE = "America/Chicago"
NOTIFICATIONS = {"email": True, "mentions": True}
"""Everybody's profile has these two."""
ESTIMATED_HOURS, BUDGETS = range(480, 2_401, 40), range(40_000, 225_001, 2_500)
"""The estimates and budgets that a project may have."""
