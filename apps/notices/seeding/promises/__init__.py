"""The library's promises of every block of 25 patrons; the numbers follow the reference's list of what must hold."""

from __future__ import annotations

from apps.notices.seeding.promises.contacts import CONTACT_PROMISES
from apps.notices.seeding.promises.counts import COUNT_PROMISES
from apps.notices.seeding.promises.identity import IDENTITY_PROMISES
from apps.notices.seeding.promises.records import RECORD_PROMISES
from apps.notices.seeding.promises.times import TIME_PROMISES

LIBRARY_PROMISES = (*COUNT_PROMISES, *IDENTITY_PROMISES, *RECORD_PROMISES, *TIME_PROMISES, *CONTACT_PROMISES)
"""Kept by every block, for every seed and as-of date."""
