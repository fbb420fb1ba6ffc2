"""Rows made by hand: each test says the columns that matter to it, the others are filled as their types want."""

from datetime import datetime
from decimal import Decimal

from apps.notices.models.tables import table_of

NOT_SAID = {
    "int": 1,
    "smallint": 1,
    "tinyint": 1,
    "bit": False,
    "money": Decimal("1.00"),
    "dt": datetime.fromisoformat("2026-03-02T09:00:00"),
    "nv": "text",
    "char": "I",
}


def add(model, **columns):
    """A row of the model, with these columns."""
    filled = {each.field: NOT_SAID[each.kind] for each in table_of(model).columns if each.is_filled}
    return model.objects.create(**filled | columns)
