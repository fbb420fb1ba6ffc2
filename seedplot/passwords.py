"""Passwords of seeded accounts: known where DEBUG is on, and good for nothing anywhere else.

Proof checks them by means of its own. A fingerprint leaves the column out: see `Scenario.fingerprint_exclude`.
"""

from __future__ import annotations

from functools import lru_cache

from django.conf import settings
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX, get_hasher, make_password

from seedplot.streams import DeterministicRandom


def seeded_password(password: str, stream: DeterministicRandom) -> str:
    """The value of a password column for accounts with that password; outside DEBUG, one that lets nobody in.

    The stream decides the salt. One value serves all accounts of a run: hashing is slow on purpose.

    List the column in `Scenario.fingerprint_exclude`: the hash depends on the hasher of the settings.

    >>> from seedplot import DeterministicRandom, seeded_password
    >>> seeded_password("demo", DeterministicRandom(42)) == seeded_password("demo", DeterministicRandom(42))
    True
    """
    if not settings.DEBUG:
        return UNUSABLE_PASSWORD_PREFIX + stream.hexadecimal(40)
    return _hashed(password, stream.hexadecimal(22), get_hasher().algorithm)


@lru_cache(maxsize=8)
def _hashed(password: str, salt: str, algorithm: str) -> str:
    return make_password(password, salt, algorithm)
