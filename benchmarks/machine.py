"""What the figures were measured on: versions, and the class of machine."""

from __future__ import annotations

import os
import platform
import sqlite3
from importlib.metadata import version


def describe() -> str:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    # What a firmware keeps for itself is missing from the sum.
    memory = round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30)
    versions = ", ".join(f"{name} {version(name)}" for name in ("Django", "factory-boy", "psycopg"))
    return (
        f"{cores} cores, {memory} GiB, {platform.system()} {platform.machine()}\n"
        f"Python {platform.python_version()}, {versions}, SQLite {sqlite3.sqlite_version}"
    )
