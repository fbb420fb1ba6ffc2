"""Fields as projects and packages write their own."""

import json
import re
from decimal import Decimal

from django.db import models


class SlugOfNameField(models.SlugField):
    """Fills itself from the name when a row is saved, as AutoSlugField does."""

    def pre_save(self, model_instance, add):
        slug = re.sub(r"[^a-z]+", "-", model_instance.name.lower())
        setattr(model_instance, self.attname, slug)
        return slug


class Money:
    def __init__(self, amount, currency):
        self.amount, self.currency = Decimal(amount), currency


class MoneyDescriptor:
    """Takes an amount with its currency, which goes into a column beside it, as django-money has it."""

    def __init__(self, field):
        self.field = field

    def __get__(self, instance, owner):
        return self if instance is None else instance.__dict__[self.field.name]

    def __set__(self, instance, value):
        if isinstance(value, Money):
            setattr(instance, f"{self.field.name}_currency", value.currency)
            value = value.amount
        instance.__dict__[self.field.name] = value


class MoneyField(models.DecimalField):
    def contribute_to_class(self, cls, name):
        super().contribute_to_class(cls, name)
        setattr(cls, name, MoneyDescriptor(self))


class BlocksField(models.Field):
    """JSON that is not Django's JSONField, as wagtail's StreamField is."""

    def get_internal_type(self):
        return "JSONField"

    def get_prep_value(self, value):
        return None if value is None else json.dumps(value)

    def get_db_prep_value(self, value, connection, prepared=False):
        return value if prepared else self.get_prep_value(value)

    def from_db_value(self, value, expression, connection):
        return json.loads(value) if isinstance(value, str) else value


class Color:
    """A value without a text of its own."""

    def __init__(self, red, green, blue):
        self.parts = (red, green, blue)

    def __eq__(self, other):
        return isinstance(other, Color) and self.parts == other.parts

    __hash__ = None


class ColorField(models.Field):
    """Says how its values are written: by `value_to_string`."""

    def get_internal_type(self):
        return "CharField"

    def from_db_value(self, value, expression, connection):
        return None if value is None else self.to_python(value)

    def to_python(self, value):
        return value if value is None or isinstance(value, Color) else Color(*map(int, value.split(",")))

    def get_prep_value(self, value):
        return None if value is None else ",".join(map(str, self.to_python(value).parts))

    def value_to_string(self, obj):
        return self.get_prep_value(self.value_from_object(obj))


class OpaqueField(ColorField):
    """Says so nowhere, and its database value is an object, too."""

    def value_to_string(self, obj):
        return str(self.value_from_object(obj))

    def get_prep_value(self, value):
        return value

    def get_db_prep_value(self, value, connection, prepared=False):
        return None if value is None else ",".join(map(str, value.parts))
