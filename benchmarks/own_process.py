"""A function of this package called in a process of its own, on a database: nothing warm, nothing left to collect.

Run as a program, it is that process: MODULE FUNCTION ARGUMENTS, the last as JSON; the timing is printed as JSON. Worker
processes import this module again, so it imports next to nothing.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import asdict
from importlib import import_module
from typing import Any

from benchmarks.timing import Timing


def call(url: str, function: Callable[..., Timing], **arguments: Any) -> Timing:
    from benchmarks.databases import run_python

    program = ("-m", "benchmarks.own_process", function.__module__, function.__name__, json.dumps(arguments))
    return Timing(**json.loads(run_python(url, *program)))


def main(module: str, function: str, arguments: str) -> None:
    import django
    from django.conf import settings

    django.setup()
    # With it on, Django keeps and formats every statement, and those who save row by row would pay for that.
    settings.DEBUG = False
    timing: Timing = getattr(import_module(module), function)(**json.loads(arguments))
    print(json.dumps(asdict(timing)))


if __name__ == "__main__":
    main(*sys.argv[1:])
