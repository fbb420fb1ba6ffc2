"""The museum's files by name."""

MAINTAINERS = "Maintainers.csv"
PROBLEMS = "Maintenance - Problems.csv"
LOG_ENTRIES = "Maintenance - Log entries.csv"

AS_WRITTEN = "as written"
"""The key under which a run's sources keep the text of each file, beside the rows that the import read in it."""
