"""A factory's declarations as one function from a stream and provided columns to a planned row.

factory_boy resolves the declarations of every row anew, which costs more than planning and loading it together. Here
they are turned into Python source once for each factory and set of provided columns. Whatever that cannot express
(traits, sequences, Faker, post-generation hooks, renamed columns) is left to factory_boy, at its own speed.
"""

from __future__ import annotations

from collections.abc import Callable
from difflib import get_close_matches
from functools import partial
from typing import Any

import factory
from django.db import models

from seedplot.engine.compiled.assembly import Assembly
from seedplot.engine.compiled.source import function_of
from seedplot.engine.compiled.through_instances import through_instances
from seedplot.engine.compiled.validated import validated
from seedplot.engine.saving.refusal import refuse_unless_meant
from seedplot.errors import PlanError
from seedplot.factories import Drawn, SeedFactory
from seedplot.factory_boy import BaseDeclaration, Declarations, Instances, StubObject, read_declarations
from seedplot.plan import Row, Shape, shape_of

RowFunction = Callable[..., Row]
"""Called with the stream, then the provided columns in their order."""


def compile_row_function(factory_class: type[SeedFactory], provided: tuple[str, ...]) -> RowFunction:
    """The function for that factory if the caller provides those columns. PlanError if it cannot make a row."""
    meta: Any = factory_class._meta
    function = _row_function(factory_class, provided)
    if isinstance(meta.writes, Instances):
        function = through_instances(factory_class.__name__, meta.model, function)
    return validated(factory_class.__name__, function) if meta.validate else function


def _row_function(factory_class: type[SeedFactory], provided: tuple[str, ...]) -> RowFunction:
    model = factory_class._meta.model
    shape = shape_of(model)
    shape.made_by.add(factory_class.__name__)
    declarations = read_declarations(factory_class)
    declared = _declared(factory_class, declarations, provided)
    refuse_unless_meant(factory_class, frozenset((*provided, *declared)))
    for name in provided:
        if shape.inherited.get(name) in provided:
            raise PlanError(
                f"{factory_class.__name__}: '{name}' is a column of the row that is passed as "
                f"'{shape.inherited[name]}'. Pass one of them"
            )
    names = [*provided, *(name for name in declared if name not in declarations.parameters)]
    assembly = Assembly(model, names, partial(_model_default, factory_class))
    if declarations.is_simple and all(_can_compile(each) for each in declared.values()):
        for name in sorted({*provided, *declared} - {*shape.index, *assembly.names, *declarations.parameters}):
            raise _unknown_column(factory_class, shape, name)
        return _compiled(factory_class, assembly, provided, declared)
    return _left_to_factory_boy(factory_class, assembly, provided)


def _declared(
    factory_class: type[SeedFactory], declarations: Declarations, provided: tuple[str, ...]
) -> dict[str, Any]:
    """The declarations that are to be evaluated, in order. PlanError for one that a plan cannot have."""
    others = {*provided, factory_class._stream_name}
    declared = {name: each for name, each in declarations.by_name.items() if name not in others}
    for name, declaration in declared.items():
        if isinstance(declaration, factory.SubFactory):
            raise _missing_row(factory_class, name)
        if isinstance(declaration, (factory.Iterator, factory.LazyFunction)):
            kind = type(declaration).__name__
            raise PlanError(
                f"{factory_class.__name__}.{name}: what {kind} yields depends on other rows or on the clock; "
                "use Drawn or LazyAttribute"
            )
    return declared


def _can_compile(declaration: Any) -> bool:
    return not isinstance(declaration, BaseDeclaration) or type(declaration) in (Drawn, factory.LazyAttribute)


def _unknown_column(factory_class: type[SeedFactory], shape: Shape, name: str) -> PlanError:
    if any(each.name == name and getattr(each, "generated", False) for each in shape.model._meta.fields):
        advice = "The database generates it"
    else:
        nearest = get_close_matches(name, shape.index, n=1)
        advice = f"Did you mean '{nearest[0]}'?" if nearest else f"Its columns: {', '.join(shape.index)}"
    return PlanError(f"{factory_class.__name__}: {shape.label} has no column '{name}'. {advice}")


def _missing_row(factory_class: type[SeedFactory], name: str) -> PlanError:
    factory_name = factory_class.__name__
    return PlanError(
        f"{factory_name}.row needs the row that '{name}' refers to. Pass it: {factory_name}.row(stream, {name}=...)"
    )


