"""Rows named by people: a model and a key, found in the ledgers of all runs."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models

from seedplot.engine.runs import list_of_runs
from seedplot.errors import SeedError
from seedplot.models import SeedBlock, SeedRun

MOST_CHARACTERS = 40


@dataclass(frozen=True)
class OwnedRow:
    """A row's place in the plan of the run that wrote it."""

    run: SeedRun
    label: str
    key: Any
    shard: str
    position: int
    """Among the shard's rows of the model, from 0."""


def model_named(name: str) -> type[models.Model]:
    """The model of that name, app.Model, in any case. SeedError with the nearest names."""
    known = {each._meta.label.lower(): each for each in apps.get_models(include_auto_created=True)}
    if name.lower() in known:
        return known[name.lower()]
    nearest = get_close_matches(name.lower(), known, n=3) or [
        label for label in known if name and label.partition(".")[2] == name.lower().rpartition(".")[2]
    ]
    guess = f" Did you mean {' or '.join(known[each]._meta.label for each in nearest)}?" if nearest else ""
    raise SeedError(
        f"There is no model named '{_shown(name)}'.{guess} Name it by app and model, such as {_an_example(known)}."
    )


def _an_example(known: dict[str, type[models.Model]]) -> str:
    """A model with rows of runs in it would be best; the first one of an app that is not Django's must do."""
    own = [each for each in known.values() if not each.__module__.startswith(("django.", "seedplot."))]
    return own[0]._meta.label if own else "auth.User"


def key_of(model: type[models.Model], text: str) -> Any:
    """The key that the text means. SeedError if it cannot be one."""
    field = model._meta.pk
    while field.is_relation:
        field = field.target_field  # type: ignore[attr-defined]  # a relation has one
    try:
        return field.to_python(text)
    except ValidationError as error:
        raise SeedError(f"'{_shown(text)}' is no key of {model._meta.label}: {error.messages[0]}") from None


def owned_row(model: type[models.Model], key: Any, using: str) -> OwnedRow:
    """The row of that key in the run that wrote it. SeedError if none did, with the runs of the rows around it."""
    label = model._meta.label
    blocks = SeedBlock.objects.using(using).select_related("run").defer("digests")
    if isinstance(key, int):
        block = blocks.holding(label, key).order_by("-run_id").first()
        if block is not None:
            assert block.first_key is not None
            return OwnedRow(block.run, label, key, block.shard, block.start + key - block.first_key)
    for block in blocks.filter(model=label, first_key=None).order_by("-id").iterator():
        listed = [str(each) for each in block.keys or ()]
        if str(key) in listed:
            return OwnedRow(block.run, label, key, block.shard, block.start + listed.index(str(key)))
    raise SeedError(f"No run wrote {label} {key}. {_around(label, key, using)}")


def _around(label: str, key: Any, using: str) -> str:
    """The nearest rows that runs wrote, where keys have an order."""
    blocks = SeedBlock.objects.using(using).filter(model=label).select_related("run").defer("digests")
    if not blocks.exists():
        return f"No run has rows of that model; the runs are listed by: {list_of_runs(using)}"
    if not isinstance(key, int):
        return f"Its runs are listed by: {list_of_runs(using)}"
    below = blocks.filter(first_key__lt=key).order_by("-first_key").first()
    above = blocks.filter(first_key__gt=key).order_by("first_key").first()
    parts = []
    if below is not None:
        assert below.first_key is not None
        parts.append(f"{below.first_key + below.count - 1} below it is of {below.run}")
    if above is not None:
        parts.append(f"{above.first_key} above it is of {above.run}")
    return f"Of the nearest rows of runs, {' and '.join(parts)}." if parts else "Its runs list their keys one by one."


def _shown(text: str) -> str:
    clean = text if text.isprintable() else repr(text)
    return clean if len(clean) <= MOST_CHARACTERS else f"{clean[: MOST_CHARACTERS - 3]}..."
