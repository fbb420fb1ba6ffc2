"""A group of patterns: one kind of work on one type of thing.

A group holds the wording of one piece of work three times: the pull request's title, the summary of the
Jira issue behind it, and the summary of an issue that nobody has picked up yet. Slots: `{subject}` and
`{subjects}` (the thing and its plural), `{part}` (what belongs to it), `{case}` ("for guest carts"),
`{moment}` ("after a coupon is removed"), `{role}` (plural), `{detail}` and `{reported}` (the detail's
wording in the title and as the reporter saw it). Every slot of the title multiplies the group's size.
"""

from __future__ import annotations

from dataclasses import dataclass

Detail = str | tuple[str, str]
"""One detail, or a pair: wording in the title, wording in the reporter's summary."""


@dataclass(frozen=True)
class Group:
    kind: str
    title: str
    summary: str
    backlog: str
    details: tuple[Detail, ...] = ()
