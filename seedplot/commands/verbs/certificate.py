"""`seedplot certificate`: what a run's proof found, as a file, and the check of another run against it."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from seedplot.commands import arguments
from seedplot.commands.verbs.base import Verb
from seedplot.errors import NotAsPromised, SeedError

if TYPE_CHECKING:
    from seedplot.engine.explaining.certificate import TableCheck
    from seedplot.models import SeedRun


class Command(Verb):
    help = "Certify a run: promises, counts and digests as a file; --check compares the run here with such a file."

    @classmethod
    def add_arguments(cls, parser: ArgumentParser) -> None:
        parser.add_argument(
            "number", metavar="RUN", nargs="?", help="The run to certify, or to check (default: by FILE)."
        )
        parser.add_argument("file", metavar="FILE", nargs="?", help="Where to write it (default: standard output).")
        parser.add_argument("--check", metavar="FILE", help="Compare the run here with this certificate.")

    def run(self, options: Mapping[str, Any]) -> None:
        if options["check"] is not None:
            if options["file"] is not None:
                raise SeedError("--check writes no certificate. Leave out the second FILE.")
            self._check(options)
        elif options["number"] is None:
            raise SeedError("Name the run to certify: python manage.py seedplot certificate RUN [FILE]")
        else:
            self._certify(options)

    def _certify(self, options: Mapping[str, Any]) -> None:
        from seedplot.engine import report
        from seedplot.engine.explaining import certificate_file
        from seedplot.engine.explaining.certificate import certify
        from seedplot.engine.progress import shown_on

        run = _run(options["number"], options["database"])
        try:
            with shown_on(sys.stderr, wanted=True) as progress:
                found = certify(run, progress)
        except NotAsPromised as failure:
            if failure.report.broken:
                self.stderr.write(report.broken_promises(failure.report.broken))
            raise
        if options["file"] is None:
            for piece in certificate_file.pieces(found):
                self.stdout.write(piece, ending="")
            return
        certificate_file.write(found, Path(options["file"]))
        kept = sum(bool(each["kept"]) for each in found.promises)
        self.stdout.write(
            f"Certified {run}: {sum(found.counts.values()):,} rows, {kept} of {len(found.promises)} promises kept, "
            f"fingerprint {found.run['fingerprint']}."
        )

    def _check(self, options: Mapping[str, Any]) -> None:
        from seedplot.engine import tables
        from seedplot.engine.explaining import certificate_file
        from seedplot.engine.explaining.certificate import check, run_of

        certificate = certificate_file.read(Path(options["check"]))
        database = options["database"]
        run = run_of(certificate, database) if options["number"] is None else _run(options["number"], database)
        checks = check(certificate, run)
        rows = tables.table("Table", ">Certified", ">Here", ">Rows that differ")
        for each in checks:
            rows.add_row(each.label, f"{each.certified:,}", f"{each.found:,}", _differing(each))
        self.stdout.write(tables.printed(rows, self.stdout, color=not options["no_color"]))
        self.stdout.write("")
        _refuse_differences(run, checks)
        self.stdout.write(f"{run} is what the certificate says, row for row.")


def _run(text: str, using: str) -> SeedRun:
    from seedplot.engine import provenance

    return provenance.run_numbered(
        arguments.parse_count(text, "RUN", "the number of a run, as `seedplot runs` lists it"), using
    )


def _differing(check: TableCheck) -> str:
    return "" if check.is_same else "some" if check.differing is None else f"{check.differing:,}"


def _refuse_differences(run: SeedRun, checks: Sequence[TableCheck]) -> None:
    different = [each for each in checks if not each.is_same]
    if different:
        word = "table differs" if len(different) == 1 else "tables differ"
        names = ", ".join(f"{each.label} ({_differing(each)})" for each in different)
        raise SeedError(
            f"{len(different)} {word} from the certificate: {names}. "
            f"The rows of run {run.pk} are shown one by one by: python manage.py seedplot why MODEL KEY"
        )
