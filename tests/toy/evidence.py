"""What the garden's promises are measured on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from operator import attrgetter
from typing import Any

from django.utils import timezone

from seedplot.clock import project_zone
from seedplot.engine.run_rows import RunRows
from tests.toy.models import Harvest


@dataclass(frozen=True)
class Yield:
    """The harvests of one shard, oldest first, as light rows."""

    harvests: tuple[Any, ...]

    @classmethod
    def of(cls, rows: RunRows, shard: str) -> "Yield":
        return cls(tuple(sorted(rows.read(Harvest, shard), key=attrgetter("picked_at"))))

    def weeks(self) -> list[list[Any]]:
        weeks: dict[tuple[int, int], list[Any]] = {}
        for harvest in self.harvests:
            weeks.setdefault(wall_clock(harvest).isocalendar()[:2], []).append(harvest)
        return list(weeks.values())


def wall_clock(harvest: Any) -> datetime:
    return timezone.localtime(harvest.picked_at, project_zone())


def label_of(harvest: Any) -> str:
    return f"{harvest.weight_kg} kg on {harvest.picked_on}"


def mean_kilos(harvests: Sequence[Any]) -> Decimal | None:
    return sum(harvest.weight_kg for harvest in harvests) / len(harvests) if harvests else None


def rainy_harvests(part: Yield) -> int:
    return sum(harvest.rainy for harvest in part.harvests)


def without_a_basket(part: Yield) -> list[str]:
    return [label_of(harvest) for harvest in part.harvests if "basket" not in harvest.notes]
