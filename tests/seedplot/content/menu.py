"""A café's menu as a file of content, with its two schemas; `read` and what it refuses."""

import pytest

from seedplot.content import check_content, read_content
from seedplot.errors import SeedError

SCHEMA = {
    "type": "object",
    "required": ["drinks"],
    "additionalProperties": False,
    "properties": {
        "drinks": {"type": "array", "items": {"$ref": "drink.schema.json"}},
        "opens": {"type": ["string", "null"], "pattern": r"\S"},
        "closes": {},
        "tables": {"type": "object", "propertyNames": {"enum": ["inside", "outside"]}},
    },
}
DRINK = {
    "type": "object",
    "required": ["name"],
    "additionalProperties": False,
    "properties": {
        "name": {"type": "string"},
        "size": {"enum": ["small", "large"]},
        "cents": {"type": "integer", "minimum": 1},
        "warm": {"type": "boolean"},
    },
}
MENU = """\
# The menu of the café.
opens: "7:00"
drinks:
  - name: coffee
    cents: 250
  - { name: "tea", size: small } # of the house
"""


def read(path):
    return read_content(path, path.parent / "schema" / "menu.schema.json")


def check(path):
    return check_content(path, path.parent / "schema" / "menu.schema.json")


def refusal(path, text):
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    with pytest.raises(SeedError) as refused:
        read(path)
    message = str(refused.value)
    assert message.endswith(". Correct the file and run the command again.")
    return message.removesuffix(". Correct the file and run the command again.")
