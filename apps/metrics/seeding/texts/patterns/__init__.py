"""What can happen to each type of thing in a code base: groups of patterns for titles and issue summaries."""

from .calculations import CALCULATION, DECISION
from .clients import CLIENT
from .documents import DOCUMENT
from .endpoints import ENDPOINT
from .group import Group
from .intakes import INTAKE
from .jobs import JOB
from .records import RECORD
from .rules import RULE
from .screens import SCREEN

GROUPS: dict[str, tuple[Group, ...]] = {
    "calculation": CALCULATION,
    "decision": DECISION,
    "screen": SCREEN,
    "job": JOB,
    "endpoint": ENDPOINT,
    "intake": INTAKE,
    "record": RECORD,
    "document": DOCUMENT,
    "rule": RULE,
    "client": CLIENT,
}

__all__ = ["GROUPS", "Group"]
