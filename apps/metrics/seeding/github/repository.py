"""The names that users have for a public repository."""

from __future__ import annotations

import re

# GitHub's own rule, and the underscore of accounts that a company manages; old accounts may end with a hyphen.
_OWNER, _REPOSITORY = "[A-Za-z0-9][A-Za-z0-9_-]*", r"[A-Za-z0-9._-]+?"
_NAME = re.compile(rf"({_OWNER})/({_REPOSITORY})(?:\.git)?/?")
# As people paste it: with a page, a branch, a query or a fragment behind it, for cloning, or without its scheme.
_ADDRESS = re.compile(
    r"(?:(?:git\+)?(?:https?|ssh|git)://(?:[^@/\s]+@)?[^/@\s]+|(?:[A-Za-z0-9-]+\.)+[A-Za-z]+)"
    rf"/({_OWNER})/({_REPOSITORY})(?:\.git)?(?:[/?#]\S*)?"
)
_CLONE = re.compile(rf"[\w.-]+@[^:/\s]+:({_OWNER})/({_REPOSITORY})(?:\.git)?/?")


def parse_repository(text: str) -> str:
    """ "owner/name", from that or from an address of the repository or of one of its pages.

    ValueError if it is neither.
    """
    pasted = text.strip().removeprefix("<").removesuffix(">")
    for pattern in (_NAME, _CLONE, _ADDRESS):
        match = pattern.fullmatch(pasted)
        if match is not None and match[2] not in (".", ".."):
            return f"{match[1]}/{match[2]}"
    raise ValueError("name a repository as owner/name or by its address, such as pallets/flask")
