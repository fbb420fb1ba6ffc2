"""The options of a seed command, parsed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any, Self


@dataclass(frozen=True)
class SeedOptions:
    """The options of a seed command, as the parser left them; `extra` holds those of the command and its scenarios.

    Counts, seeds and dates are still texts, because their mistakes are answered by the command.

    >>> from seedplot.commands import SeedOptions
    >>> options = SeedOptions.of({"scenario": ["busy-mornings"], "seed": "7", "patrons": "50"})
    >>> options.scenario, options.seed, options.extra
    ('busy-mornings', '7', {'patrons': '50'})
    """

    scenarios: tuple[str, ...] = ()
    seed: str | int = "42"
    as_of: str | None = None
    set_values: Sequence[str] = ()
    list_scenarios: bool = False
    clear: bool = False
    clear_only: bool = False
    dry_run: bool = False
    verify: bool = False
    run: str | None = None
    explain: bool = False
    with_dependents: bool = False
    keep_edited: bool = False
    by_key: bool = False
    yes: bool = False
    adopt: bool = False
    expect: str | None = None
    skip_proof: bool = False
    workers: str | None = None
    scheduler: str | None = None
    resume: str | None = None
    fast_load: bool = False
    no_progress: bool = False
    allow_production: bool = False
    database: str = "default"
    verbosity: int = 1
    no_color: bool = False
    extra: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, parsed: Mapping[str, Any]) -> Self:
        own = {each.name for each in fields(cls)} - {"scenarios", "set_values", "extra"}
        shared = {name: value for name, value in parsed.items() if name in own}
        extra = {name: value for name, value in parsed.items() if name not in {*own, "scenario", "set_values"}}
        return cls(
            scenarios=_names(parsed.get("scenario")), set_values=_names(parsed.get("set_values")), **shared, extra=extra
        )

    @property
    def scenario(self) -> str | None:
        """The scenario that is named, where it is the only one."""
        return self.scenarios[0] if len(self.scenarios) == 1 else None


def _names(value: str | Iterable[str] | None) -> tuple[str, ...]:
    """The values of a repeatable option: a list from the command line, or a single one from Python."""
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else tuple(value)


def is_set(value: Any) -> bool:
    """Return true if an option was named, by its parsed value: zero is one, too."""
    return not (value is None or value is False or value == [])
