"""Rows read raw: the same values as Django reads, and the same digests as a slow way gives that shares no code."""

import json
import pickle
from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from zoneinfo import ZoneInfo

import pytest
from django.db import connection, models
from django.test.utils import isolate_apps

from seedplot.clock import AnchoredCalendar, FixedCalendar, WeeklyCalendar
from seedplot.engine.compiled.columns import Column
from seedplot.engine.compiled.memory import MomentTexts, Remembered, Replaced, moment
from seedplot.engine.compiled.reading import RowReader
from seedplot.engine.raw_rows import RawRows
from seedplot.engine.run_rows import Names, RunRows
from seedplot.fields import WallClockField
from seedplot.plan import Shape, shape_of
from tests.toy.models import (
    Bed,
    Curiosity,
    FramedField,
    MinuteField,
    MirroredField,
    MomentField,
    Plant,
    Reading,
    Sample,
    Specimen,
)
from tests.toy.samples import SlowDigests, block_of, make_curiosities, make_specimens, read_anew

CHICAGO = ZoneInfo("America/Chicago")
CALENDARS = {
    # Weeks over both changes of the clocks.
    "weekly": WeeklyCalendar(datetime(2026, 3, 12, tzinfo=CHICAGO), 52),
    "weekly in autumn": WeeklyCalendar(datetime(2026, 11, 18, tzinfo=CHICAGO), 8),
    "anchored": AnchoredCalendar(datetime(2026, 3, 12, tzinfo=CHICAGO)),
    "anchored to the second": AnchoredCalendar(datetime(2026, 3, 12, 9, 30, 15, tzinfo=CHICAGO)),
    "anchored to the microsecond": AnchoredCalendar(datetime(2026, 3, 12, 9, 30, 15, 7, tzinfo=CHICAGO)),
    "fixed": FixedCalendar(datetime(2026, 3, 12, tzinfo=CHICAGO)),
}
MODELS = {"read directly": Specimen, "read by Django in part": Curiosity}
MAKE = {Specimen: make_specimens, Curiosity: make_curiosities}

each_model = pytest.mark.parametrize("model", MODELS.values(), ids=MODELS)


def blocks_of(rows):
    """The rows in one block, which begins at position 3, and half of the beds and plants that they refer to."""
    owned = [list(found.order_by("pk"))[::2] for found in (Bed.objects, Plant.objects)]
    return block_of(rows, start=3), [
        block_of([each], start=number) for found in owned for number, each in enumerate(found)
    ]


def digests_of(block, blocks, world, calendar, excluded=()):
    raw_rows = RawRows("default")
    names = Names(RunRows(blocks, "default"), world)
    moment_texts = MomentTexts(calendar, raw_rows.moments)
    is_listed = block.first_key is None
    digest = raw_rows.reader(block.label).digester(names, calendar, excluded, moment_texts, is_listed=is_listed)
    subtract = 0 if block.first_key is None else block.first_key - block.start
    total, kept, _ = digest(raw_rows.fetch(block), f"{block.shard} ", subtract)
    return total, kept


def damage(model):
    """Values that no plan has written; SQLite keeps what it is given."""
    table = model._meta.db_table
    statements = [
        f"UPDATE {table} SET word = text WHERE word IS NULL",
        f'UPDATE {table} SET notes = \'{{"b":[1,  2],"a":null, "day": "2026-03-12"}}\' WHERE is_ripe',
        f"UPDATE {table} SET lines = 'null' WHERE NOT is_ripe",
        f"UPDATE {table} SET price = 12345.67, pieces = -17 WHERE is_sweet",
        f"UPDATE {table} SET bed_id = NULL WHERE count IS NULL",
        f"DELETE FROM {table} WHERE large = 0",
        f"UPDATE {table} SET sketch = NULL WHERE is_ripe",
    ]
    if model is Curiosity:
        statements += [f"UPDATE {table} SET framed = NULL WHERE is_ripe"]
    if connection.vendor == "sqlite":
        statements += [
            f"UPDATE {table} SET price = 0.125 WHERE is_ripe",
            f"UPDATE {table} SET pieces = 7.5 WHERE NOT is_ripe",
            f"UPDATE {table} SET count = 1.5 WHERE count = 0",
            f"UPDATE {table} SET ratio = 7 WHERE ratio IS NULL",
            f"UPDATE {table} SET seen_at = '2026-03-08T08:00:00' WHERE seen_at IS NULL",
            f"UPDATE {table} SET noted_at = '2026-03-08 06:00:00.5' WHERE is_ripe",
            f"UPDATE {table} SET noted_at = '2026-03-08 06:00' WHERE NOT is_ripe",
            f"UPDATE {table} SET text = 'nul ' || char(0) || ' in it' WHERE text = ''",
        ]
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


