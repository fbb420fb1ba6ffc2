"""Dialogues are data files, to be edited by people who do not program; `dialogues/schema` says what they may hold."""

from pathlib import Path

from seedplot.content import ContentFile, read_content

FOLDER = Path(__file__).parent / "dialogues"
SCHEMAS = FOLDER / "schema"


def read_dialogue_file(path: Path, schema: str) -> ContentFile:
    """The file, once it keeps to the schema of that name. SeedError with file and line where it does not."""
    return read_content(path, SCHEMAS / f"{schema}.schema.json")
