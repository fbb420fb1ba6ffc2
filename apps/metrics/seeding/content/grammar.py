"""The text space of a repository: typed subjects x groups of patterns x the slots of each pattern.

A repository's titles are laid end to end as blocks, one per area, subject and group. An index is looked up
in the blocks by bisection and the rest is decoded in mixed radix, one digit per slot, so that every index
below `Repository.size` gives a title of its own and no title is ever kept in memory.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from apps.metrics.seeding.content.patterns import GROUPS, Detail, Group

SLOTS = ("part", "case", "moment", "role", "detail")
"""The slots that multiply, in the order of the digits."""


@dataclass(frozen=True)
class Subject:
    """A thing that work is done on. `type` is a key of GROUPS; what `parts` are depends on the type."""

    type: str
    name: str
    parts: tuple[str, ...]
    plural: str


@dataclass(frozen=True)
class Area:
    """A corner of a repository. `cases` start with "for", `moments` with "after", "when" or the like."""

    name: str
    subjects: tuple[Subject, ...]
    cases: tuple[str, ...]
    moments: tuple[str, ...]
    backend_paths: tuple[str, ...]
    frontend_paths: tuple[str, ...]
    test_paths: tuple[str, ...]


@dataclass(frozen=True)
class Change:
    """One piece of work: the pull request's title and the summary of the Jira issue behind it.

    `type` is the subject's, `part` what of it the title names (none: nothing), `touches` as in `Group`.
    """

    title: str
    summary: str
    kind: str
    area: str
    subject: str
    type: str = ""
    part: str = ""
    touches: str = ""


class Block(NamedTuple):
    area: Area
    subject: Subject
    group: Group
    slots: tuple[str, ...]


@dataclass(frozen=True)
class Repository:
    """A fictional repository. `roles` are plural nouns: the people the product is made for.

    The repositories of a product have areas and source files of their own.
    """

    name: str
    roles: tuple[str, ...]
    areas: tuple[Area, ...]
    config_paths: tuple[str, ...]
    docs_paths: tuple[str, ...]
    manifest: str = ""
    lock: str = ""
    migrations: str = ""
    """The path of a new migration, with the slots of `schema/repository.schema.json`."""

    @property
    def size(self) -> int:
        """The number of distinct titles."""
        return self._ends[-1]

    def area(self, name: str) -> Area:
        return self._areas_by_name[name]

    def indexes_of(self, area: str) -> range:
        """The indexes of the changes to that area."""
        return self._indexes_by_area[area]

    def change(self, index: int) -> Change:
        """The change number `index`; raises IndexError outside 0..size-1."""
        block, values = self._decode(index)
        touches = values.pop("touches", block.group.touches)
        return Change(
            title=_sentence(block.group.title, values),
            summary=_sentence(block.group.summary, values),
            kind=block.group.kind,
            area=block.area.name,
            subject=block.subject.name,
            type=block.subject.type,
            part=values.get("part", ""),
            touches=touches,
        )

    def variant(self, index: int, number: int) -> Change:
        """The change number `index` under a further condition of its area: so the n-th from 1 on, the 0th is itself.

        Past the last condition the work goes on as part 2.
        """
        change = self.change(index)
        if number == 0:
            return change
        block, values = self._decode(index)
        conditions = _further_conditions(block)
        if number > len(conditions):
            ending = f", part {number - len(conditions) + 1}"
            return replace(change, title=f"{change.title}{ending}", summary=f"{change.summary}{ending}")
        condition, moment = conditions[number - 1], values.get("moment", "")
        return replace(
            change,
            title=_under(condition, moment, change.title),
            summary=_under(condition, moment, change.summary),
        )

    def backlog_summary(self, index: int) -> str:
        """The summary of an issue about the same thing as change number `index` that nobody has started."""
        block, values = self._decode(index)
        return _sentence(block.group.backlog, values)

    @cached_property
    def _areas_by_name(self) -> dict[str, Area]:
        return {area.name: area for area in self.areas}

    @cached_property
    def _indexes_by_area(self) -> dict[str, range]:
        ends = {block.area.name: end for block, end in zip(self._blocks, self._ends, strict=True)}
        return {name: range(begin, end) for (name, end), begin in zip(ends.items(), (0, *ends.values()), strict=False)}

    @cached_property
    def _blocks(self) -> tuple[Block, ...]:
        return tuple(
            Block(area, subject, group, tuple(slot for slot in SLOTS if f"{{{slot}}}" in group.title))
            for area in self.areas
            for subject in area.subjects
            for group in GROUPS[subject.type]
        )

    @cached_property
    def _ends(self) -> tuple[int, ...]:
        ends, total = [], 0
        for block in self._blocks:
            block_size = 1
            for slot in block.slots:
                block_size *= len(self._options(block, slot))
            total += block_size
            ends.append(total)
        return tuple(ends)

    def _options(self, block: Block, slot: str) -> tuple[str, ...] | tuple[Detail, ...]:
        match slot:
            case "part":
                return block.subject.parts
            case "case":
                return block.area.cases
            case "moment":
                return block.area.moments
            case "role":
                return self.roles
        return block.group.details

    def _decode(self, index: int) -> tuple[Block, dict[str, str]]:
        if not 0 <= index < self.size:
            raise IndexError(f"{self.name} has changes 0 to {self.size - 1}, not {index}.")
        number = bisect_right(self._ends, index)
        block = self._blocks[number]
        rest = index - (self._ends[number - 1] if number else 0)
        values = {"subject": block.subject.name, "subjects": block.subject.plural}
        for slot in block.slots:
            options = self._options(block, slot)
            rest, digit = divmod(rest, len(options))
            option = options[digit]
            if isinstance(option, str):
                values[slot] = option
            else:
                values |= {"detail": option.title, "reported": option.reported}
                if option.touches:
                    values["touches"] = option.touches
        return block, values


@dataclass(frozen=True)
class Product:
    """One organization's product: two or three repositories that share no area."""

    organization: str
    repositories: tuple[Repository, ...]


def backlog_summary(repository: Repository, index: int) -> str:
    """The summary of a Jira issue without a pull request; `index` as in `Repository.change`."""
    return repository.backlog_summary(index)


def _further_conditions(block: Block) -> list[str]:
    """A title names a case or a moment of its area, or neither: what it does not name."""
    area = block.area
    if "case" in block.slots:
        return list(area.moments)
    if "moment" in block.slots:
        return list(area.cases)
    return [*area.cases, *area.moments, *(f"{case} {moment}" for case in area.cases for moment in area.moments)]


def _under(condition: str, moment: str, text: str) -> str:
    """The sentence under that condition, which comes before its own moment."""
    if moment and text.endswith(f" {moment}"):
        return f"{text.removesuffix(moment)}{condition} {moment}"
    # "unless asked for, for rush orders"
    comma = "," if text.endswith(f" {condition.partition(' ')[0]}") else ""
    return f"{text}{comma} {condition}"


def _sentence(pattern: str, values: dict[str, str]) -> str:
    text = pattern.format_map(values)
    return text[0].upper() + text[1:]


def plural_of(noun: str) -> str:
    """The regular plural."""
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "ch", "sh")) else "s")
