"""A directory that a command fills: it replaces the files that it wrote before, and touches nothing else.

A manifest lists the files that it wrote: names and digests. If a file is not in it, or was changed since, it is
foreign, and nothing at all is written.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from seedplot.errors import SeedError

MANIFEST = ".seedplot-manifest.json"
PARTIAL = ".seedplot-partial"
"""The directory, inside the other, where files wait until all of them are complete."""


@dataclass(frozen=True)
class Stage:
    """A folder for the files of one export, until they replace their predecessors.

    >>> from pathlib import Path
    >>> from seedplot.exporters import Stage
    >>> Stage(Path("exports")).file("orders.csv").name
    'orders.csv'
    """

    path: Path

    def file(self, name: str) -> Path:
        return self.path / name


class OutputDirectory:
    """A directory for the files of one command, `made_by`; it is made when it is not there.

    `check()` raises SeedError where `replacing()` would, before any work is done. The `seal` is a file that says to
    readers that the others are complete: its predecessor goes before theirs do, and it comes after all of them.

    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> from seedplot.exporters import OutputDirectory
    >>> with TemporaryDirectory() as folder:
    ...     directory = OutputDirectory(Path(folder), "export_orders")
    ...     with directory.replacing() as stage:
    ...         _ = stage.file("orders.txt").write_text("tea")
    ...     list(directory.files())
    ['orders.txt']
    """

    def __init__(self, path: Path, made_by: str, *, option: str = "--output", seal: str = "") -> None:
        self.path = path
        self.made_by = made_by
        self._option = option
        self._seal = seal

    def check(self) -> None:
        """Make the directory and see that it can be written to and holds nothing of others."""
        with self._one_line_errors():
            self.path.mkdir(parents=True, exist_ok=True)
            self._refuse_foreign_files()
            with _locked(self.path):
                self._empty_stage().rmdir()

    @contextmanager
    def replacing(self) -> Iterator[Stage]:
        """A stage for new files. At the end they take the places of the old ones; after an error all is as before."""
        with self._one_line_errors():
            self.path.mkdir(parents=True, exist_ok=True)
            with _locked(self.path):
                self._refuse_foreign_files()
                stage = self._empty_stage()
                try:
                    yield Stage(stage)
                    self._replace_with(stage)
                finally:
                    shutil.rmtree(stage, ignore_errors=True)

    def files(self) -> dict[str, str]:
        """The files that the command wrote, by name, with the SHA-256 of each; empty where it wrote none."""
        manifest = self._manifest()
        return {name: digests[-1] for name, digests in sorted(manifest.items())}

    def _replace_with(self, stage: Path) -> None:
        """Move everything. The manifest knows old and new files meanwhile, so that a broken-off move can be redone."""
        old = self._manifest()
        new = {each.name: [_digest(each)] for each in sorted(stage.iterdir())}
        self._write_manifest({name: [*old.get(name, []), *new.get(name, [])] for name in sorted({*old, *new})})
        if self._seal:
            (self.path / self._seal).unlink(missing_ok=True)
        for name in sorted(new, key=lambda each: each == self._seal):
            os.replace(stage / name, self.path / name)
        for name in old.keys() - new.keys():
            (self.path / name).unlink(missing_ok=True)
        self._write_manifest(new)

    def _refuse_foreign_files(self) -> None:
        known = self._manifest()
        for entry in sorted(self.path.iterdir()):
            if entry.name in (MANIFEST, PARTIAL):
                continue
            if entry.name not in known:
                raise self._refusal(f"holds '{entry.name}', which {self.made_by} did not write")
            if entry.is_symlink() or not entry.is_file() or _digest(entry) not in known[entry.name]:
                raise self._refusal(f"holds '{entry.name}', which was changed since {self.made_by} wrote it")

    def _manifest(self) -> dict[str, list[str]]:
        """The digests that each own file may have: one, or two while it is being replaced."""
        try:
            text = (self.path / MANIFEST).read_text(encoding="utf-8")
        except (FileNotFoundError, NotADirectoryError):
            return {}
        try:
            recorded = json.loads(text)
            made_by, files = recorded["made_by"], dict(recorded["files"])
        except (ValueError, KeyError, TypeError):
            raise self._refusal(f"has a '{MANIFEST}' that cannot be read") from None
        if made_by != self.made_by:
            raise self._refusal(f"holds the files of {made_by}")
        return files

    def _write_manifest(self, files: Mapping[str, list[str]]) -> None:
        partial = self.path / PARTIAL / MANIFEST
        text = json.dumps({"made_by": self.made_by, "files": files}, indent=1)
        partial.write_text(text + "\n", encoding="utf-8")
        os.replace(partial, self.path / MANIFEST)

    def _empty_stage(self) -> Path:
        """Remove the files of an interrupted export."""
        stage = self.path / PARTIAL
        if stage.exists():
            shutil.rmtree(stage)
        stage.mkdir()
        return stage

    def _refusal(self, reason: str) -> SeedError:
        return SeedError(
            f"The directory '{self.path}' {reason}; nothing was written. "
            f"Move it away or give {self._option} another directory."
        )

    @contextmanager
    def _one_line_errors(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise SeedError(
                f"Cannot write to the directory '{self.path}': {error.strerror or error}. "
                f"Give {self._option} a directory that you may write to."
            ) from error


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Keep a second export out of the directory, where the system has locks for that."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise SeedError(
                f"Another export is writing to '{path}'. Wait for it, then run the command again."
            ) from None
        yield
    finally:
        os.close(handle)
