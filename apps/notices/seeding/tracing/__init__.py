"""One patron's notices, each from its source to the file that left the building: as data first, then as text.

`trace_patron` finds the patron and returns a `Trace`, whose steps are the rows themselves with their times; the command
draws it as a tree, and a page can show the same.
"""

from apps.notices.seeding.tracing.trace import Stage, Step, Trace, find_patron, trace_patron

__all__ = ["Stage", "Step", "Trace", "find_patron", "trace_patron"]
