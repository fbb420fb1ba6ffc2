"""The kinds of models and columns, each with a few rows: made by the engine, and made by `Model.save()`.

`docs/models.md` has the table of them, so each says what an author of scenarios has to know.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cache
from typing import Any
from uuid import UUID

import factory
from django.core.files.base import ContentFile
from django.db import models
from django.db.backends.postgresql.psycopg_any import DateRange, NumericRange

from seedplot import Columns, Instances, SeedFactory
from tests.zoo import models as zoo
from tests.zoo.fields import Color, Money

NOON = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)
STATED = Columns("The test plans what save() would do.")


@dataclass(frozen=True)
class Ref:
    """A row that is made before, by its name; with `column`, a value of it."""

    name: str
    column: str = ""


@dataclass(frozen=True)
class Make:
    """A row, by the values that an author gives."""

    called: str
    model: type[models.Model]
    values: Mapping[str, Any]
    at_save: Mapping[str, Any] = field(default_factory=dict)
    """Values that are given to `save()` instead, which makes others of them."""
    writes: Columns | Instances | None = None
    base: type[SeedFactory] = SeedFactory

    def stated(self, **at_save: Any) -> Make:
        """The row of a factory that says how it is meant."""
        return replace(self, writes=STATED, at_save=at_save)

    def made(self) -> Make:
        """The row of a factory that makes instances."""
        return replace(self, writes=Instances())

    def by(self, base: type[SeedFactory]) -> Make:
        return replace(self, base=base)

    def plan(self, stream: Any, made: Mapping[str, Any]) -> Any:
        return factory_of(self.model, self.writes, self.base).row(
            stream, **{name: _resolved(value, made) for name, value in self.values.items()}
        )

    def save(self, made: Mapping[str, Any]) -> models.Model:
        """The same row by Django: the instance saved, then its links added."""
        values = {name: _resolved(value, made) for name, value in {**self.values, **self.at_save}.items()}
        links = {each.name for each in self.model._meta.many_to_many} & set(values)
        instance = self.model(**{name: value for name, value in values.items() if name not in links})
        instance.save()
        for name in sorted(links):
            getattr(instance, name).add(*values[name])
        return instance


@cache
def factory_of(
    model: type[models.Model], writes: Columns | Instances | None, base: type[SeedFactory]
) -> type[SeedFactory]:
    """A factory that declares nothing beyond its base."""
    meta = type("Meta", (), {"model": model, "writes": writes})
    return type(f"{model.__name__}Factory", (base,), {"Meta": meta})


def _resolved(value: Any, made: Mapping[str, Any]) -> Any:
    if isinstance(value, Ref):
        return getattr(made[value.name], value.column) if value.column else made[value.name]
    return [_resolved(each, made) for each in value] if isinstance(value, list) else value


@dataclass(frozen=True)
class Kind:
    """A kind of model or column: its rows, and what becomes of them."""

    group: str
    name: str
    rows: Sequence[Make]
    refusal: str = ""
    """A part of the message, where the run is refused."""
    remark: str = ""
    apart: Sequence[str] = ()
    """Columns that `save()` takes from the clock, and a plan from its story."""
    vendor: str = ""
    """The only database that has it."""

    @property
    def verdict(self) -> str:
        if self.refusal:
            return "refused"
        if any(isinstance(each.writes, Instances) for each in self.rows):
            return "as instances"
        return "if stated" if any(each.writes for each in self.rows) else "works"

    def plan(self, stream: Any) -> Iterator[Any]:
        made: dict[str, Any] = {}
        for each in self.rows:
            made[each.called] = each.plan(stream.at(each.called), made)
            yield made[each.called]

    def save(self) -> None:
        made: dict[str, Any] = {}
        for each in self.rows:
            made[each.called] = each.save(made)


def make(called: str, model: type[models.Model], /, **values: Any) -> Make:
    return Make(called, model, values)


def group(name: str) -> Callable[..., Kind]:
    def kind(title: str, *rows: Make, **options: Any) -> Kind:
        return Kind(name, title, rows, **options)

    return kind


class Hooked(SeedFactory):
    class Meta:
        abstract = True

    @factory.post_generation
    def greet(self, create: bool, extracted: Any, **options: Any) -> None:
        """Nothing is done: that it is there is enough."""


class Validated(SeedFactory):
    class Meta:
        abstract = True
        validate = True


class Doubled(SeedFactory):
    """Left to factory_boy: a Sequence does not compile."""

    class Meta:
        abstract = True

    area = factory.Sequence(lambda number: 20 + 0 * number)


def columns() -> Iterable[Kind]:
    kind = group("Columns")
    yield kind(
        "text, numbers, truth, choices",
        make(
            "a",
            zoo.Animal,
            name="Ada",
            nickname="ada",
            diet=zoo.Animal.Diet.MEAT,
            steps=2**40,
            speed=1.5,
            mail="a@b.example",
        ),
        make("b", zoo.Animal, name="Bo\t\\ \n'\"é", is_tame=True, is_awake=False, page="https://example.com/"),
    )
    yield kind("decimals", make("a", zoo.Weighing, kilos=Decimal("1.50")), make("b", zoo.Weighing, kilos=3))
    yield kind(
        "moments, days, times, durations",
        make("a", zoo.Feeding, at=NOON, day=NOON.date(), opens=dt.time(9, 30), lasts=dt.timedelta(minutes=90)),
        make("b", zoo.Feeding, at=NOON + dt.timedelta(seconds=1.5), day=dt.date(2026, 3, 8)),
    )
    yield kind(
        "TimeStamped, WallClockField",
        make("a", zoo.Sighting, created_at=NOON, updated_at=NOON, shown_at=NOON.replace(tzinfo=None)),
    )
    yield kind(
        "UUID, bytes, addresses",
        make("a", zoo.Chip, number=UUID(int=7), raw=b"\0\xff\\n", address="192.0.2.1"),
        make("b", zoo.Chip, number=UUID(int=8), address="2001:db8::1"),
    )
    yield kind(
        "JSON",
        make("a", zoo.Report, facts={"b": [1, None], "a": "é"}, moments={"at": NOON}),
        make("b", zoo.Report),
    )
    yield kind(
        "JSON in a field of another class",
        make("a", zoo.Story, blocks=[{"type": "text", "id": 1, "value": "Hello"}]),
        remark="its fingerprint is the same on every database",
    )
    yield kind(
        "an object with value_to_string",
        make("a", zoo.Coat, color=Color(1, 2, 3)),
        remark="the fingerprint takes that text",
    )
    yield kind(
        "an object without any text",
        make("a", zoo.Mystery, color=Color(1, 2, 3)),
        refusal="which has no text of its own, so no fingerprint can hold them",
        remark="give the field a value_to_string, or the type a __str__",
    )
    yield kind(
        "a default that is called",
        make("a", zoo.Counted),
        refusal="must declare 'number', for which zoo.Counted has no constant default",
        remark="it may ask the clock: declare a value",
    )
    yield kind(
        "db_default, a constant", make("a", zoo.Defaulted, name="Ada"), make("b", zoo.Defaulted, name="Bo", level=5)
    )
    yield kind(
        "db_default, an expression",
        make("a", zoo.Clocked),
        refusal="must declare 'made_at', for which zoo.Clocked has no constant default",
        remark="the database would ask its clock: declare a value",
    )
    yield kind("db_default, with a value", make("a", zoo.Clocked, made_at=NOON))
    yield kind("GeneratedField", make("a", zoo.Priced, price=3, count=4), remark="left to the database")
    yield kind(
        "GeneratedField with a value",
        make("a", zoo.Priced, price=3, count=4, total=12),
        refusal="has no column 'total'. The database generates it",
        remark="leave it out",
    )
    yield kind(
        "auto_now, with a value",
        make("a", zoo.Stamped, name="Ada", made_at=NOON, changed_at=NOON),
        apart=("made_at", "changed_at"),
        remark="keeps the moments of the story, where save() takes the clock's",
    )
    yield kind(
        "auto_now, without a value",
        make("a", zoo.Stamped, name="Ada"),
        refusal="must declare 'made_at'",
        remark="declare the moment",
    )
    yield kind("names of tables and columns of one's own", make("a", zoo.Renamed, name="Ada"))
    yield kind(
        "columns called key, shape, stream, columns, model",
        make("a", zoo.Clashing, key="k", shape="s", columns="c", stream="t", model="m", count=1, values="v", row="r"),
        make(
            "b",
            zoo.Clashing,
            key=Ref("a", "key"),
            shape=Ref("a", "shape"),
            columns=Ref("a", "columns"),
            stream=Ref("a", "stream"),
            model=Ref("a", "model"),
            count=2,
            values="v",
            row=Ref("a", "row"),
        ),
    )
    yield kind("the name of a file", make("a", zoo.Document, paper="papers/a.txt"), make("b", zoo.Document))
    yield kind(
        "a file itself",
        make("a", zoo.Document, paper=ContentFile(b"text", name="a.txt")),
        refusal="it is a file, and the column keeps the name of one that lies in its storage",
        remark="store it, and give its name",
    )


def values() -> Iterable[Kind]:
    kind = group("Values that do not fit")
    yield kind(
        "a text that is too long",
        make("a", zoo.Bounded, word="sparrow"),
        refusal="zoo.Bounded.word cannot be 'sparrow'",
    )
    yield kind(
        "a text as a decimal", make("a", zoo.Weighing, kilos="abc"), refusal="zoo.Weighing.kilos cannot be 'abc'"
    )
    yield kind(
        "too many digits",
        make("a", zoo.Weighing, kilos=Decimal("123456.78")),
        refusal="zoo.Weighing.kilos cannot be ",
    )
    yield kind(
        "a moment without a time zone",
        make("a", zoo.Feeding, at=NOON.replace(tzinfo=None), day=NOON.date()),
        refusal="it has no time zone, and the project has USE_TZ",
    )
    yield kind(
        "null in a column that may not be null",
        make("a", zoo.Animal, name=None),
        refusal="zoo.Animal.name cannot be None (in <Row zoo.Animal name=None",
    )
    yield kind(
        "a row that breaks a check",
        make("a", zoo.Bounded, word="wren", level=0),
        refusal="A row breaks a rule of its table",
    )
    yield kind(
        "a value that is taken",
        make("a", zoo.Bounded, word="wren"),
        make("b", zoo.Bounded, word="wren"),
        refusal="A value is taken",
    )
    yield kind("a value outside of the choices", make("a", zoo.Animal, name="Ada", diet="X"), remark="as Django has it")
    yield kind(
        "a value outside of the choices, with validate = True",
        make("a", zoo.Animal, name="Ada", diet="X").by(Validated),
        refusal="AnimalFactory: zoo.Animal.diet cannot be 'X': Value 'X' is not a valid choice",
    )
    yield kind("no value at all", make("a", zoo.Weighing), refusal="must declare 'kilos'")
    yield kind(
        "a column that is not there",
        make("a", zoo.Weighing, kilo=1),
        refusal="zoo.Weighing has no column 'kilo'. Did you mean 'kilos'?",
    )


def references() -> Iterable[Kind]:
    kind = group("References")
    ada, bo = (
        make("ada", zoo.Keeper, name="Ada", code="A", number=9),
        make("bo", zoo.Keeper, name="Bo", code="B", number=8),
    )
    yield kind(
        "a foreign key, also to its own model, also null",
        ada,
        make("cy", zoo.Keeper, name="Cy", boss=Ref("ada")),
        make("cage", zoo.Cage, keeper=Ref("cy")),
        make("empty", zoo.Cage, size=2),
    )
    yield kind("one-to-one", make("cage", zoo.Cage), make("lock", zoo.Lock, cage=Ref("cage")))
    yield kind(
        "one-to-one as the key, and a foreign key to it",
        make("empty", zoo.Cage),
        make("cage", zoo.Cage),
        make("door", zoo.Door, cage=Ref("cage"), is_open=True),
        make("handle", zoo.Handle, door=Ref("door")),
    )
    yield kind(
        "to_field, a text", ada, bo, make("a", zoo.ByCode, keeper=Ref("bo")), make("b", zoo.ByCode, keeper=Ref("ada"))
    )
    yield kind(
        "to_field, a number",
        ada,
        bo,
        make("a", zoo.ByNumber, keeper=Ref("bo")),
        make("b", zoo.ByNumber, keeper=Ref("ada")),
    )
    yield kind("to_field as the key", ada, bo, make("badge", zoo.BadgeOfCode, keeper=Ref("bo")))
    yield kind(
        "a key in place of a row",
        ada,
        make("cage", zoo.Cage, keeper=1),
        refusal="zoo.Cage.keeper must be a row of zoo.Keeper, planned before or of the world. Pass the row itself",
        remark="pass the row",
    )
    yield kind(
        "a row of another model",
        make("cage", zoo.Cage),
        make("other", zoo.Cage, keeper=Ref("cage")),
        refusal="It is one of zoo.Cage",
        remark="pass a row of the right one",
    )
    sing, fly = make("sing", zoo.Skill, name="sing"), make("fly", zoo.Skill, name="fly")
    yield kind(
        "many-to-many as row(skills=[a, b])",
        sing,
        fly,
        make("eva", zoo.Trainer, name="Eva", skills=[Ref("fly"), Ref("sing")]),
        make("fred", zoo.Trainer, name="Fred", skills=[Ref("sing")]),
        make("gil", zoo.Trainer, name="Gil", skills=[]),
    )
    yield kind(
        "many-to-many as rows of Model.field.through",
        sing,
        make("eva", zoo.Trainer, name="Eva"),
        make("link", zoo.Trainer.skills.through, trainer=Ref("eva"), skill=Ref("sing")),
    )
    yield kind(
        "many-to-many to itself, symmetrical or not",
        make("eva", zoo.Trainer, name="Eva"),
        make("fred", zoo.Trainer, name="Fred", friends=[Ref("eva")], follows=[Ref("eva")]),
    )
    yield kind(
        "many-to-many through a model with defaults",
        sing,
        make("eva", zoo.Trainer, name="Eva", taught=[Ref("sing")]),
    )
    yield kind(
        "many-to-many through a model that needs a value",
        sing,
        make("eva", zoo.Trainer, name="Eva", tested=[Ref("sing")]),
        refusal="The links of 'tested' are rows of zoo.Exam, which need a value for 'grade'",
        remark="yield rows of the through model",
    )
    yield kind(
        "rows of a through model",
        sing,
        make("eva", zoo.Trainer, name="Eva"),
        make("exam", zoo.Exam, trainer=Ref("eva"), skill=Ref("sing"), grade=2),
    )
    yield kind(
        "a generic foreign key",
        make("other", zoo.Cage),
        ada,
        bo,
        make("of bo", zoo.Note, target=Ref("bo"), text="of Bo"),
        make("of cage", zoo.Note, target=Ref("other"), text="of a cage"),
        make("none", zoo.Note, target=None, text="of nothing"),
    )
    yield kind(
        "a generic foreign key by a text, to a UUID and to a number",
        make("tagged", zoo.Tagged, id=UUID(int=5)),
        ada,
        make("a", zoo.Label, content_object=Ref("tagged")),
        make("b", zoo.Label, content_object=Ref("ada")),
    )
    yield kind(
        "a generic foreign key to a row of an inherited table",
        make("place", zoo.Place, name="Meadow"),
        make("house", zoo.House, name="Barn"),
        make("note", zoo.Note, target=Ref("house"), text="of the barn"),
    )
    yield kind(
        "a key in a generic foreign key",
        make("note", zoo.Note, target_id=1, text="of what?"),
        refusal="zoo.Note.target_id must be a row of any model, planned before or of the world. Pass the row itself",
        remark="pass the row",
    )


def inheritance() -> Iterable[Kind]:
    kind = group("Inheritance")
    yield kind("an abstract base", make("a", zoo.Concrete, title="A", text="b"))
    yield kind(
        "multi-table inheritance",
        make("place", zoo.Place, name="Meadow"),
        make("house", zoo.House, name="Barn", area=30, floors=2),
        make("other", zoo.House, name=Ref("house", "name")),
        remark="a child's row comes with its parent's",
    )
    yield kind(
        "multi-table inheritance of two levels",
        make("place", zoo.Place, name="Meadow"),
        make("aviary", zoo.Aviary, name="Dome", height=9),
    )
    yield kind(
        "a parent link of one's own",
        make("place", zoo.Place, name="Meadow"),
        make("pond", zoo.Pond, name="Pond", depth=2),
    )
    yield kind(
        "two parents",
        make("machine", zoo.Machine, watts=5),
        make("house", zoo.HeatedHouse, name="Den", watts=900, degrees=25),
        make("visit", zoo.Visit, place=Ref("house"), machine=Ref("house"), house=Ref("house")),
    )
    yield kind(
        "a child whose factory needs factory_boy",
        make("house", zoo.House, name="Barn", area=20).by(Doubled),
    )
    yield kind(
        "many-to-many of a parent",
        make("skill", zoo.Skill, name="sing"),
        make("place", zoo.Place, name="Meadow"),
        make("house", zoo.House, name="Barn", needs=[Ref("skill")]),
    )
    yield kind("a proxy", make("quiet", zoo.QuietPlace, name="Glade"), make("place", zoo.Place, name="Meadow"))
    yield kind(
        "references to parents, children and proxies",
        make("meadow", zoo.Place, name="Meadow"),
        make("quiet", zoo.QuietPlace, name="Glade"),
        make("house", zoo.House, name="Barn"),
        make("aviary", zoo.Aviary, name="Dome", height=9),
        make("a", zoo.Visit, place=Ref("house"), quiet=Ref("quiet"), house=Ref("house")),
        make("b", zoo.Visit, place=Ref("quiet"), quiet=Ref("meadow"), house=Ref("aviary")),
    )


def keys() -> Iterable[Kind]:
    kind = group("Keys")
    yield kind(
        "a text or a UUID as the key, and references to it",
        make("named", zoo.Named, name="Ada's"),
        make("tagged", zoo.Tagged, id=UUID(int=3), named=Ref("named")),
    )
    yield kind(
        "a UUID that nobody gives",
        make("tagged", zoo.Tagged),
        refusal="must declare 'id', for which zoo.Tagged has no constant default",
        remark="draw it: `Drawn(lambda stream: stream.uuid())`",
    )
    yield kind("SmallAutoField", make("a", zoo.Small, name="Ada"), make("b", zoo.Small, name="Bo"))
    yield kind("AutoField of another name and column", make("a", zoo.Numbered, name="Ada"))
    yield kind("a number that the plan gives", make("a", zoo.Given, number=70), make("b", zoo.Given, number=7))
    yield kind(
        "CompositePrimaryKey",
        make("a", zoo.Pair, left=1, right=2),
        refusal="zoo.Pair has a key of several columns",
        remark="write them outside of a scenario",
    )
    yield kind(
        "order_with_respect_to",
        make("numbered", zoo.Numbered, name="Ada"),
        make("a", zoo.Step, numbered=Ref("numbered"), _order=0),
        make("b", zoo.Step, numbered=Ref("numbered"), _order=1),
        remark="give `_order`, which save() would count",
    )


def saving() -> Iterable[Kind]:
    kind = group("More than columns")
    panda = make("panda", zoo.Saving, name="Red Panda", words=2)
    yield kind(
        "its own save()",
        panda,
        refusal="zoo.Saving has its own save() (tests.zoo.models.saving.Saving)",
        remark="unless the factory states it",
    )
    yield kind("its own save(), stated", panda.stated(words=0))
    yield kind(
        "its own __init__()",
        make("a", zoo.Preparing, name="Ada"),
        refusal="zoo.Preparing has its own __init__()",
        remark="unless the factory states it",
    )
    yield kind("its own __init__(), stated", make("a", zoo.Preparing, name="Ada", length=3).stated(length=0))
    yield kind("its own __init__(), as an instance", make("a", zoo.Preparing, name="Ada").made())
    yield kind("a field with its own pre_save(), as an instance", make("a", zoo.Slugged, name="Red Panda").made())
    yield kind(
        "a field that sets a column beside it, as an instance",
        make("a", zoo.Bought, amount=Money("10.50", "EUR")).made(),
        make("b", zoo.Bought, amount=Decimal("2.00"), amount_currency="CHF").made(),
    )
    yield kind(
        "a child's own and inherited fields, as an instance",
        make("place", zoo.Place, name="Meadow"),
        make("sign", zoo.Sign, name="Red Panda", note=None).made(),
    )
    yield kind(
        "a field whose pre_save() asks the database, as an instance",
        make("a", zoo.Asking, name="Ada").made(),
        refusal="AskingFactory: it asks the database while it is planned",
        remark="plan the value",
    )
    yield kind(
        "a field whose pre_save() draws, as an instance",
        make("a", zoo.Drawing, name="Ada").made(),
        refusal="DrawingFactory: zoo.Drawing.code is another each time",
        remark="plan the value",
    )
    yield kind(
        "its own save(), as an instance",
        panda.made(),
        refusal="zoo.Saving has its own save()",
        remark="nothing saves an instance: unless the factory states it",
    )
    yield kind(
        "a field with its own pre_save()",
        make("a", zoo.Slugged, name="Red Panda"),
        refusal="has the field 'slug' with its own pre_save() (SlugOfNameField)",
        remark="unless the factory states it",
    )
    yield kind(
        "a field with its own pre_save(), stated",
        make("a", zoo.Slugged, name="Red Panda", slug="red-panda").stated(slug=""),
    )
    yield kind(
        "a field that sets a column beside it",
        make("a", zoo.Bought, amount=Money("10.50", "EUR")),
        refusal="has the field 'amount' that may set other columns (MoneyDescriptor)",
        remark="unless the factory states it",
    )
    yield kind(
        "a field that sets a column beside it, stated",
        make("a", zoo.Bought, amount=Decimal("10.50"), amount_currency="EUR").stated(amount=Money("10.50", "EUR")),
    )
    yield kind(
        "a post_save receiver",
        make("counter", zoo.Counter),
        make("a", zoo.Watched, counter=Ref("counter")),
        refusal="zoo.Watched has a post_save receiver (tests.zoo.models.saving.count_watched)",
        remark="unless the factory states it",
    )
    yield kind(
        "a post_save receiver, stated",
        replace(make("counter", zoo.Counter, number=1), at_save={"number": 0}),
        make("a", zoo.Watched, counter=Ref("counter")).stated(),
    )
    yield kind(
        "a pre_save receiver",
        make("a", zoo.Corrected, name=" Ada "),
        refusal="zoo.Corrected has a pre_save receiver (tests.zoo.models.saving.correct)",
        remark="unless the factory states it",
    )
    yield kind(
        "an m2m_changed receiver, with links",
        make("skill", zoo.Skill, name="sing"),
        make("team", zoo.Team, skills=[Ref("skill")]),
        refusal="zoo.Team has links by 'skills', of which the model has a m2m_changed receiver",
        remark="unless the factory states it",
    )
    yield kind("an m2m_changed receiver, without links", make("team", zoo.Team))
    yield kind("a receiver for every model", make("a", zoo.Plain, name="Ada"))
    yield kind(
        "post_generation in the factory",
        make("a", zoo.Plain, name="Ada").by(Hooked),
        refusal="has hooks in its factory (post_generation)",
        remark="unless the factory states it",
    )
    yield kind(
        "a tree of paths (treebeard)",
        make("root", zoo.Branch, path="0001", depth=1, numchild=1),
        refusal="zoo.Branch is a tree of paths, which add_root() and add_child() number",
        remark="unless the factory states it",
    )
    yield kind(
        "a tree of paths (treebeard), stated",
        make("root", zoo.Branch, path="0001", depth=1, numchild=1).stated(),
        make("leaf", zoo.Branch, path="00010001", depth=2).stated(),
    )
    yield kind(
        "a base manager that hides rows",
        make("a", zoo.Hidden, name="Ada"),
        make("b", zoo.Hidden, name="Bo", hidden=False),
    )
    yield kind("a default manager that hides rows", make("a", zoo.SoftDeleted, name="Ada"))


def servers() -> Iterable[Kind]:
    kind = group("PostgreSQL")
    yield kind(
        "ArrayField",
        make("a", zoo.Listed, words=["a,b", 'c"d', "{}", ""], table=[[1, 2], [3, 4]]),
        make("b", zoo.Listed, words=[]),
        vendor="postgresql",
    )
    yield kind(
        "ranges",
        make("a", zoo.Ranged, numbers=NumericRange(1, 9), days=DateRange(dt.date(2026, 3, 2), None)),
        vendor="postgresql",
    )
    yield kind("SearchVectorField, null", make("a", zoo.Searched, text="Ada"), vendor="postgresql")
    yield kind(
        "a sequence that belongs to no column",
        make("a", zoo.OwnSequence, name="Ada"),
        make("b", zoo.OwnSequence, name="Bo"),
        vendor="postgresql",
    )


KINDS = [each for part in (columns, values, references, inheritance, keys, saving, servers) for each in part()]


def table() -> list[tuple[str, str, str, str]]:
    """Group, kind, verdict and remark of each, for the page."""
    return [(each.group, each.name, each.verdict, each.remark) for each in KINDS]
