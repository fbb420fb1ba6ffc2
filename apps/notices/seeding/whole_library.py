"""Facts about all blocks of a library together, as a run's proof reads them back."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.db.models import Count, Model

from apps.notices.seeding.specification.people import EMAIL_PROVIDERS, EXAMPLE_HOST
from apps.notices.seeding.specification.reference_rows import reference_rows
from seedplot.engine.run_rows import RunRows


class WholeLibrary:
    """Facts about all blocks together, with which a block's rows are compared; each is read once."""

    def __init__(self, rows: RunRows) -> None:
        self.using = rows.using
        self._rows = rows
        self._shared: dict[tuple[Any, ...], set[tuple[Any, ...]]] = {}

    @property
    def email_hosts(self) -> tuple[str, ...]:
        """The hosts of patrons' addresses, by the run's option."""
        uses_example = self._rows.options.get("email_providers", "example") == "example"
        return (EXAMPLE_HOST,) if uses_example else tuple(EMAIL_PROVIDERS)

    @cached_property
    def wrong_reference_tables(self) -> list[str]:
        """Reference tables that lack a row of what the product has. They may hold more: such rows are not the run's."""
        wrong = []
        for table, rows in reference_rows().items():
            there = table.model._base_manager.using(self.using).values_list(*table.fields)
            missing = len(set(rows) - set(there))
            if missing:
                wrong.append(f"{table.name} lacks {missing} of its {len(rows)} rows")
        return wrong

    def shared(self, model: type[Model], *columns: str) -> set[tuple[Any, ...]]:
        """The values that several rows of the library have in the columns; empty ones aside."""
        key = (model, *columns)
        if key not in self._shared:
            filled = model._base_manager.using(self.using).exclude(**{f"{columns[0]}__isnull": True})
            counts = filled.order_by().values_list(*columns).annotate(count=Count("pk")).filter(count__gt=1)
            self._shared[key] = {values[:-1] for values in counts}
        return self._shared[key]
