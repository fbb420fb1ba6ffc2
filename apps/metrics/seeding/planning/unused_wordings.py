"""What is said about a pull request that carries a real one's figures, and so may have many commits and comments."""

from __future__ import annotations

from collections.abc import Sequence

from apps.metrics.seeding.content import Pick
from apps.metrics.seeding.deterministic import MetricsRandom


def unsaid(stream: MetricsRandom, said: set[str]) -> Pick:
    """Picks what has not been said yet, as long as there is such a wording, and notes it in `said`."""

    def pick(wordings: Sequence[str]) -> str:
        chosen = stream.choice([wording for wording in wordings if wording not in said] or wordings)
        said.add(chosen)
        return chosen

    return pick