# --- The same as Django's --------------------------------------------------------------------------------------


@each_model
def test_light_rows_have_the_values_that_django_reads(model, each_database):
    rows = MAKE[model](60)
    block = block_of(rows)

    for damaged in (False, True):
        if damaged:
            damage(model)
        light = RawRows("default").light_rows(block)
        names = [field.attname for field in model._meta.concrete_fields]
        expected = [[comparable(getattr(row, name)) for name in names] for row in read_anew(rows)]
        assert [[comparable(getattr(row, name)) for name in names] for row in light] == expected
        assert [row.pk for row in light] == [row.pk for row in read_anew(rows)]
        assert 40 < len(light) <= 60


def comparable(value):
    """The value with its type; a file is its name, and bytes are bytes in whatever the driver hands them."""
    if isinstance(value, models.fields.files.FieldFile):
        value = value.name
    if isinstance(value, memoryview):
        value = bytes(value)
    return type(value), str(value) if isinstance(value, float) else value, getattr(value, "tzinfo", None)


@each_model
@pytest.mark.parametrize("calendar", CALENDARS.values(), ids=CALENDARS)
def test_digests_are_those_of_the_slow_way(calendar, model, each_database):
    rows = MAKE[model](60)
    block, others = blocks_of(rows)
    world = {"toy.Bed": {str(bed.pk): f"bed {number}" for number, bed in enumerate(Bed.objects.order_by("-pk")[:2])}}
    slow = SlowDigests(calendar, [block, *others], world)

    for damaged in (False, True):
        if damaged:
            damage(model)
        now = list(read_anew(rows))
        for excluded in ((), ("text", "noted_at", "bed", "token")):
            digests = digests_of(block, [block, *others], world, calendar, excluded)
            assert digests == slow.of(block, now, excluded)
            assert len(digests[1]) == 8 * len(now)


def test_one_changed_value_of_any_column_is_another_digest(each_database):
    rows = make_curiosities(1) + make_specimens(1)
    for row in rows:
        block = block_of([row])
        before = digests_of(block, [block], {}, CALENDARS["weekly"])
        for field in row._meta.concrete_fields:
            if field.primary_key:
                continue
            old = getattr(row, field.attname)
            type(row).objects.filter(pk=row.pk).update(**{field.attname: another(field, old)})
            assert digests_of(block, [block], {}, CALENDARS["weekly"]) != before, field.name
            type(row).objects.filter(pk=row.pk).update(**{field.attname: old})
        assert digests_of(block, [block], {}, CALENDARS["weekly"]) == before


# SQLite keeps anything in any column.
ANYTHING = (
    "0", "1", "2", "-1", "1.0", "1.5", "1e300", "9223372036854775807", "20260308", "''", "'abc'", "'1'", "'true'",
    "'2026-3-8'", "'20260308'", "'2026-W10-1'", "'2026-02-30'", "'2026-03-08 00:00:00'", "'2026-3-8 6:00'",
    "'2026-03-08 06:00:61'", "'2026-03-08 6:00:00.1'", "'2026-03-08 25:00:00'", "'2026-03-08T06:00:00Z'",
    "'2026-03-08 06:00:00.1234567'", "x'31'", "x'ff'", "x'323032362d30332d3038'",
)  # fmt: skip


