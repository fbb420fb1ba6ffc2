"""The rows that an advance takes away, and the foreign rows that depend on them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connections

from seedplot.engine.clearing.deletion import delete
from seedplot.engine.relations.catalogue import Catalogue
from seedplot.engine.relations.dependents import GoingRows
from seedplot.engine.relations.disposables import disposables_of
from seedplot.engine.relations.outlook import Outlook
from seedplot.engine.relations.references import models_by_table, references_on, table_of
from seedplot.engine.relations.row_sets import RowSet, temporary_sets
from seedplot.engine.run_rows import RunRows, ranges_of
from seedplot.models import SeedRun
from seedplot.plan import Shape
from seedplot.scenario import Scenario

Gone = Mapping[Shape, Sequence[Any]]
"""The keys of rows that go, by shape."""


class Removal:
    """Rows that go, found with all that goes with them; `delete` takes them away."""

    def __init__(self, going: GoingRows, references: Sequence[Any], catalogue: Catalogue, outlook: Outlook) -> None:
        self._going, self._references, self._catalogue = going, references, catalogue
        self.outlook = outlook

    def delete(self, using: str) -> None:
        delete(self._going, self._references, self._catalogue, using)


@contextmanager
def removal_of(gone: Gone, run: SeedRun, rows: RunRows, scenario: Scenario, *, lock: bool) -> Iterator[Removal | None]:
    """Removal of rows that the plan of a run no longer has, and of what goes with them; None where none goes.

    The run's other rows may still refer to them: they are about to be given other values.
    """
    if not any(gone.values()):
        yield None
        return
    using = run.using
    catalogue = Catalogue.read(using)
    with temporary_sets(using, catalogue) as sets:
        references = references_on(using, catalogue)
        going = GoingRows(sets, references, models_by_table(catalogue))
        for model in rows.model_classes:
            table = table_of(model, catalogue)
            if table is None:
                continue
            key = model._meta.pk
            own = going.staying(table, str(key.column))
            blocks = rows.blocks_of(model)
            own.add_ranges(ranges_of(blocks))
            own.add_keys(_prepared(key, (each for block in blocks for each in block.keys), using))
        for shape, keys in gone.items():
            table = table_of(shape.model, catalogue)
            if table is not None:
                found: RowSet = going.own(table, str(shape.key_field.column))
                found.add_keys(_prepared(shape.key_field, keys, using), lock=lock)
        outlook = Outlook([run])
        outlook.own = {shape.label: len(keys) for shape, keys in gone.items() if keys}
        outlook.disposed = going.add_disposables(disposables_of(scenario.disposable, catalogue), lock=lock)
        outlook.dependents = going.add_dependents(lock=lock)
        yield Removal(going, references, catalogue, outlook)


def _prepared(field: Any, keys: Any, using: str) -> Iterator[Any]:
    return (field.get_db_prep_value(field.to_python(key), connections[using]) for key in keys)
