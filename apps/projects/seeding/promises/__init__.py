"""The promises of the software house about each of its projects."""

from __future__ import annotations

from apps.projects.seeding.promises.configuration import CONFIGURATION
from apps.projects.seeding.promises.content import CONTENT
from apps.projects.seeding.promises.work import WORK
from seedplot.promises import Promise

PROMISES: tuple[Promise, ...] = tuple(sorted((*CONFIGURATION, *WORK, *CONTENT), key=lambda promise: promise.id))
