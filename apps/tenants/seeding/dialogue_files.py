"""Dialogues are data files: YAML, checked against a JSON Schema; what is wrong is told with file and line.

Whoever writes dialogues needs no Python: `dialogues/schema` says what may stand where, to this reader and to editors.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from seedplot.errors import SeedError

if TYPE_CHECKING:
    from jsonschema import ValidationError
    from jsonschema.protocols import Validator

FOLDER = Path(__file__).parent / "dialogues"
SCHEMAS = FOLDER / "schema"
Place = tuple[str | int, ...]
"""Where something stands in a file: keys and positions, from the top."""


@dataclass(frozen=True)
class DialogueFile:
    """A file that keeps to its schema; it knows on which line everything stands."""

    path: Path
    content: Any
    node: yaml.Node

    def line(self, place: Place) -> int:
        """The line of what stands there, or of the nearest thing around it."""
        return _node_at(self.node, place).start_mark.line + 1

    def fault(self, place: Place, message: str) -> str:
        return f"{_shown(self.path)}, line {self.line(place)}: {_spoken(place)}{message}"


def read_dialogue_file(path: Path, schema: str) -> DialogueFile:
    """The file's content, once it keeps to the schema of that name. SeedError with file and line where it does not."""
    node, content = _parsed(path)
    found = DialogueFile(path, content, node)
    refuse_faults(_faults(found, schema))
    return found


def refuse_faults(faults: Iterable[str]) -> None:
    """SeedError with the first fault, and the others above it."""
    first, *others = [*faults, ""]
    if first:
        more = f" (and {len(others) - 1} more)" if len(others) > 1 else ""
        raise SeedError(f"{first}{more}. Correct the file and run the command again.", others[:-1])


def _parsed(path: Path) -> tuple[yaml.Node, Any]:
    # The parser in C is ten times as fast, and comes with most builds of PyYAML.
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(path.read_bytes())
    try:
        node = loader.get_single_node()
        if node is None:
            refuse_faults([f"{_shown(path)}, line 1: the file is empty"])
        assert isinstance(node, yaml.Node)
        refuse_faults(_wrong_keys(path, node))
        return node, loader.construct_document(node)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f", line {mark.line + 1}" if mark else ""
        problem = getattr(error, "problem", None) or getattr(error, "reason", "it cannot be read")
        raise SeedError(f"{_shown(path)}{line}: {problem}. Correct the file and run the command again.") from error
    finally:
        loader.dispose()


def _wrong_keys(path: Path, node: yaml.Node) -> Iterator[str]:
    """What YAML itself lets pass: a key given twice, a key that is no text (yes, no, on, 12)."""
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _wrong_keys(path, item)
    elif isinstance(node, yaml.MappingNode):
        seen = set()
        for key, value in node.value:
            fault = ""
            if key.tag != "tag:yaml.org,2002:str":
                fault = f"the key '{getattr(key, 'value', '')}' is no text; put it in quotes"
            elif key.value in seen:
                fault = f"'{key.value}' stands here twice"
            if fault:
                yield f"{_shown(path)}, line {key.start_mark.line + 1}: {fault}"
            seen.add(str(key.value))
            yield from _wrong_keys(path, value)


def _faults(found: DialogueFile, schema: str) -> list[str]:
    errors = sorted(_validator(schema).iter_errors(found.content), key=lambda error: found.line(_place(error)))
    return list(dict.fromkeys(found.fault(_place(error), _message(error)) for error in errors))


@cache
def _validator(schema: str) -> Validator:
    # Heavy, and needed only when dialogues are read.
    from jsonschema import Draft202012Validator
    from referencing import Registry, Resource

    contents = {path.name: json.loads(path.read_text(encoding="utf-8")) for path in SCHEMAS.glob("*.schema.json")}
    resources = [(name, Resource.from_contents(content)) for name, content in sorted(contents.items())]
    return Draft202012Validator(
        {**contents[f"{schema}.schema.json"], "$id": f"{schema}.schema.json"},
        registry=Registry().with_resources(resources),
    )


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
    return error.message


def _names(value: Any) -> list[str]:
    """The keys of an object, or the texts of an array."""
    return [str(each) for each in value]


def _node_at(node: yaml.Node, place: Place) -> yaml.Node:
    for name in place:
        if isinstance(node, yaml.SequenceNode) and isinstance(name, int) and name < len(node.value):
            node = node.value[name]
        elif isinstance(node, yaml.MappingNode):
            found = [(key, value) for key, value in node.value if key.value == name]
            if not found:
                return node
            node = found[0][1] if found[0][1].start_mark.line else found[0][0]
        else:
            return node
    return node


def _spoken(place: Place) -> str:
    """The place in words: "rows 3, actions 1, priority: "; positions count from 1, as people do."""
    text = ""
    for name in place:
        text += f" {name + 1}" if isinstance(name, int) else f"{', ' if text else ''}{name}"
    return f"{text}: " if text else ""


def _shown(path: Path) -> str:
    """The path as the user would type it."""
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)
