"""A run's rows held while they are rewritten: no edit is lost between the look at a row and its update."""

from __future__ import annotations

from collections import deque

from django.db import connections

from seedplot.engine.run_rows import RunRows


def hold(rows: RunRows) -> None:
    """Lock the rows until the transaction ends. SQLite has one writer at a time, and needs no lock."""
    if not connections[rows.using].features.has_select_for_update:
        return
    for model in rows.model_classes:
        for part in rows.parts(model):
            deque(part.select_for_update().order_by("pk").values_list("pk").iterator(), maxlen=0)