@pytest.mark.parametrize("column", ["is_ripe", "is_sweet", "seen_at", "noted_at", "shown_at", "day", "price"])
def test_anything_in_a_column_of_sqlite_is_read_as_django_reads_it(column, ada):
    [row] = make_specimens(1)
    block = block_of([row])
    slow = SlowDigests(CALENDARS["weekly"], [block], {})

    def by_django():
        [found] = read_anew([row])
        return comparable(getattr(found, column)), slow.of(block, [found])

    def directly():
        [found] = RawRows("default").light_rows(block)
        return comparable(getattr(found, column)), digests_of(block, [block], {}, CALENDARS["weekly"])

    read = {}
    for value in ANYTHING:
        with connection.cursor() as cursor:
            cursor.execute(f"UPDATE toy_specimen SET {column} = {value}")
        read[value] = outcome_of(directly)
        assert read[value] == outcome_of(by_django), value
    assert any(isinstance(outcome, tuple) for outcome in read.values())


def outcome_of(reading):
    """The result, or the class of the exception: a value that Django cannot read at all is an error here, too."""
    try:
        return reading()
    except Exception as error:
        return type(error)


def test_number_that_django_takes_for_false_is_false(ada):
    [row] = make_specimens(1)
    block = block_of([row])
    Specimen.objects.update(is_ripe=False)
    digest_of_false = digests_of(block, [block], {}, CALENDARS["weekly"])

    with connection.cursor() as cursor:
        cursor.execute("UPDATE toy_specimen SET is_ripe = 2")

    assert RawRows("default").light_rows(block)[0].is_ripe is Specimen.objects.get().is_ripe is False
    assert digests_of(block, [block], {}, CALENDARS["weekly"]) == digest_of_false


def test_file_that_is_null_is_hashed_as_the_empty_name_that_django_reads(each_database):
    made = make_specimens(1) + make_curiosities(1)
    for row in made:
        block = block_of([row])
        type(row).objects.update(sketch="")
        digest_of_empty = digests_of(block, [block], {}, CALENDARS["weekly"])
        type(row).objects.update(sketch=None)

        assert str(type(row).objects.get().sketch) == ""
        assert RawRows("default").light_rows(block)[0].sketch is None
        assert digests_of(block, [block], {}, CALENDARS["weekly"]) == digest_of_empty


def another(field, old):
    if field.is_relation:
        known = field.related_model.objects.exclude(pk=old).first()
        return None if known is None and old is not None else known and known.pk
    return {
        models.BooleanField: not old,
        models.DateTimeField: datetime(2026, 5, 5, 5, 5, tzinfo=UTC),
        MomentField: datetime(2026, 5, 5, 5, 5, tzinfo=UTC),
        MinuteField: datetime(2026, 5, 5, 5, 5, tzinfo=UTC),
        WallClockField: datetime(2026, 5, 5, 5, 5),  # noqa: DTZ001 - this column has no time zone
        models.DateField: date(2026, 5, 5),
        models.TimeField: time(5, 5),
        models.DurationField: timedelta(5),
        models.JSONField: {"another": 5},
        models.UUIDField: "00000000-0000-0000-0000-000000000005",
        models.BinaryField: b"another",
        models.GenericIPAddressField: "203.0.113.5",
        models.CharField: "5",
        models.TextField: "5",
        models.FileField: "5",
        FramedField: "5",
        MirroredField: "another",
    }.get(type(field), 55)


# --- Light rows ------------------------------------------------------------------------------------------------


def test_light_row_is_a_tuple_with_names_choices_and_the_key(each_database):
    [made] = make_curiosities(1)

    [row] = RawRows("default").light_rows(block_of([made]))

    assert isinstance(row, tuple)
    assert (row.pk, row.id, row[0]) == (made.pk,) * 3
    assert (row._mark, row.bed_id) == (made._mark, made.bed_id)
    # A tuple has a method of that name.
    assert row.count == made.count
    assert row.Size.LARGE == Sample.Size.LARGE == "L"
    assert type(row).__name__ == "Curiosity"
    with pytest.raises(AttributeError):
        row.text = "another"


