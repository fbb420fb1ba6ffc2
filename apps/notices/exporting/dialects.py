"""The four forms of the library's files."""

from __future__ import annotations

from seedplot.exporters import Dialect, Quoting

_NO_CONTROLS = "\t\r\n"

TABLES = Dialect("\t", forbidden=_NO_CONTROLS)
"""What the original exports of tables look like; nothing is an empty field."""

HISTORY = Dialect(",", forbidden=_NO_CONTROLS)
"""The one table that was exported with commas."""

PHONE_NOTICES = Dialect(",", Quoting.ALL, null=" ", empty=" ")
"""The phone export: every field in quotes, and a space where there is nothing."""

SHOUTBOMB = Dialect("|", Quoting.NEVER, encoding="cp1252", null="NULL")
"""What the text and voice vendor takes: no quotes at all, Windows-1252."""