def _compiled(
    factory_class: type[SeedFactory], assembly: Assembly, provided: tuple[str, ...], declared: dict[str, Any]
) -> RowFunction:
    """The function of plain declarations. A column's local variable is `c_` and its name."""
    shape = assembly.shape
    names: dict[str, Any] = {"Row": Row, "shape": shape, "assembled": assembly.row}
    is_lazy = any(isinstance(each, factory.LazyAttribute) for each in declared.values())
    body: list[str] = []

    def assign(name: str, expression: str) -> None:
        # What a LazyAttribute reads is an object that has the columns provided and declared above it.
        body.append(f"c_{name} = values.{name} = {expression}" if is_lazy else f"c_{name} = {expression}")

    if is_lazy:
        stream = factory_class._stream_name
        slots = (stream, *provided, *declared)
        names["Values"] = type("Values", (), {"__slots__": tuple(dict.fromkeys(slots))})
        body.append("values = Values()")
        body.append(f"values.{stream} = stream")
        body += [f"values.{name} = c_{name}" for name in provided]
    for name, declaration in declared.items():
        if isinstance(declaration, Drawn):
            names[f"draw_{name}"] = declaration.draw
            assign(name, f"draw_{name}(stream.at({name!r}))")
        elif isinstance(declaration, factory.LazyAttribute):
            names[f"lazy_{name}"] = declaration.function
            assign(name, f"lazy_{name}(values)")
        else:
            names[f"constant_{name}"] = declaration
            assign(name, f"constant_{name}")
    for column in assembly.columns():
        if column.name not in provided and column.name not in declared:
            names[f"default_{column.name}"] = default = _model_default(factory_class, column)
            body.append(f"c_{column.name} = default_{column.name}{'()' if callable(default) else ''}")
    if assembly.is_plain:
        columns = "".join(f"c_{each.name}, " for each in shape.fields)
        body.append(f"return Row(shape, ({columns}))")
    else:
        pairs = "".join(f"{name!r}: c_{name}, " for name in assembly.wanted)
        body.append(f"return assembled({{{pairs}}})")
    head = f"def row(stream, {', '.join(f'c_{name}' for name in provided)}):"
    source = "\n    ".join([head, *body])
    return function_of(source, f"<row of {factory_class.__name__}>", names)


def _left_to_factory_boy(
    factory_class: type[SeedFactory], assembly: Assembly, provided: tuple[str, ...]
) -> RowFunction:
    """The same by factory_boy, its counter and its generators set from the stream."""

    shape = assembly.shape
    others = [name for name in provided if name not in shape.index and name not in assembly.names]
    columns = [each.name for each in assembly.columns()]
    extra = [name for name in assembly.names if name not in columns and name not in shape.inherited]
    fields = {each.name: each for each in assembly.columns()}

    def row(stream: Any, *values: Any) -> Row:
        # factory_boy is annotated in part only.
        options = {**dict(zip(provided, values, strict=True)), factory_class._stream_name: stream}
        stub = factory_class.stub(**options)  # type: ignore[no-untyped-call]
        for name in others:
            # factory_boy keeps its parameters to itself: what is left would go to the model.
            if hasattr(stub, name):
                raise _unknown_column(factory_class, shape, name)
        found = {name: getattr(stub, name) for name in extra if hasattr(stub, name)}
        for name in columns:
            if hasattr(stub, name):
                found[name] = getattr(stub, name)
                if isinstance(found[name], StubObject):
                    raise _missing_row(factory_class, name)
            else:
                default = _model_default(factory_class, fields[name])
                found[name] = default() if callable(default) else default
        return assembly.row(found)

    return row


def _model_default(factory_class: type[SeedFactory], column: models.Field[Any, Any]) -> Any:
    """The model's own default: a constant, or `dict` or `list` to be called for each row."""
    default = column.default
    if default is models.NOT_PROVIDED:
        # Django 4.2 has no defaults of the database's.
        by_database = getattr(column, "db_default", models.NOT_PROVIDED)
        if isinstance(by_database, models.Value):
            return by_database.value
        if by_database is not models.NOT_PROVIDED:
            if not hasattr(by_database, "resolve_expression"):
                return by_database
            default = by_database
    if default is models.NOT_PROVIDED:
        if column.null:
            return None
        if column.blank and column.empty_strings_allowed:
            return ""
    elif default in (dict, list) or not (callable(default) or hasattr(default, "resolve_expression")):
        return default
    # A callable default may ask the clock or a global generator, which a plan must not.
    factory_name, label = factory_class.__name__, factory_class._meta.model._meta.label
    raise PlanError(
        f"{factory_name} must declare '{column.name}', for which {label} has no constant default. "
        f"Declare it, or pass it: {factory_name}.row(stream, {column.name}=...)"
    )
