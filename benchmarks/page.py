"""docs/performance.md, where the figures of each section lie between two comments."""

from __future__ import annotations

import re

from benchmarks.databases import ROOT

PAGE = ROOT / "docs" / "performance.md"
MACHINE = "machine"
PART = re.compile(r"(<!-- begin (?P<name>\w+)[^\n]*-->\n)(?P<text>.*?)\n?(<!-- end (?P=name) -->)", re.DOTALL)


def parts(page: str) -> dict[str, str]:
    """The text of each part, by name."""
    return {part["name"]: part["text"] for part in PART.finditer(page)}


def with_part(page: str, name: str, text: str) -> str:
    """The page with another text in that part."""
    if name not in parts(page):
        raise ValueError(f"{PAGE} has no part '{name}'. Known: {', '.join(parts(page))}.")
    return PART.sub(lambda part: f"{part[1]}{text}\n{part[4]}" if part["name"] == name else part[0], page)


def write(name: str, text: str) -> None:
    PAGE.write_text(with_part(PAGE.read_text(encoding="utf-8"), name, text), encoding="utf-8")
