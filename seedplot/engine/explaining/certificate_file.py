"""Certificates as files: JSON that is written piece by piece, and read back with one clear line for what is wrong."""

from __future__ import annotations

import json
import os
import stat
from base64 import b64decode, b64encode
from binascii import Error as Base64Error
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from seedplot.errors import SeedError

FORMAT = "seedplot certificate"
VERSION = 1
DIGEST_BYTES = 8
LARGEST_FILE = 64 * 1024 * 1024
"""Bytes: four times what a million rows take."""


@dataclass(frozen=True)
class Certificate:
    """The result of a run's proof: enough to compare the run with one of any other database, Python or version."""

    run: Mapping[str, Any]
    """Domain, scenario, seed, anchor, options, fingerprint and the version of seedplot."""
    promises: Sequence[Mapping[str, Any]]
    counts: Mapping[str, int]
    tables: Mapping[str, str]
    """The digest of each table, by model."""
    rows: Mapping[str, bytes] | None = field(repr=False)
    """The sorted digests of each table's rows, one after the other; None for a run of too many rows."""


def pieces(certificate: Certificate) -> Iterator[str]:
    """The certificate as JSON, table by table."""
    head = {
        "format": FORMAT,
        "version": VERSION,
        "run": certificate.run,
        "promises": certificate.promises,
        "counts": certificate.counts,
        "tables": certificate.tables,
    }
    yield json.dumps(head, indent=2, ensure_ascii=False)[: -len("\n}")]
    yield ',\n  "rows": '
    if certificate.rows is None:
        yield "null"
    else:
        yield "{"
        for number, (label, digests) in enumerate(certificate.rows.items()):
            yield f'{"," if number else ""}\n    {json.dumps(label)}: "{b64encode(digests).decode()}"'
        yield "\n  }"
    yield "\n}\n"


def write(certificate: Certificate, path: Path) -> None:
    """Write the whole file or none. SeedError if that cannot be done."""
    partial = path.with_name(f".{path.name}.partial")
    try:
        if path.is_dir():
            raise SeedError(f"{path} is a directory. Name a file in it, such as {path / 'certificate.json'}.")
        with partial.open("w", encoding="utf-8") as file:
            for piece in pieces(certificate):
                file.write(piece)
        partial.replace(path)
    except OSError as error:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
        raise SeedError(f"{path} cannot be written: {error.strerror}. Name a file that can.") from None


def read(path: Path) -> Certificate:
    """The certificate in the file. SeedError in one line if it is none."""
    text = _text(path)
    try:
        found = json.loads(text)
    except json.JSONDecodeError as error:
        if error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated string"):
            raise SeedError(f"{path} ends too early, in line {error.lineno}. {_AGAIN}") from None
        raise SeedError(f"{path} is not JSON: {error.msg} in line {error.lineno}. {_AGAIN}") from None
    except (ValueError, RecursionError):
        raise SeedError(f"{path} is not JSON that a certificate would hold. {_AGAIN}") from None
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise SeedError(f"{path} is JSON, but no certificate of seedplot. {_AGAIN}")
    if found.get("version") != VERSION:
        raise SeedError(
            f"{path} has version {json.dumps(found.get('version'))[:20]} of certificates, and this seedplot reads "
            f"version {VERSION}. Write it anew with this version, or check it with the other."
        )
    try:
        return _certificate(found)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        reason = f"it has no {error}" if isinstance(error, KeyError) else str(error)
        raise SeedError(f"{path} is damaged: {reason}. {_AGAIN}") from None


_AGAIN = "Write it again: python manage.py seedplot certificate RUN FILE"


def _text(path: Path) -> str:
    try:
        with open(path, "rb", opener=_without_waiting) as file:
            found = os.fstat(file.fileno())
            if not stat.S_ISREG(found.st_mode):
                raise SeedError(f"{path} is not a regular file. Name one that `seedplot certificate` wrote.")
            if found.st_size > LARGEST_FILE:
                raise SeedError(
                    f"{path} has {found.st_size / 2**20:,.0f} MB, more than any certificate. "
                    "Name one that `seedplot certificate` wrote."
                )
            return file.read(LARGEST_FILE + 1).decode("utf-8")
    except IsADirectoryError:
        raise SeedError(f"{path} is a directory. Name a file in it.") from None
    except OSError as error:
        raise SeedError(f"{path} cannot be read: {error.strerror}. Name a file that can.") from None
    except UnicodeDecodeError:
        raise SeedError(f"{path} is not JSON: it is no text. {_AGAIN}") from None
    except ValueError:
        raise SeedError("That file name cannot be one. Name a file that `seedplot certificate` wrote.") from None


def _without_waiting(path: str, flags: int) -> int:
    """Open a pipe without waiting for somebody who writes to it."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _certificate(found: Mapping[str, Any]) -> Certificate:
    """The certificate of that JSON. KeyError, TypeError or ValueError where it is not of that form."""
    run = dict(found["run"])
    for name, kind in {"domain": str, "scenario": str, "seed": int, "anchor": str, "options": dict}.items():
        if not isinstance(run[name], kind):
            raise ValueError(f"the run's {name} is not of its kind")
    counts, tables = dict(found["counts"]), dict(found["tables"])
    if not all(isinstance(count, int) for count in counts.values()):
        raise ValueError("a count is no number")
    if not all(isinstance(digest, str) for digest in tables.values()):
        raise ValueError("a table's digest is no text")
    rows = None
    if found["rows"] is not None:
        rows = {label: _digests(label, text, counts) for label, text in found["rows"].items()}
        if rows.keys() != counts.keys():
            raise ValueError("rows and counts name different models")
    return Certificate(run, list(found["promises"]), counts, tables, rows)


def _digests(label: str, text: str, counts: Mapping[str, int]) -> bytes:
    try:
        digests = b64decode(text, validate=True)
    except Base64Error:
        raise ValueError(f"the rows of {label} are not base64") from None
    if len(digests) != counts[label] * DIGEST_BYTES:
        raise ValueError(f"it counts {counts[label]:,} rows of {label} and has {len(digests) / DIGEST_BYTES:,.5g}")
    return digests
