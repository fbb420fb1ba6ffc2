"""What turns texts into vectors of length 1, so that the product of two is their cosine.

The hashing embedder compares words and parts of words, needs nothing, and gives the same numbers on every machine.
The sentence embedder is a small model that knows what words mean; its weights come in the wheel of its package.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import Any, Protocol

from django.conf import settings

from seedplot.errors import SeedError

Vector = list[float]


class Embedder(Protocol):
    @property
    def name(self) -> str:
        """What vectors are told by: those of another name cannot be compared with these."""

    @property
    def dimension(self) -> int: ...

    @property
    def lowest_score(self) -> float:
        """Below this likeness a text has nothing to do with a question, unless the settings say otherwise."""

    def embed(self, texts: Sequence[str]) -> list[Vector]: ...


class HashingEmbedder:
    """A text as its words and their three-letter parts, each counted at places of the vector that its hash names.

    Words that stand everywhere and the labels of lines are left out, repeating a word adds less each time, and the
    first line, which names the thing, counts twice.
    """

    name = "hashing-1024"
    dimension = 1_024
    lowest_score = 0.12

    def embed(self, texts: Sequence[str]) -> list[Vector]:
        return [self._embed(text) for text in texts]

    def _embed(self, text: str) -> Vector:
        counts = Counter(_words(text)) + Counter(_words(text.partition("\n")[0]))
        weights = [0.0] * self.dimension
        for word, count in sorted(counts.items()):
            weight = math.sqrt(count)
            for place, share in _places(word, self.dimension):
                weights[place] += weight * share
        length = math.sqrt(math.fsum(weight * weight for weight in weights))
        return [weight / length for weight in weights] if length else weights


LABEL = re.compile(r"^[A-Z][A-Za-z ]{0,30}: ", re.MULTILINE)
WORD = re.compile(r"[^\W_]+")
STOP_WORDS = frozenset(
    WORD.findall(
        "a an and are as at be been but by can does for from has have how i if in into is it its my no not of on or "
        "our so that the their them then there these this to was we were what when where which who will with you"
    )
)
PARTS_SHARE = 1.0
"""How much the parts of a word count, all together, against the word itself: 'exports' is to meet 'exporting'."""
PLACES = 4
"""At how many places a word counts: two words that meet at one of them by chance are still told apart."""


def _words(text: str) -> Iterable[str]:
    return (word for word in WORD.findall(LABEL.sub("", text).casefold()) if word not in STOP_WORDS)


@lru_cache(maxsize=50_000)
def _places(word: str, dimension: int) -> tuple[tuple[int, float], ...]:
    """Where a word and its parts count, and how much."""
    edged = f"<{word}>"
    parts = {edged[start : start + 3] for start in range(len(edged) - 2)} if len(word) > 2 else set()
    features = {word: 1.0, **{f"#{part}": PARTS_SHARE / math.sqrt(len(parts)) for part in sorted(parts)}}
    weights: dict[int, float] = defaultdict(float)
    for feature, size in features.items():
        for place, sign in _hashed(feature, dimension):
            weights[place] += sign * size / math.sqrt(PLACES)
    return tuple(weights.items())


def _hashed(feature: str, dimension: int) -> Iterator[tuple[int, int]]:
    """Places and signs; half of them count against, so that chance meetings even out."""
    digest = blake2b(feature.encode(), digest_size=4 * PLACES, person=b"seedplot.words").digest()
    for start in range(0, len(digest), 4):
        number = int.from_bytes(digest[start : start + 4], "big")
        yield (number >> 1) % dimension, 1 if number & 1 else -1


class SentenceEmbedder:
    """WordLlama: a vector for each piece of a word, learned from many sentence pairs, and their mean."""

    dimension = 256
    lowest_score = 0.2
    name = "wordllama-l2-supercat-256"

    def embed(self, texts: Sequence[str]) -> list[Vector]:
        # The model has no vector for no words.
        vectors = _sentence_model().embed([text or "." for text in texts], norm=True)
        return [[float(number) for number in vector] for vector in vectors]


@cache
def _sentence_model() -> Any:
    try:
        import wordllama
    except ImportError as error:
        raise SeedError(
            "wordllama is not installed, and SEEDPLOT_EMBEDDINGS=sentence needs it: pip install wordllama==0.4.0.post1"
        ) from error
    try:
        # Both files are in the package: it finds its weights there by itself, its tokenizer only when told so.
        return wordllama.WordLlama.load(cache_dir=Path(wordllama.__file__).parent, disable_download=True)
    except FileNotFoundError as error:
        raise SeedError(f"The sentence model is not in its package: {error} Reinstall wordllama.") from error


EMBEDDERS: dict[str, Callable[[], Embedder]] = {"hashing": HashingEmbedder, "sentence": SentenceEmbedder}


def configured_embedder() -> Embedder:
    """The embedder that the settings name. SeedError names those that there are."""
    name = settings.SEEDPLOT_EMBEDDINGS
    if name not in EMBEDDERS:
        raise SeedError(f"SEEDPLOT_EMBEDDINGS cannot be '{name}'. Known values: {', '.join(EMBEDDERS)}.")
    return EMBEDDERS[name]()
