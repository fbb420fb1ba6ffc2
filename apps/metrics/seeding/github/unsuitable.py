"""Pull requests that no team of people would have written by hand, or only that one project would: never borrowed."""

from __future__ import annotations

import re

BOT = "Bot"
"""GitHub's type of accounts that are programs."""

_VERSION = r"v?\d+(?:\.\d+)+[\w.-]*"
_RELEASE = re.compile(
    rf"(?i)^\W*(?:(?:prepare|cut|start|tag|draft|create|make|do|update|add)\s+(?:for\s+)?(?:the\s+|a\s+|new\s+)*)?"
    rf"(?:release|version|changelog|release notes)\b(?=.*(?:{_VERSION}|\bnotes\b|$))|^\W*{_VERSION}\W*$"
    rf"|\brelease\s+(?:version\s+)?{_VERSION}|\b{_VERSION}\s+(?:release|changelog)\b"
)
_BUMP = re.compile(
    rf"(?i)\bbump(?:s|ed|ing)?\b|\b(?:upgrade|update|pin|unpin)\b.*(?:\bto\s+{_VERSION}|\bfrom\s+{_VERSION}|"
    r"\brequirements?\b|\bdependenc(?:y|ies)\b|\block ?file\b|\bdigest\b)"
    rf"|\b(?:upgrade|update|pin)\s+[\w./@-]+\s+(?:version|to\s+v?\d|{_VERSION})|\bauto-?update\b"
)
_MERGE = re.compile(
    r"(?i)^\W*merge\b(?!\s+(?:sort|sorted|conflict|tool|strategy|function|helper|key|join|order))"
    r"|^\W*(?:back|forward)-?\s?port\b|\bcherry-?pick"
)
_TRANSLATION = re.compile(r"(?i)\btranslat(?:e|es|ed|ion|ions|ing)\b|\bi18n\b|\bl10n\b|🌐")


def is_unsuitable(title: str, account: str = "", account_type: str = "User") -> bool:
    """True if it comes from a program, or is a release, a version bump, a merge or a translation."""
    if account_type == BOT or account.endswith("[bot]"):
        return True
    return any(pattern.search(title) for pattern in (_RELEASE, _BUMP, _MERGE, _TRANSLATION))
