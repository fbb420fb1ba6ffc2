"""Faults of a file's content against its JSON Schema, in words for whoever wrote the file."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, ValidationError
from jsonschema.protocols import Validator
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from seedplot.content.faults import Place
from seedplot.content.storage import schemas_beside

KINDS = {
    "array": "a list",
    "boolean": "true or false",
    "integer": "a whole number",
    "null": "nothing",
    "number": "a number",
    "object": "keys with values",
    "string": "a text",
}


def faults_of(content: Any, schema: Path) -> list[tuple[Place, str]]:
    """Place and reason of each fault."""
    contents = tuple((path.name, path.read_text(encoding="utf-8")) for path in schemas_beside(schema))
    return [(_place(error), _message(error)) for error in _validator(contents, schema.name).iter_errors(content)]


@cache
def _validator(contents: tuple[tuple[str, str], ...], name: str) -> Validator:
    schemas = {each: json.loads(text) for each, text in contents}
    resources = [(each, DRAFT202012.create_resource(schema)) for each, schema in schemas.items()]
    return Draft202012Validator({**schemas[name], "$id": name}, registry=Registry().with_resources(resources))


def _place(error: ValidationError) -> Place:
    place = tuple(error.absolute_path)
    if error.validator == "additionalProperties" and isinstance(error.schema, dict):
        extra = [name for name in _names(error.instance) if name not in error.schema.get("properties", {})]
        return (*place, extra[0])
    if error.validator == "enum" and "propertyNames" in error.absolute_schema_path:
        return (*place, str(error.instance))
    return place


def _message(error: ValidationError) -> str:
    value = f"'{error.instance}'"
    if error.validator == "enum":
        return f"{value} is not known; known: {', '.join(_names(error.validator_value))}"
    if error.validator == "additionalProperties" and isinstance(error.schema, dict):
        return f"there is no such field; known: {', '.join(error.schema.get('properties', {}))}"
    if error.validator == "required":
        missing = [name for name in _names(error.validator_value) if name not in _names(error.instance)]
        return f"'{missing[0]}' is missing"
    if error.validator == "pattern":
        blank = not str(error.instance).strip()
        return "a text is missing" if blank else f"{value} is not written as it must be ({error.validator_value})"
    if error.validator == "type":
        wanted: Any = error.validator_value
        kinds = wanted if isinstance(wanted, list) else [wanted]
        advice = "; put it in quotes" if "string" in kinds and isinstance(error.instance, (int, float)) else ""
        return f"it must be {' or '.join(KINDS[kind] for kind in kinds)}, not {_described(error.instance)}{advice}"
    return error.message


def _described(value: Any) -> str:
    """A scalar as it is; the kind of what has parts."""
    if isinstance(value, (list, dict)):
        return KINDS["array" if isinstance(value, list) else "object"]
    return KINDS["null"] if value is None else json.dumps(value, ensure_ascii=False, default=str)


def _names(value: Any) -> list[str]:
    """The keys of an object, or the texts of an array."""
    return [str(each) for each in value]
