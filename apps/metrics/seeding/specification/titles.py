"""Words in invented titles that say what a change is made of, where its kind does not tell."""

from __future__ import annotations

SCHEMA = (
    r"Index .+ by |Store the .+ on the |Rename the .+ field on the |Backfill the |Squash the migrations of |"
    r"Drop the unused columns of |Add an index for |Move the .+ to its own table"
)
"""The schema of the database: there is a migration."""
DEPENDENCIES = r"Upgrade the vendor library of "
CONFIGURATION = (
    r"Add an? [\w-]+ (alert|panel) for |Add an alert for |Lower the log level of |Shift the start time of |"
    r"Raise the (alert threshold|timeout) of |Rotate the credentials of |Name an owner for |"
    r"Align staging with production for |Delete the unused override of "
)
REMOVAL = r"Delete |Drop |Remove "
"""Something goes: a file may, too."""
