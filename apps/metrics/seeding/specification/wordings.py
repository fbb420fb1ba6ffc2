"""Lists of wordings under their names, as the files of this package hold them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def by_name(content: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """The same lists as tuples."""
    return {name: tuple(wordings) for name, wordings in content.items()}
