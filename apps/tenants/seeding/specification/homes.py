"""Homes and leases: the kinds of homes, the names of amenities and rules, and the length of a lease."""

from __future__ import annotations

KINDS = ("studio", "apartment", "house")
AMENITIES = ("wifi", "wifi_password", "parking", "laundry", "gym", "pool", "yard", "security")
RULES = ("quiet_hours", "guest_policy", "pet_policy", "smoking_policy", "rent_due", "maintenance_requests")
LEASE_DAYS = {364: (150, 355), 728: (150, 700)}
"""A lease of so many days began, in the portfolio, between so many days before the anchor, so that it covers it."""
