"""Content that was found right, kept for later processes beside Python's own compiled modules.

It is recognized by the bytes of file and schemas, not by their times: a copy or a checkout has times of its own.
"""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress
from hashlib import blake2b
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any

import seedplot

FORM = 1
"""To be raised when what is checked changes: then no earlier finding counts."""


def schemas_beside(schema: Path) -> list[Path]:
    """The schema, and all others of its folder, which it may refer to."""
    return sorted({schema, *schema.parent.glob("*.schema.json")})


def digest_of(source: bytes, schema: Path) -> str:
    """A digest of everything that decides whether the content is right."""
    digest = blake2b(digest_size=16)
    for part in (f"{FORM} {seedplot.__version__} {schema.name}".encode(), source):
        digest.update(b"%d " % len(part) + part)
    for path in schemas_beside(schema):
        part = path.read_bytes()
        digest.update(f"{path.name} {len(part)} ".encode() + part)
    return digest.hexdigest()


def stored(path: Path, digest: str) -> Any:
    """The content that was stored under that digest, or None."""
    try:
        kept = json.loads(_place_of(path).read_bytes())
    except (OSError, ValueError):
        return None
    return kept["content"] if isinstance(kept, dict) and kept.get("digest") == digest else None


def store(path: Path, digest: str, content: Any) -> None:
    """Keep the content, if it may be kept: the folder may be read-only, and a date is no JSON."""
    if sys.dont_write_bytecode:
        return
    place = _place_of(path)
    unfinished = place.with_name(f"{place.name}.{os.getpid()}")
    with suppress(OSError, TypeError):
        text = json.dumps({"digest": digest, "content": content}, ensure_ascii=False)
        place.parent.mkdir(parents=True, exist_ok=True)
        unfinished.write_text(text, encoding="utf-8")
        unfinished.replace(place)


def _place_of(path: Path) -> Path:
    """`__pycache__` beside the file, or in the folder that PYTHONPYCACHEPREFIX names."""
    return Path(cache_from_source(str(path.absolute()))).with_name(f"{path.name}.json")
