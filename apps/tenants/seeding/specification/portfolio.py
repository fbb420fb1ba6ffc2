"""The portfolio's figures: the shares of a block of 25 properties, 45 tenants and 60 conversations, and its limit."""

from __future__ import annotations

from datetime import time

DEFAULT_PROPERTIES = 125
MOST_PROPERTIES = 15_950
"""638 area codes x 100 numbers / 4."""
PROPERTIES_OF_A_BLOCK = 25
TENANTS_OF_A_BLOCK = 45
MIX = {
    ("studio", 1): 5,
    ("apartment", 1): 4,
    ("house", 1): 1,
    ("apartment", 2): 6,
    ("house", 2): 4,
    ("apartment", 3): 2,
    ("house", 3): 3,
}
"""Of a block's properties: the number of each kind, by their number of tenants."""
TOPICS = {"amenities": 9, "other": 3, "lease": 6, "rent": 9, "general": 9, "maintenance": 24}
"""Of a block's conversations; in the order in which they choose."""
STATUSES = {"resolved": 18, "active": 12, "closed": 6, "closing": 5, "escalated": 4}
"""Of the recent conversation that every tenant has."""
OLDER_STATUSES = {"resolved": 12, "closed": 3}
"""Of the older conversations that a third of the tenants have."""
CHANNELS = {"sms": 36, "whatsapp": 12, "email": 12}
AUTHORED_AREA = 415
"""Reserved for the authored tenants."""
NUMBERS_OF_A_PROPERTY = 4
"""The owner's, and those of one to three tenants."""
COMMON_QUESTIONS = (
    "wifi",
    "parking",
    "laundry",
    "lockout",
    "pets",
    "rent",
    "emergency",
    "repair_access",
    "water_shutoff",
    "breaker_panel",
    "heating",
    "trash",
    "packages",
    "lease_end",
    "roommates",
    "utilities",
)
"""Topics of the questions that every home answers."""
RENTS = {"studio": (1650, 2300), "apartment": (1450, 2900), "house": (1300, 2600)}
"""Least and most dollars that one tenant pays a month, by kind of home."""
RENT_STEP = 25
WAKING_HOURS = (time(7, 30), time(22, 20))
"""The minutes of the day between which people write, both included."""
PAUSES = {"sms": (2, 34), "whatsapp": (1, 21), "email": (18, 105)}
"""Least and most minutes between two messages of a day, by channel, where the story does not say otherwise."""
LATEST_OF_OLDER_DAYS = 20
"""The last message of an older conversation came at least so many days before the anchor."""
REPAIR_TIMES = {
    "emergency": ("1 hour", "2 hours"),
    "urgent": ("12 hours", "24 hours"),
    "normal": ("3 working days", "4 working days", "5 working days"),
    "low": ("3 working days", "4 working days", "5 working days"),
}
"""The times within which a home's repairers come, by priority; each home has one of them."""
CLOSURE_CONFIDENCE = {"closing": ("0.70", "0.84"), "closed": ("0.85", "0.99")}
ESCALATION_CONFIDENCE = ("0.75", "0.98")
AMENITY_SHARES = {
    ("studio", "wifi"): 5 / 7,
    ("apartment", "wifi"): 5 / 7,
    ("house", "wifi"): 1 / 2,
    ("studio", "gym"): 2 / 5,
    ("apartment", "gym"): 2 / 5,
    ("studio", "pool"): 1 / 4,
    ("apartment", "pool"): 1 / 4,
    ("house", "pool"): 1 / 5,
    ("house", "yard"): 1,
    ("studio", "pets"): 3 / 5,
    ("apartment", "pets"): 3 / 5,
    ("house", "pets"): 3 / 5,
}
"""Share of the homes of a kind that have it: Wi-Fi as part of the rent, permission to keep pets; others have none."""
