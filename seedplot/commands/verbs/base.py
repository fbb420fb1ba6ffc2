"""The base of verbs."""

from __future__ import annotations

from abc import ABC, abstractmethod
from argparse import ArgumentParser
from collections.abc import Mapping
from typing import Any, ClassVar

from django.core.management.base import OutputWrapper


class Verb(ABC):
    """One verb of `manage.py seedplot`. Its module loads the engine only where it runs."""

    help: ClassVar[str]
    writes: ClassVar[bool] = False
    """It changes rows, so the guard looks at the database first."""

    def __init__(self, stdout: OutputWrapper, stderr: OutputWrapper) -> None:
        self.stdout, self.stderr = stdout, stderr

    @classmethod
    @abstractmethod
    def add_arguments(cls, parser: ArgumentParser) -> None: ...

    @abstractmethod
    def run(self, options: Mapping[str, Any]) -> None:
        """Do it, on the database `options["database"]`. Raises SeedError for what the user can correct."""
