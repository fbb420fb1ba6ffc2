"""Which files a change touches: those of its kind, of its area, and rather of its subject.

A repository's base tree is all that its YAML lists, and is there before the story. A path that comes or goes bears the
change's own words, so that no other change touches it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from apps.metrics.seeding.content import Area, Change, Repository
from apps.metrics.seeding.content.identifiers import sibling_path, stem_words, words_of
from apps.metrics.seeding.deterministic import MetricsRandom

MOST_HOMES = 4_000
TESTED = {"feature": 0.97, "fix": 0.95, "performance": 0.6, "refactor": 0.6, "chore": 0.3}
"""The share of changes of two files or more that touch tests, by kind."""
NEW_FILE = {"feature": 0.18, "test": 0.3, "docs": 0.3}
"""Of the changes of a kind that are large enough: those that bring a file of their own."""
LINES_OF_A_NEW_FILE, LINES_OF_A_NEW_PAGE, LINES_OF_A_NEW_MODULE = 25, 12, 60
DOCUMENTED, CONFIGURED = 0.35, 0.25
"""Of the larger features: those that touch a document, and a configuration file."""
SHOWN = ("screen", "document")
"""Types of subjects that are rather drawn than computed."""
BOTH_SIDES = ("endpoint", "intake", "record", "rule")
"""Types whose larger changes show in a view."""
FIRST_MIGRATION, MIGRATIONS_PER_WEEK = 12, 3
BEGINNING = 4
MODEL_FILES = ("models", "repository")


class Touched(NamedTuple):
    path: str
    category: str
    status: str = "modified"


def touched_paths(
    repository: Repository, change: Change, count: int, lines: int, week: int, stream: MetricsRandom
) -> list[Touched]:
    """About `count` files, the main one first, none twice; always the same number of draws."""
    start, tests, new, more = stream.below(1 << 20), stream.random(), stream.random(), stream.random()
    area = repository.area(change.area)
    if change.touches == "dependencies":
        touched = [Touched(repository.manifest, "config"), Touched(repository.lock, "config")]
        return touched + [Touched(path, "backend") for path in _sources(area, change, "backend", start)[: count - 2]]
    if change.touches == "configuration":
        return _configuration(repository, area, change, count, start)
    if change.kind == "docs":
        return _documents(
            repository, area, change, count, start, is_new=new < NEW_FILE["docs"] and lines >= LINES_OF_A_NEW_PAGE
        )
    if change.kind == "test" or change.touches == "tests":
        is_new = new < NEW_FILE["test"] and lines >= LINES_OF_A_NEW_FILE
        return _tests_only(area, change, count, start, is_new=is_new)
    touched = []
    if change.touches == "schema":
        touched.append(Touched(_migration(repository, area, change, week, start), "backend", "added"))
        count -= 1
    if change.touches == "removal":
        touched.append(_removed(area, change))
        count -= 1
    is_tested = tests < TESTED[change.kind]
    if change.kind == "feature" and count >= 6:
        if more < DOCUMENTED:
            touched.append(Touched(_documents_of(repository.docs_paths, area.name)[0], "docs"))
            count -= 1
        elif more < DOCUMENTED + CONFIGURED:
            touched.append(Touched(_configuration_of(repository.config_paths, area.name)[0], "config"))
            count -= 1
    code = _code(area, change, count, start, is_tested=is_tested)
    is_new = change.kind == "feature" and count >= 3 and lines >= LINES_OF_A_NEW_MODULE and new < NEW_FILE["feature"]
    if is_new:
        code = _with_a_new_one(code, change)
    # The main file comes first, and what goes with it after the code.
    return code + touched if code else touched


def _code(area: Area, change: Change, count: int, start: int, *, is_tested: bool) -> list[Touched]:
    """Source files, rather of one side, and the tests that belong to them."""
    if count < 1:
        return []
    main, other = ("frontend", "backend") if change.type in SHOWN else ("backend", "frontend")
    tests = 1 + (count - 2) // 3 if is_tested and count > 1 else 0
    beside = (count - tests) // 3 if count >= 5 and (change.type in BOTH_SIDES or count >= 9) else 0
    mains = _sources(area, change, main, start)[: count - tests - beside]
    sources = [Touched(path, main) for path in mains]
    if len(mains) < count - tests:
        others = _sources(area, change, other, start)[: count - tests - len(mains)]
        sources += [Touched(path, other) for path in others]
    if not tests:
        return sources
    checks = _tests_of(area, [each.path for each in sources], change, start)[: count - len(sources)]
    return sources + [Touched(path, "test") for path in checks]


def _with_a_new_one(code: list[Touched], change: Change) -> list[Touched]:
    """The last source file and the first test are new ones, about this change."""
    sources = [place for place, each in enumerate(code) if each.category != "test"]
    tests = [place for place, each in enumerate(code) if each.category == "test"]
    if len(sources) > 1:
        code[sources[-1]] = _new(code[sources[-1]], change)
    if tests and len(tests) > 1:
        code[tests[-1]] = _new(code[tests[-1]], change)
    return code


def _new(touched: Touched, change: Change) -> Touched:
    return Touched(sibling_path(_own_words(change), touched.path), touched.category, "added")


def _own_words(change: Change) -> list[str]:
    """The words of the title, which no other pull request of the team has."""
    return words_of(change.title)


def _sources(area: Area, change: Change, side: str, start: int) -> list[str]:
    """All source files of that side, from the one on that bears the subject's words, or any."""
    paths = area.backend_paths if side == "backend" else area.frontend_paths
    home = _home(paths, change.subject, change.part, change.type)
    first = start % len(paths) if home is None else home
    return [*paths[first:], *paths[:first]]


