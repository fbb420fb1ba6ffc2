"""A file of content, read once for as long as neither it nor its schema changes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from seedplot.content.faults import Place, in_words, refuse_faults, shown
from seedplot.content.storage import digest_of, store, stored
from seedplot.errors import SeedError

if TYPE_CHECKING:
    import yaml


@dataclass(frozen=True)
class ContentFile:
    """A file that keeps to its schema. Its content is shared by all who read it, and never changed.

    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> from seedplot.content import read_content
    >>> with TemporaryDirectory() as folder:
    ...     menu, schema = Path(folder) / "menu.yaml", Path(folder) / "menu.schema.json"
    ...     _ = menu.write_text("drinks: [tea, coffee]")
    ...     _ = schema.write_text('{"type": "object", "required": ["drinks"]}')
    ...     read_content(menu, schema).line(("drinks", 1))
    1
    """

    path: Path
    content: Any
    source: bytes

    def line(self, place: Place) -> int:
        """The line of the value in that place, or of the nearest thing around it, from 1."""
        from seedplot.content.parsing import node_at

        return node_at(self._node, place).start_mark.line + 1

    @property
    def name(self) -> str:
        """The path as the user would type it."""
        return shown(self.path)

    def fault(self, place: Place, message: str) -> str:
        """The message with file, line and place: "menu.yaml, line 7: drinks 2, price: it must be ..."."""
        return f"{self.name}, line {self.line(place)}: {in_words(place)}{message}"

    @cached_property
    def _node(self) -> yaml.Node:
        # Not stored with the content: lines are needed only where something is wrong.
        from seedplot.content.parsing import parse

        return parse(self.path, self.source)[0]


_read: dict[tuple[Path, Path], tuple[str, ContentFile]] = {}


def read_content(path: Path, schema: Path) -> ContentFile:
    """The file, once it keeps to that JSON Schema, which may refer to others of its folder by their names.

    ContentError with file and line where it does not. A file that was found right before, by this process or an earlier
    one, is neither parsed nor checked again while its bytes and those of the schemas are the same.

    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> from seedplot.content import read_content
    >>> with TemporaryDirectory() as folder:
    ...     menu, schema = Path(folder) / "menu.yaml", Path(folder) / "menu.schema.json"
    ...     _ = menu.write_text("drinks: [tea, coffee]")
    ...     _ = schema.write_text('{"type": "object", "required": ["drinks"]}')
    ...     read_content(menu, schema).content
    {'drinks': ['tea', 'coffee']}
    """
    source = _bytes_of(path)
    digest = digest_of(source, schema)
    before, found = _read.get((path, schema), ("", None))
    if found is not None and before == digest:
        return found
    content = stored(path, digest)
    if content is None:
        found = _checked(path, schema, source)
        store(path, digest, found.content)
    else:
        found = ContentFile(path, content, source)
    _read[path, schema] = (digest, found)
    return found


def check_content(path: Path, schema: Path) -> ContentFile:
    """The same, parsed and checked anew whatever was found before: for tests.

    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> from seedplot.content import check_content
    >>> with TemporaryDirectory() as folder:
    ...     menu, schema = Path(folder) / "menu.yaml", Path(folder) / "menu.schema.json"
    ...     _ = menu.write_text("drinks: [tea, coffee]")
    ...     _ = schema.write_text('{"type": "object", "required": ["drinks"]}')
    ...     check_content(menu, schema).content
    {'drinks': ['tea', 'coffee']}
    """
    return _checked(path, schema, _bytes_of(path))


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise SeedError(f"{shown(path)} cannot be read: {error.strerror}.") from None


def _checked(path: Path, schema: Path, source: bytes) -> ContentFile:
    try:
        from seedplot.content.parsing import parse
        from seedplot.content.schemas import faults_of
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("yaml", "jsonschema", "referencing"):
            raise
        raise SeedError(
            f"{shown(path)} needs PyYAML and jsonschema to be read. Install them: pip install 'seedplot[content]'"
        ) from None
    _, content = parse(path, source)
    found = ContentFile(path, content, source)
    faults = sorted(faults_of(content, schema), key=lambda fault: found.line(fault[0]))
    refuse_faults(dict.fromkeys(found.fault(place, reason) for place, reason in faults))
    return found
