"""The rows that clearing takes, and those that stand in its way: found in one look, and told in lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from seedplot.engine.relations.dependents import FIRST, Dependents
from seedplot.models import SeedRun


@dataclass
class Tally:
    """A number of rows, and the names of the first."""

    count: int = 0
    first: list[str] = field(default_factory=list)

    def add(self, name: str) -> None:
        self.count += 1
        if len(self.first) < FIRST:
            self.first.append(name)

    def __str__(self) -> str:
        names = ", ".join(self.first)
        return f"{names} and {self.count - len(self.first):,} more" if self.count > len(self.first) else names


@dataclass
class Outlook:
    """The rows that clearing some runs takes, and those that stand in its way."""

    runs: Sequence[SeedRun]
    own: dict[str, int] = field(default_factory=dict)
    """The runs' own rows that are there, by model."""
    edited: Tally = field(default_factory=Tally)
    foreign: Tally = field(default_factory=Tally)
    """Rows of others under reused keys: they stay."""
    unknown: Tally = field(default_factory=Tally)
    """Rows that are not as they were and cannot be told from those of others: they stay."""
    gone: list[str] = field(default_factory=list)
    """Models whose table is gone, too."""
    keyless: list[str] = field(default_factory=list)
    """Models whose table has no key of one column now, by which the record would know a row: they stay."""
    disposed: list[Dependents] = field(default_factory=list)
    dependents: list[Dependents] = field(default_factory=list)
    writers: Mapping[int, SeedRun] = field(default_factory=dict)
    """The runs that wrote the first of some dependents, by their place in the list."""
    unindexed: list[str] = field(default_factory=list)
    """References whose rows are found by reading a whole table."""

    @property
    def named(self) -> str:
        first = str(self.runs[0])
        return first if len(self.runs) == 1 else f"{first} and {len(self.runs) - 1} more"

    @property
    def dependent_counts(self) -> dict[str, int]:
        return counts_of(self.dependents)

    def refusal(self) -> str:
        """The dependents in one line."""
        first, *others = self.dependents
        writer = f", written by {self.writers[0]}" if 0 in self.writers else ""
        more = f" (and {len(others)} more {'kinds' if len(others) > 1 else 'kind'})" if others else ""
        what = f"{first} to its {first.target}, first {first.first}{writer}{more}"
        return f"Cannot clear {self.named}: {what}; nothing was cleared."

    def what_stands_out(self) -> Iterator[str]:
        """A line for each kind of rows that is worth one: those that were edited, that stay, that go along."""
        if self.edited.count:
            yield f"{_rows(self.edited.count)} had been edited: {self.edited}."
        if self.foreign.count:
            yield f"{_rows(self.foreign.count)} under reused keys {_stay(self.foreign)}: {self.foreign}."
        if self.unknown.count:
            yield (
                f"{_rows(self.unknown.count)} {_stay(self.unknown)}, changed since, and the story has changed as well, "
                f"so that nothing tells whose they are: {self.unknown}."
            )
        for label in self.gone:
            yield f"{label} is gone with its table, so there was nothing of it to clear."
        for label in self.keyless:
            yield f"{label} has no key of one column any more, by which its rows would be known, so they stay."
        for found, verb in ((self.disposed, "belonged to them"), (self.dependents, "referred to them")):
            if found:
                yield f"With them: {listed(counts_of(found))}, which {verb}."

    def lines(self) -> Iterator[str]:
        """All of it, before anything is done."""
        for run in self.runs:
            yield str(run)
        yield f"{_rows(sum(self.own.values()))} of its own would go{': ' if self.own else ''}{listed(self.own)}."
        for tally, what in (
            (self.edited, "edited since, and would go"),
            (self.foreign, "rows of others under reused keys, which stay"),
            (self.unknown, "changed since, as the story has, so that nothing tells whose they are; they stay"),
        ):
            if tally.count:
                yield f"{tally.count:,} {what}: {tally}."
        if self.disposed:
            yield f"What belongs to them would go along: {listed(counts_of(self.disposed))}."
        if not self.dependents:
            yield "Nothing else refers to them."
        for number, each in enumerate(self.dependents):
            column = ", ".join(each.reference.columns)
            writer = f", written by {self.writers[number]}" if number in self.writers else ""
            keys = (
                f": {', '.join(map(str, each.keys))}{', ...' if each.count > len(each.keys) else ''}"
                if each.keys
                else ""
            )
            yield f"{each} to {each.target} by {column}{keys}{writer}{_page(each)}"
        for line in self.unindexed:
            yield f"{line} has no index, so that all its rows are read."


def counts_of(found: Sequence[Dependents]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for each in found:
        counts[each.label] = counts.get(each.label, 0) + each.count
    return counts


def listed(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{count:,} {label}" for label, count in counts.items())


def _rows(count: int) -> str:
    return f"{count:,} {'row' if count == 1 else 'rows'}"


def _stay(tally: Tally) -> str:
    return "stays" if tally.count == 1 else "stay"


def _page(each: Dependents) -> str:
    """The first row's page in the admin, where it has one."""
    from django.apps import apps
    from django.urls import NoReverseMatch, reverse

    if not each.keys or not apps.is_installed("django.contrib.admin") or each.label.count(".") != 1:
        return ""
    place = each.label.lower().replace(".", "_")
    try:
        page: Any = reverse(f"admin:{place}_change", args=[each.keys[0]])
    except NoReverseMatch:
        return ""
    return f", see {page}"