@lru_cache(MOST_HOMES)
def _home(paths: tuple[str, ...], subject: str, part: str, type: str) -> int | None:
    """The place of the path that shares most with the words of subject and part; None if none shares any."""
    words = _beginnings([*words_of(subject), *words_of(part), *(MODEL_FILES if type == "record" else ())])
    likeness = [len(own & words) for own in _beginnings_of(paths)]
    most = max(likeness)
    return likeness.index(most) if most else None


@lru_cache(MOST_HOMES)
def _beginnings_of(paths: tuple[str, ...]) -> list[frozenset[str]]:
    return [_beginnings(stem_words(path)) for path in paths]


def _beginnings(words: Sequence[str]) -> frozenset[str]:
    """Words are alike if they begin alike: "stacking" and "stack"."""
    return frozenset([word[:BEGINNING] for word in words])


def _tests_of(area: Area, sources: Sequence[str], change: Change, start: int) -> list[str]:
    """The tests of these source files first, and then the area's others."""
    by_words = _tests_by_words(area.test_paths)
    own = [
        by_words.get(stem_words(path)) or _test_of_view(path)
        for path in sources
        if stem_words(path) in by_words or path.endswith(".tsx")
    ]
    home = _home(area.test_paths, change.subject, change.part, change.type)
    first = start % len(area.test_paths) if home is None else home
    others = [*area.test_paths[first:], *area.test_paths[:first]]
    return list(dict.fromkeys([*own, *others]))


def _test_of_view(path: str) -> str:
    """The component test beside a view."""
    return f"{path.removesuffix('.tsx')}.test.tsx"


@lru_cache(MOST_HOMES)
def _tests_by_words(paths: tuple[str, ...]) -> dict[tuple[str, ...], str]:
    return {stem_words(path): path for path in paths}


def _tests_only(area: Area, change: Change, count: int, start: int, *, is_new: bool) -> list[Touched]:
    touched = [Touched(path, "test") for path in _tests_of(area, (), change, start)[:count]]
    if is_new:
        touched[0] = _new(touched[0], change)
    return touched


def _documents(
    repository: Repository, area: Area, change: Change, count: int, start: int, *, is_new: bool
) -> list[Touched]:
    paths = _documents_of(repository.docs_paths, area.name)
    first = _home(paths, change.subject, change.part, "")
    if "runbook" in change.title:
        first = next((place for place, path in enumerate(paths) if "runbook" in path), first)
    own = sum(f"/{area.name}/" in path for path in paths)
    first = start % max(1, own) if first is None else first
    touched = [Touched(path, "docs") for path in [*paths[first:], *paths[:first]][:count]]
    if is_new:
        touched[0] = Touched(sibling_path(_own_words(change), paths[0]), "docs", "added")
    return touched


@lru_cache(MOST_HOMES)
def _documents_of(paths: tuple[str, ...], area: str) -> tuple[str, ...]:
    """The area's documents, and then those of the whole repository."""
    whole = [path for path in paths if path.count("/") < 2]
    return tuple([path for path in paths if f"/{area}/" in path] + whole)


def _configuration(repository: Repository, area: Area, change: Change, count: int, start: int) -> list[Touched]:
    paths = _configuration_of(repository.config_paths, area.name)
    touched = [Touched(path, "config") for path in paths[: min(count, 2)]]
    return touched + [Touched(path, "backend") for path in _sources(area, change, "backend", start)[: count - 2]]


@lru_cache(MOST_HOMES)
def _configuration_of(paths: tuple[str, ...], area: str) -> tuple[str, ...]:
    """The area's configuration, and then that of the environments."""
    own = [path for path in paths if stem_words(path)[0][:BEGINNING] == area[:BEGINNING]]
    return tuple(own + [path for path in paths if path not in own])


def _migration(repository: Repository, area: Area, change: Change, week: int, start: int) -> str:
    number = FIRST_MIGRATION + MIGRATIONS_PER_WEEK * week + start % MIGRATIONS_PER_WEEK
    folder = area.backend_paths[0].rpartition("/")[0]
    name = "_".join(_own_words(change))
    return repository.migrations.format(folder=folder, area=area.name, number=number, name=name)


def _removed(area: Area, change: Change) -> Touched:
    side = "frontend" if change.type in SHOWN else "backend"
    neighbor = (area.frontend_paths if side == "frontend" else area.backend_paths)[0]
    return Touched(sibling_path(["old", *_own_words(change)[1:]], neighbor), side, "removed")
