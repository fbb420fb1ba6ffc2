"""The files of a library: the command that makes them, and where it puts them by default."""

from pathlib import Path

MADE_BY = "generate_library_notices"
DEFAULT_OUTPUT = Path("exports") / "notices"
