"""Rows as files: what a data set looks like outside the database.

A `Dialect` says how values become text, `write_rows` streams rows to a file, `read_rows` gets them back, and an
`OutputDirectory` takes a whole set of files at once, replacing what it wrote before and nothing else.
"""

from seedplot.exporters.dialects import Dialect, ExportError, Quoting, utc
from seedplot.exporters.directory import OutputDirectory, Stage
from seedplot.exporters.rows import Written, encoded_lines, read_rows, streamed, write_rows

__all__ = [
    "Dialect",
    "ExportError",
    "OutputDirectory",
    "Quoting",
    "Stage",
    "Written",
    "encoded_lines",
    "read_rows",
    "streamed",
    "utc",
    "write_rows",
]
