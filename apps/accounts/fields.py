"""The model field for an address that may be unknown."""

from typing import Any

from django.db import models


class OptionalEmailField(models.EmailField):
    """An e-mail address that is NULL when unknown, so that `unique` lets any number of rows be without one.

    A blank becomes NULL on every way into the database: `save()`, `bulk_create()`, `update()`, forms.
    Asking for a blank one, `filter(email="")`, finds the rows without an address.
    """

    def to_python(self, value: Any) -> str | None:
        text = super().to_python(value)
        return text.strip() or None if text else None

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = super().pre_save(model_instance, add)
        if isinstance(value, str):
            value = self.to_python(value)
            setattr(model_instance, self.attname, value)
        return value
