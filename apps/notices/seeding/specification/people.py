"""Patrons: names from Faker's lists for the United States, hosts of e-mail addresses, and counts of a block."""

from __future__ import annotations

from faker.providers.person.en_US import Provider

UNKNOWN, FEMALE, MALE = 1, 2, 3
"""GenderID."""
WOMEN = frozenset(Provider.first_names_female)
MEN = frozenset(Provider.first_names_male)
FAMILY_NAMES = tuple(sorted(set(Provider.last_names)))
EXAMPLE_HOST = "example.com"
EMAIL_PROVIDERS = {"gmail.com": 45, "yahoo.com": 20, "hotmail.com": 12, "outlook.com": 12, "icloud.com": 11}
"""Those of the plan, with their weights. They are real ones, so they are used on request only."""
WITH_MIDDLE_NAME = 17
EMAIL_PATRONS_WITHOUT_PHONE = 5
OTHERS_WITHOUT_EMAIL = 5
