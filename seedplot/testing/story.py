"""The claims that every scenario has to keep, asserted of one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NoReturn
from unittest import mock

from seedplot import factories, streams
from seedplot.engine import pipeline
from seedplot.engine.explaining.diff import PlanRequest
from seedplot.engine.runs import Report, Request
from seedplot.errors import NotAsPromised, PlanError, SeedError
from seedplot.scenario import Scenario
from seedplot.testing.seeding import AnyScenario, Day, anchor_of, parsed_options, scenario_of

ANCHORS = ("2026-03-12", "2026-11-02", "2028-02-29")
"""A Thursday after the clocks went forward in America, a Monday after they went back, and a leap day."""
LONGEST_VALUE = 60

Rows = dict[tuple[str, str, str], Mapping[str, str]]
"""By shard, model and name: the canonical text of each column."""
Bugs = AbstractContextManager[Any] | Sequence[AbstractContextManager[Any]]


def assert_story(
    scenario: AnyScenario,
    *,
    seeds: Iterable[int] = range(5),
    anchors: Iterable[Day] = ANCHORS,
    planted_bugs: Mapping[str, Bugs] | None = None,
    using: str = "default",
    **options: Any,
) -> None:
    """Assert of a scenario all that seedplot promises to its users. Whatever is written is rolled back.

    - It is a pure function: planned twice, its shards in another order, it gives the same rows.
    - It is stable: when each row draws once more from its own stream, as for a new column, no row is another.
    - Seeds are independent: the first seed and the next number share no draw, and no two seeds give the same rows. An
      `authored` scenario is not asked for this.
    - Every promise is measured and kept, with each of the seeds at each of the anchors.
    - Each promise in `planted_bugs` notices its bugs.

    `scenario` and `options` are as in `seed`; keep them small. `anchors` are days, as `seed` takes them in `as_of`.
    `planted_bugs` has, by the id of a promise, a context manager or several, such as `unittest.mock.patch`: inside it
    the code has a bug, and a run must break at least that promise.

    Raises AssertionError with the claim that does not hold and the first rows or promises that show it, SeedError or
    PlanError where the scenario cannot be run at all.

    >>> from unittest import mock
    >>> from cafe.factories import OrderFactory
    >>> from seedplot.testing import assert_story
    >>> row = OrderFactory.row
    >>> def always_to_go(stream, **columns):
    ...     return row(stream, **{**columns, "to_go": True})
    >>> assert_story(
    ...     "busy-mornings",
    ...     seeds=range(2),
    ...     planted_bugs={"cafe.P001": mock.patch.object(OrderFactory, "row", always_to_go)},
    ... )
    """
    __tracebackhide__ = True
    found = scenario_of(scenario)
    moments = [anchor for day in anchors if (anchor := anchor_of(day)) is not None]
    story = _Story(found, list(seeds), moments, parsed_options(found, options), using)
    if not story.seeds or not moments:
        raise ValueError("A story is asserted for at least one seed and one anchor.")
    story.assert_it_is_pure()
    story.assert_it_is_stable()
    if not found.authored:
        story.assert_seeds_share_no_draw()
    story.assert_promises_are_kept()
    for promise, bugs in (planted_bugs or {}).items():
        for bug in bugs if isinstance(bugs, Sequence) else [bugs]:
            story.assert_it_notices(promise, bug)


@dataclass(frozen=True)
class _Story:
    scenario: Scenario
    seeds: Sequence[int]
    anchors: Sequence[datetime]
    options: Mapping[str, Any]
    using: str

    @property
    def promises(self) -> list[str]:
        """Their ids."""
        return [promise.id for promise in self.scenario.promises]

    def assert_it_is_pure(self) -> None:
        first, again = self._rows(), self._rows(backwards=True)
        if first != again:
            self._fail(
                "Planned again with its shards in another order, it gives other rows, so it depends on more than seed, "
                "anchor, options and world",
                first_differences(first, again),
            )

    def assert_it_is_stable(self) -> None:
        before = self._rows()
        with one_more_draw():
            after = self._rows()
        if before != after:
            self._fail(
                "A new column would move other rows: a stream that a row was made with is drawn from afterwards. Give "
                "each decision a stream of its own, with .at()",
                first_differences(before, after),
            )

    def assert_seeds_share_no_draw(self) -> None:
        seed = self.seeds[0]
        mine, others = ({*self._draws(each)} for each in (seed, seed + 1))
        shared = sorted(mine & others)
        if shared:
            root, path = shared[0]
            self._fail(
                f"Seeds {seed} and {seed + 1} share {len(shared):,} of their draws. Draw from context.rng alone",
                [f"the stream {path or 'without a name'} of seed {root}"],
            )

    def assert_promises_are_kept(self) -> None:
        if not self.promises:
            self._fail("It promises nothing, so its rows prove nothing")
        by_rows: dict[tuple[datetime, str], int] = {}
        for anchor in self.anchors:
            for seed in self.seeds:
                report = self._kept_report(seed, anchor)
                other = by_rows.setdefault((anchor, report.fingerprint), seed)
                if other != seed and not self.scenario.authored:
                    self._fail(
                        f"Seeds {other} and {seed} give the same rows. Set authored = True if its rows are fixed, or "
                        "draw from context.rng"
                    )

    def _kept_report(self, seed: int, anchor: datetime) -> Report:
        place = f"With seed {seed} as of {anchor.date()}, "
        try:
            report = self._run(seed, anchor)
        except NotAsPromised as failure:
            lines = [str(finding) for finding in failure.report.broken]
            count = "1 promise is" if len(lines) == 1 else f"{len(lines)} promises are"
            self._fail(f"{place}{count} broken", lines, cause=failure)
        if not report.written:
            self._fail(f"{place}it is in the database already, where nothing is measured. Clear {report.run}")
        measured = {finding.promise.id for finding in report.findings}
        left_out = [promise for promise in self.promises if promise not in measured]
        if left_out:
            self._fail(f"{place}subjects() gives nothing to measure these promises on", left_out)
        return report

    def assert_it_notices(self, promise: str, bug: AbstractContextManager[Any]) -> None:
        if promise not in self.promises:
            self._fail(f"It has no promise {promise} that could notice a bug. Known: {', '.join(self.promises)}")
        broken: list[str] = []
        factories.forget_compiled_rows()
        try:
            with bug:
                self._run(self.seeds[0], self.anchors[0])
        except NotAsPromised as failure:
            broken = [finding.promise.id for finding in failure.report.broken]
        except (PlanError, SeedError) as error:
            self._fail(f"The bug planted for {promise} makes the run fail before its proof: {error}", cause=error)
        finally:
            factories.forget_compiled_rows()
        if promise not in broken:
            others = f"; only {', '.join(dict.fromkeys(broken))} did" if broken else ", and the run succeeds"
            self._fail(f"{promise} does not notice the bug that is planted for it{others}")

    def _run(self, seed: int, anchor: datetime) -> Report:
        return pipeline.run(
            Request(self.scenario, seed, anchor, self.options, dry_run=True, workers=1, using=self.using)
        )

    def _rows(self, *, seed: int | None = None, backwards: bool = False) -> Rows:
        """The plan with the first seed, or with that one, at the first anchor."""
        wanted = self.seeds[0] if seed is None else seed
        contents = PlanRequest(self.scenario, wanted, self.anchors[0], self.options, self.using).contents()
        shards = reversed(contents.shard_names) if backwards else contents.shard_names
        return {
            (shard, row.label, row.name): row.texts for shard in shards for row in contents.rows(shard, by_path=True)
        }

    def _draws(self, seed: int) -> set[tuple[int, str]]:
        """The streams that the plan draws from, as the seed of each and its path."""
        with noted_draws() as draws:
            self._rows(seed=seed)
        return draws

    def _fail(self, claim: str, lines: Iterable[str] = (), *, cause: Exception | None = None) -> NoReturn:
        __tracebackhide__ = True
        shown = "".join(f"\n  {line}" for line in lines)
        raise AssertionError(f"{self.scenario.name}: {claim}{':' if shown else '.'}{shown}") from cause


@contextmanager
def one_more_draw() -> Iterator[None]:
    """Let each planned row draw once more from its own stream, as one with a new column would."""
    row_function = factories._row_function

    def with_one_more(factory_class: Any, provided: tuple[str, ...]) -> Any:
        make = row_function(factory_class, provided)

        def row(stream: streams.DeterministicRandom, *values: Any) -> Any:
            made = make(stream, *values)
            stream.word()
            return made

        return row

    with mock.patch.object(factories, "_row_function", with_one_more):
        yield


@contextmanager
def noted_draws() -> Iterator[set[tuple[int, str]]]:
    """Note each stream that is drawn from, as the seed of its root and its path."""
    digest = streams._Root.digest
    found: set[tuple[int, str]] = set()

    def noting(root: Any, path: bytes, block: int) -> bytes:
        found.add((root.seed, path.decode()))
        return digest(root, path, block)

    with mock.patch.object(streams._Root, "digest", noting):
        yield found


def first_differences(before: Rows, after: Rows, at_most: int = 5) -> Iterator[str]:
    """A line for each of the first rows that differ, in the order of the plan."""
    count = 0
    for key in dict.fromkeys([*before, *after]):
        one, other = before.get(key), after.get(key)
        if one == other:
            continue
        count += 1
        if count <= at_most:
            shard, label, name = key
            yield f"{label} {name}{f' of {shard}' if shard else ''}: {_difference(one, other)}"
    if count > at_most:
        yield f"and {count - at_most:,} more"


def _difference(one: Mapping[str, str] | None, other: Mapping[str, str] | None) -> str:
    if one is None:
        return "is only in the second plan"
    if other is None:
        return "is only in the first plan"
    moved = [name for name, text in one.items() if other.get(name) != text]
    return "; ".join(f"{name} {_short(one[name])} -> {_short(other[name])}" for name in moved)


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_VALUE else f"{text[:LONGEST_VALUE]}..."
