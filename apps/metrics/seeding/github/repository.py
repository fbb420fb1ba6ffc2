"""How the user names a public repository."""

from __future__ import annotations

import re

_NAME = re.compile(r"(?:https?://[^/\s]+/|git@[^:\s]+:)?([A-Za-z0-9][A-Za-z0-9-]*)/([A-Za-z0-9._-]+?)(?:\.git)?/?")


def parse_repository(text: str) -> str:
    """ "owner/name", from that or from the repository's address. ValueError if it is neither."""
    match = _NAME.fullmatch(text.strip())
    if match is None or match[2] in (".", ".."):
        raise ValueError("name a repository as owner/name or by its address, such as pallets/flask")
    return f"{match[1]}/{match[2]}"
