"""Sources of a plan outside the database: files, or answers from the network."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


class Sources:
    """The sources of a scenario; this base is that of a scenario without any.

    `options` are the run's options by key. What is gathered becomes the world's `sources`, and the run's record keeps
    it, so that a plan can be repeated without asking again.

    >>> from seedplot import Sources
    >>> class PriceList(Sources):
    ...     def gather(self, options):
    ...         return {"prices": {"tea": 3}}
    >>> PriceList().gather({}), PriceList().fits({"prices": {"tea": 2}}, {})
    ({'prices': {'tea': 3}}, True)
    """

    def gather(self, options: Mapping[str, Any]) -> Mapping[str, Any]:
        """Get what the plan needs, as JSON values. Raises SeedError where that is not available.

        Called before the transaction, so that no other session waits for a slow answer.
        """
        return {}

    def fits(self, sources: Mapping[str, Any], options: Mapping[str, Any]) -> bool:
        """Return true if a run with these sources is the one that the options ask for."""
        return True
