"""Names as they are written in code: of values, functions and files, in the manner of the language."""

from __future__ import annotations

import re
from functools import lru_cache

_WORDS = re.compile(r"[a-z0-9]+")
_HUMPS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_NOT_IN_NAMES = frozenset(
    [
        "a",
        "an",
        "and",
        "as",
        "at",
        "by",
        "for",
        "from",
        "in",
        "into",
        "is",
        "it",
        "its",
        "of",
        "on",
        "one",
        "or",
        "out",
        "that",
        "the",
        "their",
        "them",
        "then",
        "through",
        "to",
        "until",
        "when",
        "whenever",
        "with",
        "while",
    ]
)
_CAMEL = ("ts", "tsx", "go", "kt", "js")
_TESTS = ("test_", "_test", ".test", "Test")
MOST_NAMES = 5_000


def words_of(text: str) -> list[str]:
    """The words of a text that would be part of a name."""
    return [word for word in _WORDS.findall(text.lower()) if word not in _NOT_IN_NAMES]


@lru_cache(MOST_NAMES)
def value_name(text: str, path: str) -> str:
    """A value's name in the file at that path: `gift_note`, or `giftNote`."""
    return _joined(words_of(text), path.rpartition(".")[2])


@lru_cache(MOST_NAMES)
def function_name(verb: str, text: str, path: str) -> str:
    """A function's name: `load_gift_note`, or `loadGiftNote`."""
    return _joined([verb, *words_of(text)], path.rpartition(".")[2])


@lru_cache(MOST_NAMES)
def stem_words(path: str) -> tuple[str, ...]:
    """The words of a file's name, without what marks it as a test: ("tote", "limit") for `ToteLimitTest.kt`."""
    stem = path.rpartition("/")[2].rpartition(".")[0]
    for mark in _TESTS:
        stem = stem.removeprefix(mark).removesuffix(mark)
    return tuple(word for part in _HUMPS.split(stem) for word in _WORDS.findall(part.lower()))


def sibling_path(words: list[str], neighbor: str) -> str:
    """The path of a new file beside another one, named in the same manner."""
    folder, _, name = neighbor.rpartition("/")
    stem, _, ending = name.rpartition(".")
    if name.startswith("test_"):
        stem = f"test_{_joined(words, 'py')}"
    elif stem.endswith("_test"):
        stem = f"{_joined(words, 'py')}_test"
    elif stem.endswith(".test"):
        stem = f"{_humps(words) if stem[0].isupper() else _joined(words, 'ts')}.test"
    elif stem.endswith("Test"):
        stem = f"{_humps(words)}Test"
    elif stem[0].isupper():
        stem = _humps(words)
    elif ending in ("md", "css"):
        stem = "-".join(words)
    else:
        stem = _joined(words, "ts" if ending == "ts" else "py")
    return f"{folder}/{stem}.{ending}" if folder else f"{stem}.{ending}"


def _joined(words: list[str], ending: str) -> str:
    if ending in _CAMEL:
        return words[0] + _humps(words[1:]) if words else ""
    return "_".join(words)


def _humps(words: list[str]) -> str:
    return "".join([word[0].upper() + word[1:] for word in words])
