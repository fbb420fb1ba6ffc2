"""Factories whose declarations draw from a stream: one description of a row, for tests and for the engine.

`PullRequestFactory.build()` and `.create()` are factory_boy's own and give model instances. `.row(stream, **given)`
evaluates the same declarations to a planned `Row`, without an instance. `Drawn` is the declaration that both share.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from types import SimpleNamespace
from typing import Any, ClassVar

import factory
from django.db import models
from factory.declarations import BaseDeclaration

from seedplot.errors import PlanError
from seedplot.plan import Row, Shape, shape_of
from seedplot.streams import DeterministicRandom

Evaluate = Callable[[SimpleNamespace], Any]


class Drawn(BaseDeclaration):
    """A value drawn from the row's stream, under the column's own name: a new column leaves the others as they are."""

    name = ""

    def __init__(self, draw: Callable[[Any], Any]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # factory_boy is annotated in part only
        self.draw = draw

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def evaluate(self, instance: Any, step: Any, extra: Any) -> Any:
        return self.draw(instance.stream.at(self.name))


class _OwnStream(BaseDeclaration):
    """The stream of a row that nobody planned: named by the model and the factory's sequence, under seed 0."""

    def evaluate(self, instance: Any, step: Any, extra: Any) -> DeterministicRandom:
        options = step.builder.factory_meta
        stream: DeterministicRandom = options.factory._stream_class(0)
        return stream.at("factory", options.model._meta.label, step.sequence)


class SeedFactory(factory.django.DjangoModelFactory[Any]):
    """Base of every factory: declare each column, or leave it to the model's own constant default.

    Declarations may be constants, `Drawn`, `factory.LazyAttribute` (reading columns declared above it) and, for
    references, `factory.SubFactory`: `row()` wants references given, `build()` and `create()` make them.
    """

    class Meta:
        abstract = True

    class Params:
        stream = _OwnStream()  # type: ignore[no-untyped-call]  # as above

    # What build() and create() draw from; a domain with draws of its own names its class here.
    # (factory_boy takes every attribute without an underscore for a column.)
    _stream_class: ClassVar[type[DeterministicRandom]] = DeterministicRandom

    @classmethod
    def row(cls, stream: DeterministicRandom, **given: Any) -> Row:
        """The planned row; `given` columns win over declarations, and references are other rows or None."""
        shape, steps = _recipe(cls, frozenset(given))
        values = SimpleNamespace(stream=stream, **given)
        for name, evaluate in steps:
            setattr(values, name, evaluate(values))
        columns = values.__dict__
        return Row(shape, tuple([columns[each.name] for each in shape.fields]))


@cache
def _recipe(factory_class: type[SeedFactory], given: frozenset[str]) -> tuple[Shape, tuple[tuple[str, Evaluate], ...]]:
    """Which columns are to be evaluated, and how, once for each factory and set of given columns."""
    model: type[models.Model] = factory_class._meta.model
    shape = shape_of(model)
    unknown = sorted(given - set(shape.index))
    if unknown:
        raise PlanError(f"{shape.label} has no column '{unknown[0]}' (given to {factory_class.__name__}.row)")
    options = factory_class._meta
    # Params come first: columns are made of them.
    declared = {**{name: options.declarations[name] for name in options.parameters}, **options.base_declarations}
    steps = [
        (name, _evaluator(factory_class, name, declaration))
        for name, declaration in declared.items()
        if name not in given and name != "stream"
    ]
    for each in shape.fields:
        if each.name not in given and each.name not in declared:
            steps.append((each.name, _model_default(factory_class, each)))
    return shape, tuple(steps)


def _evaluator(factory_class: type[SeedFactory], name: str, declaration: Any) -> Evaluate:
    if isinstance(declaration, Drawn):
        draw = declaration.draw
        return lambda values: draw(values.stream.at(name))
    if isinstance(declaration, factory.LazyAttribute):
        function: Evaluate = declaration.function
        return function
    if isinstance(declaration, factory.SubFactory):
        raise PlanError(f"{factory_class.__name__}.row needs the row that '{name}' refers to")
    if isinstance(declaration, BaseDeclaration):
        kind = type(declaration).__name__
        raise PlanError(f"{factory_class.__name__}.{name}: a planned row cannot use {kind}; use Drawn or LazyAttribute")
    return lambda values: declaration


def _model_default(factory_class: type[SeedFactory], column: models.Field[Any, Any]) -> Evaluate:
    default = column.default
    if default is models.NOT_PROVIDED:
        if column.null:
            return lambda values: None
        if column.blank and column.empty_strings_allowed:
            return lambda values: ""
    elif default in (dict, list):
        return lambda values: default()
    elif not callable(default):
        return lambda values: default
    # A callable default may ask the clock or a global generator, which a plan must not.
    raise PlanError(f"{factory_class.__name__} must declare '{column.name}'")
