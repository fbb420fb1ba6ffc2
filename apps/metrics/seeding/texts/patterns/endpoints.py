"""Interfaces that are read by programs ("cart endpoint"); parts are fields of the answer, singular."""

from .group import Group
from .interfaces import INTERFACE

ENDPOINT = (
    Group(
        "feature",
        "Return the {part} from the {subject} {case}",
        "Clients of the {subject} need the {part} {case}",
        "Partner request: {part} in the {subject} {case}",
    ),
    Group(
        "feature",
        "Explain a missing {part} on the {subject} {case}",
        "{subject} omits the {part} without a reason {case}",
        "List the reasons for a missing {part} on the {subject} {case}",
    ),
    Group(
        "feature",
        "Add {detail} to the {subject}",
        "{subject} {reported}",
        "API guild: {subject} {reported}",
        (
            ("rate limiting", "can be called without limit"),
            ("request ids", "cannot be traced through the logs"),
            ("a version header", "gives no warning of breaking changes"),
            ("a sandbox mode", "cannot be tried out without side effects"),
        ),
    ),
    Group(
        "feature",
        "Let {role} use the {subject} with {detail}",
        "{role} cannot use the {subject} with {detail}",
        "Security review: {role} on the {subject} with {detail}",
        ("a scoped token", "a short-lived key"),
    ),
    Group(
        "feature",
        "Return {detail} from the {subject} {case}",
        "{subject} gives no {reported} {case}",
        "Client teams want {detail} from the {subject} {case}",
        (("a specific error code", "specific error code"), ("a deprecation notice", "notice of deprecation")),
    ),
    Group(
        "fix",
        "Return the current {part} from the {subject} {moment}",
        "{subject} returns an old {part} {moment}",
        "Investigate the old {part} in the {subject} {moment}",
    ),
    Group(
        "fix",
        "Handle a missing {part} on the {subject} {case}",
        "{subject} fails when the {part} is missing {case}",
        "Decide on a default {part} for the {subject} {case}",
    ),
    Group(
        "fix",
        "Return {detail} from the {subject} {moment}",
        "{subject} {reported} {moment}",
        "Status codes: {subject} {reported} {moment}",
        (
            ("409 instead of 500", "fails with a server error"),
            ("404 instead of 200", "answers with an empty body"),
            ("503 with a retry hint", "fails without a hint to retry"),
        ),
    ),
    Group(
        "performance",
        "Cache responses of the {subject} {detail}",
        "{subject} does the same work {reported}",
        "Measure whether the {subject} repeats work {reported}",
        (
            ("for a minute", "for identical calls"),
            ("per caller", "for every call of a session"),
            ("until the next write", "although nothing was written"),
        ),
    ),
    Group(
        "performance",
        "Fetch the {part} for the {subject} in bulk",
        "{subject} runs a query per row for the {part}",
        "Query count: {part} in the {subject}",
    ),
    Group(
        "performance",
        "Skip the {part} on the {subject} unless asked for",
        "{part} makes responses of the {subject} slow",
        "Find out who reads the {part} of the {subject}",
    ),
    *INTERFACE,
)
