"""Factories whose declarations draw from a stream: one description of a row, for tests and for the engine.

`PullRequestFactory.build()` and `.create()` are factory_boy's own and give model instances. `.row(stream, **columns)`
evaluates the same declarations to a planned `Row`, without an instance. `Drawn` is the declaration that both share.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any, ClassVar

from seedplot.factory_boy import BaseDeclaration, Columns, Instances, ModelFactory, factory_of
from seedplot.plan import Attached, Row
from seedplot.streams import DeterministicRandom

__all__ = ["Columns", "Drawn", "Instances", "SeedFactory", "stream_paths"]


class _Paths:
    are_noted = False


class Drawn(BaseDeclaration):
    """A value drawn from the row's stream, under the column's own name: a new column leaves the others as they are.

    `draw` takes a stream and returns the value; `row()`, `build()` and `create()` call it once for each row.

    >>> from django.contrib.auth.models import Group
    >>> from seedplot import DeterministicRandom, Drawn, SeedFactory
    >>> class GroupFactory(SeedFactory):
    ...     name = Drawn(lambda stream: stream.choice(["bakers", "cooks", "waiters"]))
    ...
    ...     class Meta:
    ...         model = Group
    >>> GroupFactory.row(DeterministicRandom(42)).name in {"bakers", "cooks", "waiters"}
    True
    """

    name = ""

    def __init__(self, draw: Callable[[Any], Any]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # factory_boy is annotated in part only
        self.draw = draw

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def evaluate(self, instance: Any, step: Any, extra: Any) -> Any:
        return self.draw(getattr(instance, factory_of(step)._stream_name).at(self.name))


class _OwnStream(BaseDeclaration):
    """The stream of a row that no plan made: named by the model and the factory's sequence, under seed 0."""

    def evaluate(self, instance: Any, step: Any, extra: Any) -> DeterministicRandom:
        made_by = factory_of(step)
        stream: DeterministicRandom = made_by._stream_class(0)
        return stream.at("factory", made_by._meta.model._meta.label, step.sequence)


class SeedFactory(ModelFactory):
    """Base of every factory: declare each column, or leave it to the model's own constant default.

    Declarations are best constants, `Drawn`, `factory.LazyAttribute` (reading columns declared above it) and, for
    references, `factory.SubFactory`: `row()` needs references as columns, `build()` and `create()` make them. With
    others of factory_boy's (traits, sequences, Faker, post-generation) `row()` works too, ten times as slowly; it
    refuses `Iterator` and `LazyFunction`, which know nothing of a stream.

    PlanError, in one line with factory and column, where a column has no value, a reference no row, or the model no
    such column.

    >>> from django.contrib.auth.models import Group
    >>> from seedplot import DeterministicRandom, SeedFactory
    >>> class GroupFactory(SeedFactory):
    ...     name = "cooks"
    ...
    ...     class Meta:
    ...         model = Group
    >>> GroupFactory.row(DeterministicRandom(42))
    <Row auth.Group name='cooks'>
    >>> GroupFactory.row(DeterministicRandom(42), nme="bakers")
    Traceback (most recent call last):
    ...
    seedplot.errors.PlanError: GroupFactory: auth.Group has no column 'nme'. Did you mean 'name'?
    """

    class Meta:
        abstract = True

    class Params:
        stream = _OwnStream()  # type: ignore[no-untyped-call]  # factory_boy is annotated in part only

    # What build() and create() draw from; a domain with draws of its own names its class here.
    # (factory_boy takes every attribute without an underscore for a column.)
    _stream_class: ClassVar[type[DeterministicRandom]] = DeterministicRandom

    @classmethod
    def row(cls, stream: DeterministicRandom, /, **columns: Any) -> Row:
        """The planned row; `columns` win over declarations, and references are other rows or None.

        A generic foreign key takes a row of any model, a many-to-many field a list of rows.
        """
        row = _row_function(cls, tuple(columns))(stream, *columns.values())
        if _Paths.are_noted:
            _note_path(row, stream.path)
        return row


def _note_path(row: Row, path: str) -> None:
    """Note the path of a row, and those of the rows that are attached to it: its parents share it."""
    row.stream_path_ = path
    parents, links = getattr(row, "attached_", Attached())
    for parent in parents:
        _note_path(parent, path)
    for number, link in enumerate(links):
        link.stream_path_ = f"{path}{link.shape_.label!r}/{number}/"


@contextmanager
def stream_paths() -> Iterator[None]:
    """Note each planned row's path: its identity across anchors. Writing needs none, and each would take memory."""
    before, _Paths.are_noted = _Paths.are_noted, True
    try:
        yield
    finally:
        _Paths.are_noted = before


def forget_compiled_rows() -> None:
    """Compile each factory anew with its next row, as where a test has changed a declaration."""
    _row_function.cache_clear()


@cache
def _row_function(factory_class: type[SeedFactory], provided: tuple[str, ...]) -> Callable[..., Row]:
    # Compiling is the engine's: it is loaded with the first row, not with a module of factories.
    from seedplot.engine.compiled.rows import compile_row_function

    return compile_row_function(factory_class, provided)
