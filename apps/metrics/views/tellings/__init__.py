"""The stories of the metrics scenarios as sentences, drawings and the rows behind them, all from the database.

A telling asks for its rows when they are needed, so that a card costs less than a page.
"""

from apps.metrics.views.tellings.ai_success import AISuccessTelling
from apps.metrics.views.tellings.base import Telling
from apps.metrics.views.tellings.baseline import BaselineTelling
from apps.metrics.views.tellings.detective_game import DetectiveGameTelling
from apps.metrics.views.tellings.review_bottleneck import ReviewBottleneckTelling

TELLINGS: dict[str, type[Telling]] = {
    "ai-success": AISuccessTelling,
    "baseline": BaselineTelling,
    "detective-game": DetectiveGameTelling,
    "review-bottleneck": ReviewBottleneckTelling,
}
"""By scenario; all others have the usual telling."""

__all__ = ["TELLINGS", "Telling"]
