"""What the garden's promises are measured on."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.utils import timezone

from seedplot.clock import project_zone
from seedplot.engine.run_rows import RunRows
from tests.toy.models import Harvest


@dataclass(frozen=True)
class Yield:
    """The harvests of one shard, oldest first."""

    harvests: tuple[Harvest, ...]

    @classmethod
    def of(cls, evidence: RunRows, shard: str) -> "Yield":
        return cls(tuple(evidence.rows(Harvest, shard).order_by("picked_at")))

    def weeks(self) -> list[list[Harvest]]:
        weeks: dict[tuple[int, int], list[Harvest]] = {}
        for harvest in self.harvests:
            weeks.setdefault(tuple(timezone.localtime(harvest.picked_at, project_zone()).isocalendar()[:2]), []).append(
                harvest
            )
        return list(weeks.values())


def wall_clock(harvest: Harvest) -> datetime:
    return timezone.localtime(harvest.picked_at, project_zone())


def mean_kilos(harvests: "list[Harvest] | tuple[Harvest, ...]") -> Decimal | None:
    return sum(harvest.weight_kg for harvest in harvests) / len(harvests) if harvests else None


def rainy_harvests(part: Yield) -> int:
    return sum(harvest.rainy for harvest in part.harvests)


def without_a_basket(part: Yield) -> list[str]:
    return [str(harvest) for harvest in part.harvests if "basket" not in harvest.notes]
