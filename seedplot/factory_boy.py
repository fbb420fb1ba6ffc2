"""The one place that relies on how factory_boy 3.3 keeps a factory's declarations, which no document of it promises.

A version that keeps them otherwise is noticed by reading a factory whose declarations are known. Then every row is
left to factory_boy's own evaluation: the same values, ten times as slowly.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import factory
import factory.random
from factory.base import OptionDefault, StubObject
from factory.builder import parse_declarations
from factory.declarations import BaseDeclaration

__all__ = [
    "BaseDeclaration",
    "Columns",
    "Declarations",
    "Instances",
    "ModelFactory",
    "StubObject",
    "factory_of",
    "has_hooks",
    "read_declarations",
]

DjangoOptions: Any = factory.django.DjangoOptions
STREAM, OTHER_STREAM = "stream", "stream_"
"""The argument with a row's stream. No column of Django's ends with an underscore."""

if TYPE_CHECKING:
    Base = factory.django.DjangoModelFactory[Any]
else:
    Base = factory.django.DjangoModelFactory  # 3.3.0 takes no type in brackets.


class _Options(DjangoOptions):  # type: ignore[misc]  # factory_boy is annotated in part only
    """The Meta of a factory that plans rows: with `writes` and `validate`, and a stream that no column hides."""

    def _build_default_options(self) -> Any:
        return [
            *super()._build_default_options(),
            OptionDefault("writes", None, inherit=True, checker=_check_writes),
            OptionDefault("validate", False, inherit=True),
        ]

    def contribute_to_class(self, factory_class: Any, *arguments: Any, **options: Any) -> None:
        super().contribute_to_class(factory_class, *arguments, **options)
        columns = getattr(getattr(self.model, "_meta", None), "fields", ())
        if not any(each.name == STREAM for each in columns):
            return
        factory_class._stream_name = OTHER_STREAM
        parameter = self.parameters.pop(STREAM, None)
        self.parameters[OTHER_STREAM] = parameter or self.parameters[OTHER_STREAM]
        self.pre_declarations, self.post_declarations = parse_declarations(self.declarations)


def _check_writes(meta: Any, value: Any) -> None:
    if value is not None and not isinstance(value, (Columns, Instances)):
        raise TypeError(f'Meta.writes is Columns("the reason") or Instances(), not {value!r}')


@dataclass(frozen=True)
class Columns:
    """The statement that rows are written as columns, although `save()` would do more for them.

    `reason` says why nothing is lost. Without it, a model with a `save()` of its own, with receivers of its signals or
    with fields that compute their values is refused; `manage.py seedplot models` lists those. ValueError without a
    reason.

    >>> from django.contrib.auth.models import Group
    >>> from seedplot import Columns, SeedFactory
    >>> class GroupFactory(SeedFactory):
    ...     class Meta:
    ...         model = Group
    ...         writes = Columns("The receiver fills a cache, which is empty in a demo.")
    """

    reason: str

    def __post_init__(self) -> None:
        if not self.reason.strip():
            raise ValueError("Columns(reason) says why nothing is lost by a load of columns")


@dataclass(frozen=True)
class Instances:
    """The statement that rows are made as instances of their model while they are planned.

    Then the model's `__init__`, its descriptors and the `pre_save()` of its fields have their say: a slug is made of
    the name, an amount brings its currency. Nothing is saved one by one: a model with a `save()` of its own, or with
    receivers of it, is refused all the same. PlanError where that asks the database, the clock or chance.

    >>> from django.contrib.auth.models import Group
    >>> from seedplot import DeterministicRandom, Instances, SeedFactory
    >>> class GroupFactory(SeedFactory):
    ...     class Meta:
    ...         model = Group
    ...         writes = Instances()
    >>> GroupFactory.row(DeterministicRandom(42), name="cooks")
    <Row auth.Group name='cooks'>
    """


class ModelFactory(Base):
    """A factory of models whose `build`, `create` and `stub` draw from the `stream` passed to them, if any is."""

    _options_class = _Options
    _stream_name = STREAM
    """The name of that argument: another where the model has a column `stream`."""

    class Meta:
        abstract = True

    @classmethod
    def _generate(cls, strategy: Any, params: dict[str, Any]) -> Any:
        stream = params.get(cls._stream_name)
        if stream is None:
            return super()._generate(strategy, params)  # type: ignore[no-untyped-call]  # annotated in part only
        number = stream.at("sequence").below(1 << 31)
        with _generators_set_from(number):
            return super()._generate(strategy, {"__sequence": number, **params})  # type: ignore[no-untyped-call]


@dataclass(frozen=True, slots=True)
class Declarations:
    """A factory's declarations by name, parameters first, because columns are made of them."""

    by_name: Mapping[str, Any]
    parameters: frozenset[str]
    is_simple: bool
    """True if the model is made of `by_name` alone: no trait, hook or renaming, and every value is known."""


