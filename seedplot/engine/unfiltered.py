"""Every row of a model's table: a manager of the model's own may hide some, and the engine has to see them all."""

from __future__ import annotations

from typing import Any

from django.db import models


def unfiltered(model: type[models.Model], using: str) -> models.QuerySet[Any]:
    return models.QuerySet(model=model, using=using)