@each_model
def test_light_rows_reach_another_process_as_they_are(model, each_database):
    light = RawRows("default").light_rows(block_of(MAKE[model](5)))

    came_back = pickle.loads(pickle.dumps(light))

    assert came_back == light
    assert [type(row) for row in came_back] == [type(row) for row in light]


# --- Which columns are read directly ---------------------------------------------------------------------------


def test_columns_of_djangos_own_kinds_are_read_directly(each_database):
    readers = {model: RawRows("default").reader(model._meta.label) for model in (Specimen, Curiosity)}

    assert readers[Specimen].is_plain
    assert [column.name for column in readers[Curiosity].columns if not column.is_plain] == [
        "mirrored", "framed", "read_at", "opens_at", "lasts", "pixels", "address",
    ]  # fmt: skip
    assert not readers[Curiosity].is_plain


@isolate_apps("tests.toy")
@pytest.mark.parametrize(
    ("base", "changed"),
    [
        (models.CharField, {"from_db_value": lambda self, value, expression, connection: value}),
        (models.DateTimeField, {"from_db_value": lambda self, value, expression, connection: value}),
        (models.DateField, {"get_db_converters": lambda self, connection: []}),
        (models.JSONField, {"select_format": lambda self, compiler, sql, params: (sql, params)}),
        (models.DateTimeField, {"get_internal_type": lambda self: "CharField"}),
        (models.DateTimeField, {}),
        (models.IntegerField, {}),
    ],
    ids=["reads", "reads a moment", "converts", "selects", "is stored otherwise", "moment", "number"],
)
def test_field_that_reads_in_its_own_way_is_left_to_django(base, changed):
    field = type("OwnField", (base,), changed)(null=True)

    class Thing(models.Model):
        class Meta:
            app_label = "toy"

    field.contribute_to_class(Thing, "value")

    assert Column(field, connection).is_plain is not bool(changed)


@isolate_apps("tests.toy")
def test_moments_are_left_to_django_where_the_database_has_another_time_zone(monkeypatch, settings):
    class Thing(models.Model):
        at = models.DateTimeField()

        class Meta:
            app_label = "toy"

    field = Thing._meta.get_field("at")

    assert Column(field, connection).is_plain
    settings.USE_TZ = False
    assert not Column(field, connection).is_plain


@isolate_apps("tests.toy")
def test_reference_is_read_as_the_key_that_it_leads_to(each_database):
    columns = {column.name: column for column in RawRows("default").reader("toy.Specimen").columns}

    assert [columns[name].is_plain for name in ("plant", "bed", "variety", "sundial", "twin")] == [True] * 5
    assert [columns[name].is_uuid for name in ("plant", "bed", "variety", "token")] == [True, False, False, True]


def test_value_in_the_place_of_a_raw_one_is_taken_as_it_is(each_database):
    columns = {column.name: column for column in RawRows("default").reader("toy.Curiosity").columns}

    assert columns["mirrored"].value(Replaced("straight")) == "straight"
    assert columns["day"].value(Replaced(date(2026, 3, 12))) == date(2026, 3, 12)
    assert Replaced.of(None) is None


def test_wall_clock_and_date_are_read_in_any_style_of_the_server(on_postgresql):
    made = [Reading.objects.create(shown_at=shown_at, degrees=degrees) for shown_at, degrees in WALL_CLOCKS]
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL DateStyle TO 'German'")

    light = RawRows("default").light_rows(block_of(made))

    assert [(row.shown_at, row.degrees) for row in light] == WALL_CLOCKS


WALL_CLOCKS = [
    (datetime(2026, 3, 8, 2, 30), 1),  # noqa: DTZ001 - this column has no time zone
    (datetime(2026, 12, 11, 10, 9, 8, 70), 2),  # noqa: DTZ001 - as above
    (None, 3),
]


def test_database_is_asked_for_no_more_than_the_rows(each_database, django_assert_num_queries):
    block = block_of(make_curiosities(5))
    raw_rows = RawRows("default")

    with django_assert_num_queries(1):
        raw_rows.light_rows(block)


