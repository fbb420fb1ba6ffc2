"""Stated texts are data files, to be edited by people who do not program; `schema/` says what each may hold."""

from __future__ import annotations

from pathlib import Path

from seedplot.content import ContentFile, read_content

TEXTS = Path(__file__).parent / "texts"
SCHEMAS = Path(__file__).parent / "schema"


def read_stated(path: Path, schema: str) -> ContentFile:
    """The file, once it keeps to the schema of that name. ContentError with file and line where it does not."""
    return read_content(path, SCHEMAS / f"{schema}.schema.json")
