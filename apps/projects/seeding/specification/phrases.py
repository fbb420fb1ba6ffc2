"""Comments under an issue, by what is happening to it at that moment: frames for the words of a product.

They lie in `texts/phrases.yaml`, which says what words there are.
"""

from __future__ import annotations

from collections.abc import Mapping

from apps.projects.seeding.specification.files import TEXTS, read_stated

Frames = Mapping[str, tuple[str, ...]]
"""By what is happening."""

_BY_TYPE: Mapping[str, Frames] = {
    kind: {event: tuple(frames) for event, frames in events.items()}
    for kind, events in read_stated(TEXTS / "phrases.yaml", "phrases").content.items()
}
PHRASES: Frames = _BY_TYPE["any"]
"""These fit any type of issue."""
OF_KIND: Mapping[str, Frames] = {
    "story": _BY_TYPE["stories"],
    "bug": _BY_TYPE["bugs"],
    "task": _BY_TYPE["tasks"],
    "improvement": _BY_TYPE["tasks"],
    "epic": _BY_TYPE["epics"],
}
"""Those that suit one type only."""
WHOLLY_OWN = ("epic", "bug")
"""Types that are spoken of in their own words wherever there are some."""
