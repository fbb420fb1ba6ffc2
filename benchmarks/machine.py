"""The machine that the figures are from, and the other work that it had."""

from __future__ import annotations

import os
import platform
import sqlite3
from datetime import UTC, datetime
from importlib.metadata import version

import psutil

QUIET = 10
"""Per cent of all cores that others may keep busy on a machine that counts as quiet."""
LISTEN = 3
"""Seconds in which the others are listened to."""


def cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def describe() -> str:
    memory = round(psutil.virtual_memory().total / 2**30)
    versions = ", ".join(f"{name} {version(name)}" for name in ("Django", "factory-boy", "model_bakery", "psycopg"))
    return (
        f"{cores()} cores, {memory} GiB, {platform.system()} {platform.machine()}; "
        f"Python {platform.python_version()}, {versions}, SQLite {sqlite3.sqlite_version}."
    )


def day_and_noise() -> str:
    """The day, and a warning where others keep the machine busy. To be asked before the measuring begins."""
    busy = psutil.cpu_percent(LISTEN)
    measured = f"Measured on {datetime.now(UTC).date()}."
    if busy <= QUIET:
        return measured
    return (
        f"{measured} **The machine was busy with other work** ({busy:.0f}% of {cores()} cores when this began): "
        "these figures are to be taken again on a quiet one, with `python -m benchmarks --write`."
    )
