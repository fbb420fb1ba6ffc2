"""YAML as nodes, which know their lines, and as values. Refuses what YAML would let pass and nobody meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from seedplot.content.faults import ContentError, Place, refuse_faults, shown

# The parser in C is ten times as fast, and comes with most builds of PyYAML.
Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
TEXT, NOTHING = "tag:yaml.org,2002:str", "tag:yaml.org,2002:null"
LINE_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
COMMENT = re.compile(r"[ \t]+(#.*)")


def parse(path: Path, source: bytes) -> tuple[yaml.Node, Any]:
    """The file's root node and its value. ContentError with file and line for what is no YAML, or loses something."""
    try:
        text = source.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = source.count(b"\n", 0, error.start) + 1
        refuse_faults([f"{shown(path)}, line {line}: this is no text in UTF-8"])
        raise
    try:
        # The parser in C reads the first characters when it is made.
        loader = Loader(text)
        try:
            return _parsed(path, text, loader)
        finally:
            loader.dispose()
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line_of = f", line {mark.line + 1}" if mark else ""
        problem = getattr(error, "problem", None) or getattr(error, "reason", "it cannot be read")
        raise ContentError([f"{shown(path)}{line_of}: {problem}"]) from error


def _parsed(path: Path, text: str, loader: Any) -> tuple[yaml.Node, Any]:
    node = loader.get_single_node()
    if node is None:
        refuse_faults([f"{shown(path)}, line 1: the file is empty"])
    lines = LINE_BREAK.split(text)
    refuse_faults(f"{shown(path)}, line {line}: {fault}" for line, fault in _mistakes(node, lines))
    return node, loader.construct_document(node)


def node_at(node: yaml.Node, place: Place) -> yaml.Node:
    """The node in that place, or the nearest one around it."""
    for name in place:
        if isinstance(node, yaml.SequenceNode) and isinstance(name, int) and name < len(node.value):
            node = node.value[name]
        elif isinstance(node, yaml.MappingNode):
            value = next((value for key, value in node.value if key.value == name), None)
            if value is None:
                return node
            node = value
        else:
            return node
    return node


def _mistakes(node: yaml.Node, lines: list[str]) -> Iterator[tuple[int, str]]:
    """Line and fault of each key that is written twice or is no text, and of each text that a comment cuts off."""
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _mistakes(item, lines)
    elif isinstance(node, yaml.MappingNode):
        yield from _wrong_keys(node)
        for _, value in node.value:
            yield from _mistakes(value, lines)
    elif isinstance(node, yaml.ScalarNode):
        yield from _cut_off(node, lines)


def _wrong_keys(node: yaml.MappingNode) -> Iterator[tuple[int, str]]:
    seen = set()
    for key, _ in node.value:
        line = key.start_mark.line + 1
        if key.tag != TEXT:
            yield line, f"the key '{getattr(key, 'value', '')}' is no text; put it in quotes"
        elif key.value in seen:
            yield line, f"'{key.value}' stands here twice"
        seen.add(str(key.value))


def _cut_off(node: yaml.ScalarNode, lines: list[str]) -> Iterator[tuple[int, str]]:
    """A text without quotes ends before " #": the rest would be lost without a word."""
    if node.style not in (None, "") or node.tag not in (TEXT, NOTHING):
        return
    end = node.end_mark
    comment = COMMENT.match(lines[end.line], end.column) if end.line < len(lines) else None
    if comment:
        yield (
            end.line + 1,
            (
                f"'{comment[1]}' is a comment and no part of the text; "
                "put the text in quotes, or the comment on a line of its own"
            ),
        )
