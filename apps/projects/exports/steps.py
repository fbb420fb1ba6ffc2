"""What happens once the rows are committed: export, upload, vectors, in this order, each repeatable alone.

A step that fails takes back nothing: the others still run, and the message at the end names it and the command that
repeats it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from shlex import quote

from apps.projects.exports.cleared import forget
from apps.projects.exports.generations import MADE_BY, directory_to_read, directory_to_write, output_directory
from seedplot.engine.progress import Progress, Silent
from seedplot.errors import INTERRUPTED, SeedError
from seedplot.models import SeedRun


@dataclass(frozen=True)
class Delivery:
    """What the steps work on: a run that is committed, and what the command line says of each of them.

    Without a run only the upload has something to do. `cleared` are the records of rows that were cleared before.
    """

    run: SeedRun | None
    output: Path | None = None
    skip_csv: bool = False
    skip_s3: bool = False
    skip_pinecone: bool = False
    cleared: Mapping[str, frozenset[str]] = field(default_factory=dict)
    using: str = "default"

    def the_run(self) -> SeedRun:
        if self.run is None:
            raise SeedError(f"There is no run of the software house. Make one: python manage.py {MADE_BY}")
        return self.run

    def command(self, step: str) -> str:
        """What the user types to repeat a step alone."""
        output = f" --output {quote(str(self.output))}" if self.output is not None and step != "vectors" else ""
        database = f" --database {self.using}" if self.using != "default" else ""
        return f"python manage.py {MADE_BY} --only {step}{output}{database}"


@dataclass(frozen=True)
class Step:
    """A step: what it does, why it would be left out (None: it would not), and the step without which it cannot be."""

    name: str
    title: str
    perform: Callable[[Delivery], str]
    skipped: Callable[[Delivery], str | None]
    needs: str = ""


def deliver(
    delivery: Delivery,
    *,
    say: Callable[[str], object],
    only: str | None = None,
    progress: Progress | None = None,
) -> None:
    """Do the steps, or the one that `only` names, and say a line for each. SeedError at the end if one failed."""
    wanted = [find_step(only)] if only is not None else list(STEPS)
    progress = progress or Silent()
    failures: dict[str, str] = {}
    if delivery.cleared:
        forget(delivery.cleared, delivery.using)
    for step in wanted:
        progress.begin(step.title, 1)
        reason = step.skipped(delivery)
        if reason is not None:
            say(f"{step.title}: skipped, {reason}.")
        elif step.needs in failures:
            failures[step.name] = f"it waits for the {step.needs}, which failed."
        else:
            with _noted(step, failures, delivery):
                say(f"{step.title}: {step.perform(delivery)}.")
        progress.advance()
    if failures:
        raise _failed(failures, delivery)


def find_step(name: str) -> Step:
    """The step of that name. SeedError names those that there are."""
    for step in STEPS:
        if step.name == name:
            return step
    raise SeedError(f"There is no step '{name}'. Give --only one of: {', '.join(step.name for step in STEPS)}.")


def check_output(output: Path | None) -> None:
    """SeedError where `--output` cannot be written to or holds files of others. Nothing is made yet."""
    if output is None:
        return
    if output.exists():
        output_directory(output).check()
        return
    place = next(each for each in output.absolute().parents if each.exists())
    if not (place.is_dir() and os.access(place, os.W_OK)):
        raise SeedError(
            f"Cannot make the directory '{output}' in '{place}'. Give --output a directory that you may write to."
        )


@contextmanager
def _noted(step: Step, failures: dict[str, str], delivery: Delivery) -> Iterator[None]:
    """Note why a step failed instead of ending there: whatever it was, the rows are in place and other steps follow."""
    try:
        yield
    except SeedError as error:
        failures[step.name] = str(error)
    except KeyboardInterrupt:
        ended = SeedError(
            f"Interrupted during the {step.name}; the rows are there. Continue: {delivery.command(step.name)}"
        )
        ended.exit_code = INTERRUPTED
        raise ended from None
    except Exception as error:
        reason = next(iter(str(error).splitlines()), "")
        failures[step.name] = f"{type(error).__name__}: {reason}"


def _failed(failures: Mapping[str, str], delivery: Delivery) -> SeedError:
    commands = ", then ".join(delivery.command(name) for name in failures)
    if len(failures) == 1:
        [(name, reason)] = failures.items()
        return SeedError(f"The rows are there, but the {name} failed: {reason} Repeat it alone: {commands}")
    names = " and ".join(failures)
    details = [f"{name}: {reason}" for name, reason in failures.items()]
    return SeedError(f"The rows are there, but {names} failed. Repeat them alone: {commands}", details)


# Each step imports what it works with when it runs: none of it is needed to start up, and some is heavy.


def _export(delivery: Delivery) -> str:
    from apps.projects.exports.csv_files import export_run

    run = delivery.the_run()
    path = directory_to_write(run, delivery.output)
    written = export_run(run, path)
    lines = sum(each.row_count for each in written)
    return f"{len(written)} files with {lines:,} rows in {path}"


def _upload(delivery: Delivery) -> str:
    from apps.projects.exports.s3 import configured_bucket, upload_directory

    bucket = configured_bucket()
    assert bucket is not None, "the step is skipped without one"
    keys = upload_directory(directory_to_read(delivery.run, delivery.output), bucket)
    return f"{len(keys)} files under {keys[0].rpartition('/')[0]}/ in {bucket.address}"


def _vectors(delivery: Delivery) -> str:
    from apps.projects.exports.vectors.sync_run import sync_run

    return sync_run(delivery.the_run(), delivery.cleared)


def _export_skipped(delivery: Delivery) -> str | None:
    return "--skip-csv" if delivery.skip_csv else None


def _upload_skipped(delivery: Delivery) -> str | None:
    from apps.projects.exports.s3 import configured_bucket

    if delivery.skip_s3:
        return "--skip-s3"
    if delivery.skip_csv:
        return "with --skip-csv there is nothing to upload"
    return "AWS_STORAGE_BUCKET_NAME names no bucket" if configured_bucket() is None else None


def _vectors_skipped(delivery: Delivery) -> str | None:
    return "--skip-pinecone" if delivery.skip_pinecone else None


STEPS = (
    Step("export", "CSV files", _export, _export_skipped),
    Step("upload", "Upload to S3", _upload, _upload_skipped, needs="export"),
    Step("vectors", "Search vectors", _vectors, _vectors_skipped),
)
