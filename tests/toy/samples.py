"""Rows with values of every kind, drawn at random, and another way to hash them: slow, and written apart."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from decimal import ROUND_HALF_EVEN, Decimal
from hashlib import blake2b
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import models

from seedplot.clock import Calendar
from seedplot.engine.run_rows import Block
from tests.toy.factories import BedFactory, PlantFactory
from tests.toy.models import Curiosity, Specimen, Sundial, Variety

CHICAGO = ZoneInfo("America/Chicago")
TEXTS = (
    "", " ", "plain", "snowman ☃", "Zoë 🌱 日本", "it's \"so\"", "back\\slash", "a\tb\r\nc\x0b", "\x01\x1f\x7f",
    "50 % {x}", "null", "None", "2026-03-12", "\u2028\u200b",
)  # fmt: skip
# Around the changes of the clocks in Chicago, and a winter's and a summer's midnight.
LOCAL_TIMES = (
    "2026-03-08T00:00", "2026-03-08T01:59:59", "2026-03-08T03:00", "2026-03-09T00:00", "2026-10-31T00:00",
    "2026-11-01T00:00", "2026-11-01T01:30", "2026-11-02T00:00", "2026-01-15T00:00", "2026-07-04T00:00",
    "2026-07-04T00:00:00.000001", "2025-12-31T23:59:59.999999", "1969-12-31T18:00", "0987-06-05T04:03:02",
)  # fmt: skip
DAYS = (date(2026, 3, 8), date(2026, 11, 1), date(2024, 2, 29), date(1, 1, 1), date(9999, 12, 31))
JSON_VALUES = (
    {}, [], {"b": 1, "a": [None, True, 1.5, "é"]}, {"until": "2026-03-12", "since": ["2026-02-30", "2024-02-29"]},
    "2026-03-12", "text", 5, False, {"10": {"2": ""}}, {"2026-03-12": "a name, not a date"},
)  # fmt: skip


def some(rng: random.Random, values: Sequence[Any], draw: Callable[[], Any], *, null: bool = False) -> Any:
    """One of the special values, or one drawn, or nothing."""
    if null and rng.random() < 0.2:
        return None
    return rng.choice(values) if rng.random() < 0.5 else draw()


def some_moment(rng: random.Random, *, null: bool = False) -> datetime | None:
    special = [datetime.fromisoformat(text).replace(tzinfo=CHICAGO).astimezone(UTC) for text in LOCAL_TIMES]
    special += [datetime(2026, 11, 1, 1, 30, fold=1, tzinfo=CHICAGO).astimezone(UTC)]

    def draw() -> datetime:
        whole = datetime(2025, 1, 1, tzinfo=UTC) + timedelta(seconds=rng.randrange(2 * 366 * 86_400))
        return whole + timedelta(microseconds=rng.choice((0, 0, 500_000, rng.randrange(1_000_000))))

    return some(rng, special, draw, null=null)  # type: ignore[no-any-return]


def usual_values(rng: random.Random) -> dict[str, Any]:
    def text() -> str:
        return "".join(rng.choice("abcäöü☃'\"\\ \n") for _ in range(rng.randrange(12)))

    def day() -> date:
        return date(2025, 1, 1) + timedelta(days=rng.randrange(800))

    def naive() -> datetime:
        moment = some_moment(rng)
        assert moment is not None
        return moment.astimezone(CHICAGO).replace(tzinfo=None)

    return {
        "word": some(rng, TEXTS, text, null=True),
        "text": some(rng, TEXTS, text),
        "size": rng.choice("SL"),
        "count": some(rng, (0, -1, 2**31 - 1), lambda: rng.randrange(1_000), null=True),
        "large": some(rng, (0, 2**63 - 1, -(2**63)), lambda: rng.getrandbits(40)),
        "ratio": some(rng, (0.0, -0.0, 0.1, 1e300, 7.0, 1 / 3), rng.random, null=True),
        "is_ripe": rng.random() < 0.5,
        "is_sweet": some(rng, (True, False), lambda: True, null=True),
        "seen_at": some_moment(rng, null=True),
        "noted_at": some_moment(rng),
        "shown_at": some(rng, (naive(),), naive, null=True),
        "day": some(rng, DAYS, day, null=True),
        "price": some(
            rng, (Decimal("0.00"), Decimal("-0.10"), Decimal(7)), lambda: Decimal(rng.randrange(10**6)) / 100, null=True
        ),
        "pieces": some(rng, (Decimal(0), Decimal(-3)), lambda: Decimal(rng.randrange(1_000))),
        "notes": some(rng, JSON_VALUES, lambda: {"n": rng.randrange(9)}, null=True),
        "lines": some(rng, JSON_VALUES, lambda: [str(day())]),
        "token": some(rng, (UUID(int=0),), lambda: UUID(int=rng.getrandbits(128)), null=True),
        "picture": rng.choice(("", "beds/one.png", "☃.jpg")),
        "sketch": rng.choice(("", "beds/two.png")),
    }


def make_specimens(count: int, seed: int = 1) -> list[Specimen]:
    """Rows that refer to some rows of other models, and to each other."""
    rng = random.Random(seed)
    beds = BedFactory.create_batch(3)
    plants = PlantFactory.create_batch(3, bed=beds[0])
    sundials = [Sundial.objects.create(bed=bed) for bed in beds[1:]]
    varieties = [Variety.objects.create(name=name) for name in ("north-west", "northwest", "☃")]
    made: list[Specimen] = []
    for _ in range(count):
        references = {
            "plant": rng.choice((None, *plants)),
            "bed": rng.choice((None, *beds)),
            "sundial": rng.choice((None, *sundials)),
            "variety": rng.choice((None, *varieties)),
            "twin": rng.choice((None, *made)),
        }
        made.append(Specimen.objects.create(**usual_values(rng), **references))
    return made


def make_curiosities(count: int, seed: int = 2) -> list[Curiosity]:
    rng = random.Random(seed)
    bed = BedFactory.create()
    made = [
        Curiosity(
            **usual_values(rng),
            id=UUID(int=rng.getrandbits(128)),
            _mark=some(rng, TEXTS[:8], lambda: "x", null=True),
            mirrored=some(rng, TEXTS, lambda: "drawn", null=True),
            framed=rng.choice(("", "beds/three.png")),
            read_at=some_moment(rng, null=True),
            opens_at=some(rng, (time(), time(9, 30), time(23, 59, 59, 999_999)), lambda: time(12), null=True),
            lasts=some(rng, (timedelta(), timedelta(days=-1, microseconds=5)), lambda: timedelta(days=2), null=True),
            pixels=some(rng, (b"", b"\x00\xff"), lambda: rng.randbytes(5), null=True),
            address=some(rng, ("192.0.2.7", "2001:db8::1"), lambda: "198.51.100.1", null=True),
            bed=rng.choice((None, bed)),
        )
        for _ in range(count)
    ]
    return Curiosity.objects.bulk_create(made)


class SlowDigests:
    """Hashes of rows as Django reads them, by the description of the fingerprint."""

    def __init__(self, calendar: Calendar, blocks: Sequence[Block], world: dict[str, dict[str, str]]) -> None:
        self._calendar, self._blocks, self._world = calendar, blocks, world

    def of(self, block: Block, rows: Sequence[models.Model], excluded: Sequence[str] = ()) -> tuple[int, bytes]:
        """The sum of the rows' hashes, and the first eight bytes of each."""
        digests = [self._digest(block, row, excluded) for row in rows]
        return sum(int.from_bytes(digest, "big") for digest in digests), b"".join(each[:8] for each in digests)

    def _digest(self, block: Block, row: models.Model, excluded: Sequence[str]) -> bytes:
        parts = [self.name(block.label, row.pk)]
        for field in row._meta.concrete_fields:
            if not field.primary_key and field.name not in excluded:
                parts.append(f"{field.name}={self.text(field, getattr(row, field.attname))}")
        return blake2b("\0".join(parts).encode(), digest_size=32, person=b"seedplot.row").digest()

    def name(self, label: str, key: Any) -> str:
        for block in self._blocks:
            if block.label != label:
                continue
            if block.first_key is None and str(key) in [str(each) for each in block.keys]:
                return self.name("toy.Bed", key) if label == "toy.Sundial" else str(key)
            if block.first_key is not None and block.first_key <= key < block.first_key + block.count:
                return f"{block.shard} {key - block.first_key + block.start}"
        return self._world.get(label, {}).get(str(key), f"somebody else's row {key}")

    def text(self, field: models.Field[Any, Any], value: Any) -> str:
        if value is None:
            return "null"
        if field.is_relation:
            assert field.related_model is not None
            return f"row {self.name(field.related_model._meta.label, value)}"
        if isinstance(field, models.JSONField):
            return json.dumps(self._counted(value), sort_keys=True, separators=(",", ":"))
        if isinstance(value, Decimal):
            return str(value.quantize(Decimal(10) ** -field.decimal_places, ROUND_HALF_EVEN))  # type: ignore[attr-defined]
        if isinstance(value, datetime) and value.tzinfo is None:
            return self._calendar.naive_coordinate(value)
        if isinstance(value, datetime):
            return self._calendar.coordinate(value)
        if isinstance(value, date):
            return self._calendar.date_coordinate(value)
        return bytes(value).hex() if isinstance(value, (bytes, memoryview)) else str(value)

    def _counted(self, value: Any) -> Any:
        """The JSON value with its dates counted from the origin."""
        if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
            try:
                return self._calendar.date_coordinate(date.fromisoformat(value))
            except ValueError:
                return value
        if isinstance(value, dict):
            return {name: self._counted(each) for name, each in value.items()}
        return [self._counted(each) for each in value] if isinstance(value, list) else value


def block_of(rows: Sequence[models.Model], shard: str = "one", start: int = 0) -> Block:
    """The block of rows that were made one after the other."""
    label = rows[0]._meta.label
    if isinstance(rows[0].pk, int) and label != "toy.Sundial":
        assert [row.pk for row in rows] == list(range(rows[0].pk, rows[0].pk + len(rows)))
        return Block(shard, label, start, len(rows), rows[0].pk)
    return Block(shard, label, start, len(rows), None, tuple(row.pk for row in rows))


def read_anew(rows: Sequence[models.Model]) -> Iterator[Any]:
    """The rows as Django reads them now, in their order; without those that are gone."""
    found = type(rows[0])._base_manager.in_bulk([row.pk for row in rows])
    return (found[row.pk] for row in rows if row.pk in found)