def read_declarations(factory_class: type[factory.Factory[Any]]) -> Declarations:
    """The declarations of that factory; of an unknown version of factory_boy only those that are class attributes."""
    if is_understood():
        return _read(factory_class)
    attributes = {name: value for each in reversed(factory_class.__mro__) for name, value in vars(each).items()}
    declared = {name: value for name, value in attributes.items() if isinstance(value, BaseDeclaration)}
    return Declarations(declared, frozenset(), is_simple=False)


def has_hooks(factory_class: type[factory.Factory[Any]]) -> bool:
    """Return true if something is to be done after a row is stored: post_generation, RelatedFactory."""
    options: Any = factory_class._meta
    return bool(options.post_declarations.as_dict())


def factory_of(step: Any) -> Any:
    """The factory whose row is evaluated in that step, for a declaration's `evaluate`."""
    return step.builder.factory_meta.factory


@cache
def is_understood() -> bool:
    """Return true if this version of factory_boy keeps declarations as this module reads them."""
    try:
        simple, other = _read(_Simple), _read(_WithTrait)
    except (AttributeError, KeyError, TypeError):
        return False
    return (
        list(simple.by_name.items())[:2] == [("length", 3), ("word", "abc")]
        and simple.by_name["double"].function is _double
        and (len(simple.by_name), simple.parameters, simple.is_simple) == (3, frozenset({"length"}), True)
        and (other.parameters, other.is_simple) == (frozenset({"length", "long"}), False)
        and not _read(_WithHook).is_simple
    )


def _read(factory_class: type[factory.Factory[Any]]) -> Declarations:
    options: Any = factory_class._meta
    # A trait is no declaration of its own: it makes others depend on it.
    resolved = options.declarations
    parameters = {name: resolved[name] for name in options.parameters if name in resolved}
    return Declarations(
        {**parameters, **options.base_declarations},
        frozenset(options.parameters),
        is_simple=not (
            options.post_declarations.as_dict()
            or any(isinstance(each, factory.Trait) for each in options.parameters.values())
            or options.exclude
            or options.rename
            or options.inline_args
            or _function_of(factory_class._adjust_kwargs) is not _function_of(factory.Factory._adjust_kwargs)
        ),
    )


def _function_of(bound: Any) -> Any:
    return bound.__func__


def _double(values: Any) -> Any:
    return 2 * values.word


class _Simple(factory.Factory[Any] if TYPE_CHECKING else factory.Factory):  # type: ignore[misc]  # as `Base`
    class Meta:
        model = dict

    class Params:
        length = 3

    word = "abc"
    double = factory.LazyAttribute(_double)


class _WithTrait(_Simple):
    class Params:
        long = factory.Trait(word="abcdef")


class _WithHook(_Simple):
    @factory.post_generation  # type: ignore[untyped-decorator]  # annotated in part only
    def after(self, create: bool, extracted: Any, **options: Any) -> None:
        pass


@contextmanager
def _generators_set_from(seed: int) -> Iterator[None]:
    """Set factory_boy's and Faker's generators, which all rows share, for one row; and back again."""
    before = factory.random.get_random_state()
    # It also drops the second half of a pair of normal draws, which reseeding in place would leave behind.
    factory.random.reseed_random(seed)
    try:
        yield
    finally:
        factory.random.set_random_state(before)