def test_decoding_is_done_once_for_values_that_repeat(ada):
    calls = count()
    memory = Remembered(lambda raw: (next(calls), moment(raw))[1])
    reader = RowReader(shape_of(Reading), connection, memory)
    shape = Shape(Specimen)

    light = RowReader(shape, connection, memory).light
    values = {field.name: None for field in (shape.key_field, *shape.fields)}
    values |= {"noted_at": "2026-03-08 06:00:00", "seen_at": "2026-03-08 06:00:00"}
    rows = light([tuple(values.values())] * 3)

    assert {row.noted_at for row in rows} == {datetime(2026, 3, 8, 6, tzinfo=UTC)}
    assert next(calls) == 1
    assert reader.moments is memory


def test_references_to_one_row_are_named_once_for_all_models(each_database, monkeypatch):
    named = []
    monkeypatch.setattr(Names, "name", lambda self, label, key: named.append((label, key)) or "a bed")
    raw_rows, references, calendar = RawRows("default"), {}, CALENDARS["weekly"]
    names, texts = Names(RunRows([], "default"), {}), MomentTexts(calendar, raw_rows.moments)

    specimens = make_specimens(20)
    for rows in (specimens, Plant.objects.order_by("pk")):
        block = block_of(list(rows))
        digest = raw_rows.reader(block.label).digester(
            names, calendar, (), texts, references, is_listed=block.first_key is None
        )
        digest(raw_rows.fetch(block), "", 0)

    assert Counter(named)["toy.Bed", Plant.objects.first().bed_id] == 1


JSON_TEXTS = {'{"a": [1]}': {"a": [1]}, "[{}]": [{}], '"text"': "text", "5": 5, "1.5": 1.5, "null": None, "true": True}


@each_model
def test_each_light_row_has_json_of_its_own(model, each_database):
    made = MAKE[model](3)
    block = block_of(made)
    model.objects.update(notes={"tags": ["a"]}, lines=[[1]])
    raw_rows = RawRows("default")

    first, second, third = raw_rows.light_rows(block)
    first.notes["tags"].append("b")
    first.lines[0].clear()

    assert (first.notes, first.lines) == ({"tags": ["a", "b"]}, [[]])
    for row in (second, third, *raw_rows.light_rows(block)):
        assert (row.notes, row.lines) == ({"tags": ["a"]}, [[1]])


@pytest.mark.parametrize(("text", "value"), JSON_TEXTS.items())
def test_json_of_any_kind_comes_as_it_is(text, value, each_database):
    made = make_specimens(2)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE toy_specimen SET notes = %s", [text])

    light = RawRows("default").light_rows(block_of(made))

    assert [row.notes for row in light] == [row.notes for row in Specimen.objects.all()] == [value] * 2


def test_json_that_a_decoder_makes_objects_of_is_each_rows_own(each_database):
    class Words(json.JSONDecoder):
        def decode(self, text):
            return Counter(super().decode(text))

    field = Specimen._meta.get_field("notes")
    made = make_specimens(2)
    Specimen.objects.update(notes=["leek", "leek"])
    field.decoder = Words
    try:
        first, second = RawRows("default").light_rows(block_of(made))
        first.notes["bean"] += 1
        assert (first.notes, second.notes) == (Counter(leek=2, bean=1), Counter(leek=2))
    finally:
        field.decoder = None


def test_json_of_a_light_row_is_read_by_the_fields_own_decoder(each_database):
    class Bits(json.JSONDecoder):
        def decode(self, text):
            return {"decoded": super().decode(text)}

    field = Specimen._meta.get_field("notes")
    [made] = make_specimens(1)
    Specimen.objects.filter(pk=made.pk).update(notes={"a": 1})
    field.decoder = Bits
    try:
        [row] = RawRows("default").light_rows(block_of([made]))
        assert row.notes == Specimen.objects.get(pk=made.pk).notes == {"decoded": {"a": 1}}
    finally:
        field.decoder = None
