"""Certificates of runs: what a proof found, to be compared on another machine, database, Python or version."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from seedplot import __version__, registry
from seedplot.engine import fingerprint, proof, provenance
from seedplot.engine.digests import DigestingReader
from seedplot.engine.explaining.certificate_file import DIGEST_BYTES, Certificate
from seedplot.engine.progress import Progress
from seedplot.engine.raw_rows import RawRows
from seedplot.engine.run_rows import Block, Names
from seedplot.errors import SeedError
from seedplot.models import SeedRun

MOST_ROWS = 1_000_000
"""Rows of a run up to which a certificate has the digest of each."""


@dataclass(frozen=True)
class TableCheck:
    """A table of a run beside the certificate's. `differing` rows are unknown where the certificate has no digests."""

    label: str
    certified: int
    found: int
    is_same: bool
    differing: int | None


def certify(run: SeedRun, progress: Progress | None = None) -> Certificate:
    """Prove the run and certify the outcome. NotAsPromised if it is not what it should be."""
    report = proof.verify(run, progress)
    counts, tables, rows = _contents(run)
    return Certificate(
        run={
            "domain": run.domain,
            "scenario": run.scenario,
            "kind": run.kind,
            "seed": run.seed,
            "anchor": run.anchor.isoformat(),
            "options": run.options,
            "fingerprint": report.fingerprint,
            "seedplot": __version__,
        },
        promises=[
            {
                "id": finding.promise.id,
                "part": finding.part,
                "sentence": finding.promise.sentence,
                "expected": str(finding.promise.bound),
                "observed": finding.promise.bound.describe(finding.observed),
                "kept": finding.kept,
            }
            for finding in report.findings
        ],
        counts=counts,
        tables=tables,
        rows=rows,
    )


def check(certificate: Certificate, run: SeedRun) -> list[TableCheck]:
    """Compare the run's rows, as they are now, with the certificate's, table by table."""
    counts, tables, rows = _contents(run)
    return list(_compared(certificate, counts, tables, rows))


def run_of(certificate: Certificate, using: str) -> SeedRun:
    """The run of the certificate's scenario, seed and options in that database. SeedError if there is none."""
    wanted = certificate.run
    runs = provenance.runs_of(using, wanted["domain"], wanted["scenario"])
    same = [run for run in runs if run.seed == wanted["seed"] and run.options == wanted["options"]]
    for run in same:
        if run.fingerprint == wanted.get("fingerprint"):
            return run
    if same:
        return same[0]
    there = f"There are: {', '.join(map(str, runs[:5]))}." if runs else "There is none of that story."
    raise SeedError(
        f"No run of {wanted['scenario']} with seed {wanted['seed']} and the certificate's options is recorded here. "
        f"{there} Seed it, or name the run to check: python manage.py seedplot certificate RUN --check FILE"
    )


def _contents(run: SeedRun) -> tuple[dict[str, int], dict[str, str], dict[str, bytes] | None]:
    """The rows that are there now: how many of each model, each table's digest, and the sorted digests of the rows."""
    scenario = registry.scenario_of_run(run)
    rows = proof.rows_to_prove(run, scenario)
    names, calendar = Names(rows, run.world), scenario.calendar(run.anchor)
    is_small = sum(rows.counts.values()) <= MOST_ROWS
    found: dict[str, list[bytes]] = {label: [] for label in sorted(rows.blocks)}

    def keep(block: Block, digests: bytes) -> None:
        if is_small:
            found[block.label].append(digests)

    source = DigestingReader(
        RawRows(run.using), names, calendar, scenario.fingerprint_exclude, rows.replaced, keep=keep
    )
    digests = source.finish(rows.all_blocks())
    changed = fingerprint.changes_digest(run, names, calendar, rows.replaced)
    tables = {**fingerprint.table_digests(digests), **changed}
    counts = {label: digests.counts.get(label, 0) for label in found}
    return counts, tables, {label: _sorted(parts) for label, parts in found.items()} if is_small else None


def _sorted(parts: Sequence[bytes]) -> bytes:
    return b"".join(sorted(_split(b"".join(parts))))


def _split(digests: bytes) -> Iterator[bytes]:
    return (digests[at : at + DIGEST_BYTES] for at in range(0, len(digests), DIGEST_BYTES))


def _compared(
    certificate: Certificate, counts: Mapping[str, int], tables: Mapping[str, str], rows: Mapping[str, bytes] | None
) -> Iterator[TableCheck]:
    for label in sorted({*certificate.tables, *tables}):
        is_same = certificate.tables.get(label) == tables.get(label)
        differing: int | None = 0 if is_same else None
        if not is_same and rows is not None and certificate.rows is not None and label in {*rows, *certificate.rows}:
            differing = _differing(certificate.rows.get(label, b""), rows.get(label, b""))
        yield TableCheck(label, certificate.counts.get(label, 0), counts.get(label, 0), is_same, differing)


def _differing(certified: bytes, found: bytes) -> int:
    """The number of rows of the larger side without an equal on the other: a changed row counts once."""
    ours, theirs = list(_split(found)), list(_split(certified))
    mine, others = iter(ours), iter(theirs)
    shared, left, right = 0, next(mine, None), next(others, None)
    while left is not None and right is not None:
        if left == right:
            shared += 1
            left, right = next(mine, None), next(others, None)
        elif left < right:
            left = next(mine, None)
        else:
            right = next(others, None)
    return max(len(ours), len(theirs)) - shared
