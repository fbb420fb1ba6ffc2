"""Texts and stories as YAML files, checked against a JSON Schema; a mistake is named with file and line.

Whoever writes them needs no Python: the schema says what may stand where, to this reader and to editors.

    found = read_content(FOLDER / "menu.yaml", FOLDER / "schema" / "menu.schema.json")
    drinks = found.content["drinks"]

Needs `pip install "seedplot[content]"`.
"""

from seedplot.content.faults import ContentError, Place, refuse_faults
from seedplot.content.files import ContentFile, check_content, read_content

__all__ = ["ContentError", "ContentFile", "Place", "check_content", "read_content", "refuse_faults"]
