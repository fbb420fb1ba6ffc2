"""The portfolio's figures: shares of a block of 25 properties, 45 tenants and 60 conversations, and its limit."""

from __future__ import annotations

MIX = {
    ("studio", 1): 5,
    ("apartment", 1): 4,
    ("house", 1): 1,
    ("apartment", 2): 6,
    ("house", 2): 4,
    ("apartment", 3): 2,
    ("house", 3): 3,
}
"""Of a block's properties: how many are of which kind, with how many tenants."""
PROPERTIES_OF_A_BLOCK = sum(MIX.values())
TENANTS_OF_A_BLOCK = sum(tenants * count for (_, tenants), count in MIX.items())
TENANT_COUNTS = {tenants: sum(count for (_, each), count in MIX.items() if each == tenants) for tenants in (1, 2, 3)}
"""Of a block's properties: how many have so many tenants."""
TOPICS = {"amenities": 9, "other": 3, "lease": 6, "rent": 9, "general": 9, "maintenance": 24}
"""Of a block's conversations; in the order in which they choose."""
STATUSES = {"resolved": 18, "active": 12, "closed": 6, "closing": 5, "escalated": 4}
"""Of every tenant's recent conversation."""
OLDER_STATUSES = {"resolved": 12, "closed": 3}
"""Of the older conversations that a third of the tenants have."""
ALL_STATUSES = {status: count + OLDER_STATUSES.get(status, 0) for status, count in STATUSES.items()}
CHANNELS = {"sms": 36, "whatsapp": 12, "email": 12}
AUTHORED_AREA = 415
"""Left to the authored tenants."""
NUMBERS_OF_A_PROPERTY = 4
"""The owner's, and those of one to three tenants."""
MOST_PROPERTIES = 15_950
"""638 area codes x 100 numbers / 4."""
DEFAULT_PROPERTIES = 125
