import json
import uuid
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.db import connection, models
from django.test.utils import isolate_apps

from seedplot.engine.compiled.values import compile_tuples
from seedplot.errors import PlanError
from seedplot.plan import Row, Shape, WorldRow
from tests.toy.models import Bed, Gardener

KEY = uuid.UUID(int=7)
NOON = datetime(2026, 3, 8, 12, 30, 5, tzinfo=UTC)


class Season(models.TextChoices):
    SPRING = "spring"


class Shouted(models.CharField):
    """A field of somebody's own, which prepares its values."""

    def get_prep_value(self, value):
        return None if value is None else super().get_prep_value(value).upper()


# By field: values as a plan may give them. Each is written as Django itself would write it.
VALUES = {
    models.IntegerField(): [5, -5, 0, True, "7", 2**31 - 1],
    models.PositiveSmallIntegerField(): [5, "5"],
    models.BigIntegerField(): [2**63 - 1],
    models.CharField(max_length=99): [
        "plain", "", "tab\tline\n\\N \\.", "Zoë 🌱", Season.SPRING, 12, "\u200b", "a\rb\x0b"
    ],
    models.SlugField(): ["green-leek"],
    models.TextField(): ["it's \"so\"", "back\\slash"],
    Shouted(max_length=9): ["loud"],
    models.BooleanField(): [True, False, 1, "False"],
    models.DateTimeField(): [
        NOON,
        NOON.replace(microsecond=250),
        NOON.astimezone(ZoneInfo("America/Chicago")),
        NOON.astimezone(timezone(timedelta(hours=5, minutes=45))),
        datetime(2026, 11, 1, 1, 30, fold=1, tzinfo=ZoneInfo("America/Chicago")),
        datetime(987, 1, 1, tzinfo=UTC),
    ],
    models.DateField(): [date(2026, 3, 8), NOON, "2026-03-09"],
    models.TimeField(): [time(9, 30)],
    models.DurationField(): [timedelta(days=1, seconds=5)],
    models.DecimalField(max_digits=8, decimal_places=3): [
        Decimal("1.250"), Decimal("-1.250"), Decimal("1.25"), Decimal("1E+2"), Decimal("0.0004"), Decimal("12345.6785"),
        Decimal("0.0005"), Decimal("-0.000"), 7, "3.5", 2.675, Decimal("0E-10"),
    ],
    models.DecimalField(max_digits=5, decimal_places=0): [Decimal("7"), Decimal("7.5"), 12345],
    models.FloatField(): [1.5, 0.1, 1e300],
    models.JSONField(): [{"b": [1, None, "\\ é \n"], "a": {}}, [], {}, "text", 5, False],
    models.UUIDField(): [KEY, str(KEY)],
    models.BinaryField(): [b"\x00\xff"],
    models.GenericIPAddressField(): ["192.0.2.7"],
}  # fmt: skip


def made(field, using=connection):
    """A shape of one column, and the tuples that its values become."""

    class Sample(models.Model):
        class Meta:
            app_label = "toy"

    field = field.clone()
    field.null = True
    field.contribute_to_class(Sample, "value")
    shape = Shape(Sample)
    return shape, compile_tuples(shape, using)


def adapted(value):
    """What sqlite3 makes of a decimal before it stores it."""
    return str(value) if isinstance(value, Decimal) else value


@isolate_apps("tests.toy")
@pytest.mark.parametrize("field", VALUES, ids=lambda field: type(field).__name__)
def test_value_is_what_django_would_write(field):
    shape, prepare = made(field)
    given = [*VALUES[field], None]

    [own] = shape.fields
    expected = [own.get_db_prep_save(value, connection) for value in given]

    prepared = [value for _, value in prepare([Row(shape, (value,)) for value in given])]

    assert [adapted(value) for value in prepared] == [adapted(value) for value in expected]


@isolate_apps("tests.toy")
@pytest.mark.parametrize(
    ("field", "value"),
    [
        (models.DecimalField(max_digits=5, decimal_places=2), Decimal("NaN")),
        (models.IntegerField(), "seven"),
        (models.DateField(), "soon"),
    ],
    ids=["no number", "no integer", "no date"],
)
def test_value_that_django_refuses_is_refused(field, value):
    shape, prepare = made(field)
    [own] = shape.fields

    with pytest.raises(Exception) as expected:  # noqa: PT011 - whatever Django raises
        own.get_db_prep_save(value, connection)
    with pytest.raises(type(expected.value)):
        prepare([Row(shape, (value,))])


def test_reference_becomes_the_key_of_its_row():
    shape = Shape(Bed)
    bed = Row(shape, ("Bed 1", WorldRow(Gardener, 3, "Ada"), True, None))
    bed.key_ = 11

    [values] = compile_tuples(shape, connection)([bed])

    assert values == (11, "Bed 1", 3, True, None)


def test_values_come_back_as_they_were_from_every_database(run_program, any_garden_url):
    """Whether a value was written directly or by its field is for the reader to find out."""
    finished = run_program(
        """
        import json, sys
        from datetime import UTC, date, datetime, timedelta, timezone
        from decimal import Decimal
        from uuid import UUID
        from seedplot.plan import Row, shape_of
        from django.db import connection
        from seedplot.engine.backends import backend_for
        from seedplot.engine.writer import Writer
        from tests.toy.models import Bed, Harvest, Plant, Reading

        noon = datetime(2026, 3, 8, 12, 30, 5, tzinfo=UTC)
        moments = [noon, noon.replace(microsecond=250), noon.astimezone(timezone(timedelta(hours=-6))),
                   datetime(987, 1, 1, tzinfo=UTC)]
        weights = [Decimal("1.250"), Decimal("-1.25"), Decimal("1E+2"), 7]
        notes = [{"b": [1, None, "\\\\ é \\n"]}, [], "text", {}]
        wall = [datetime(2026, 3, 8, 2, 30), None, datetime(2026, 1, 1, 0, 0, 0, 5), None]
        plant = Row(shape_of(Plant), (UUID(int=7), "leek", "\\\\N", None, None))
        harvests = [
            Row(shape_of(Harvest), (plant, moment, date(2026, 3, 8), weight, bool(number % 2), note, None))
            for number, (moment, weight, note) in enumerate(zip(moments, weights, notes))
        ]
        readings = [Row(shape_of(Reading), (moment, number)) for number, moment in enumerate(wall)]
        with Writer(backend_for(connection)) as writer:
            writer.take("one", [plant, *harvests, *readings])
            writer.finish()
        found = Harvest.objects.order_by("pk")
        assert [each.picked_at for each in found] == moments
        assert [each.weight_kg for each in found] == weights
        assert [each.notes for each in found] == notes
        assert [each.rainy for each in found] == [False, True, False, True]
        assert {each.replant_on for each in found} == {None}
        assert [each.shown_at for each in Reading.objects.order_by("degrees")] == wall
        print(json.dumps([str(plant.key), Plant.objects.get().label]))
        """,
        DATABASE_URL=any_garden_url,
    )

    assert finished.stderr == ""
    assert json.loads(finished.stdout) == [str(KEY), "\\N"]


def test_writer_still_refuses_what_is_no_row():
    with pytest.raises(AttributeError):
        compile_tuples(Shape(Bed), connection)([PlanError("no row")])
