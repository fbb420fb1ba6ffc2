"""Columns that several models of this domain have."""

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models


def confidence_field(*, null: bool = False, default: Decimal | None = None) -> models.DecimalField:
    """A column for how sure the assistant is, 0.00 to 1.00."""
    limits = [MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(1))]
    given = {} if default is None else {"default": default}
    return models.DecimalField(max_digits=3, decimal_places=2, null=null, blank=null, validators=limits, **given)
