"""One patron's notices, each from its source to the file that left the building: as data first, then as text.

`trace_patron` finds the patron and returns a `Trace`, whose steps are the rows themselves with their times; the command
draws it as a tree, and a page can show the same.
"""

from apps.notices.queries.tracing.patrons import find_patron, trace_patron
from apps.notices.queries.tracing.trace import Stage, Step, Trace

__all__ = ["Stage", "Step", "Trace", "find_patron", "trace_patron"]
