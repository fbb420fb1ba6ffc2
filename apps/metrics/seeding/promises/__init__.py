"""The promises of the metrics scenarios, measured in the rows alone."""

from apps.metrics.seeding.promises.kinds import (
    DETECTIVE_PROMISES,
    WEEKLY_CURVES,
    climbs,
    evenly,
    falls,
    reviewer_promises,
    steady,
)
from apps.metrics.seeding.promises.rows import RAW_ROW_PROMISES
from apps.metrics.seeding.promises.stories import STORY_PROMISES
from apps.metrics.seeding.promises.times import QUEUE_CLEARED

COMMON_PROMISES = (*RAW_ROW_PROMISES, *STORY_PROMISES)
"""The promises of every scenario with a story."""

__all__ = [
    "COMMON_PROMISES",
    "DETECTIVE_PROMISES",
    "QUEUE_CLEARED",
    "RAW_ROW_PROMISES",
    "WEEKLY_CURVES",
    "climbs",
    "evenly",
    "falls",
    "reviewer_promises",
    "steady",
]
