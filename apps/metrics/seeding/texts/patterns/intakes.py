"""Interfaces that programs send something to ("payment webhook"); parts are fields of the call, singular."""

from .group import Group
from .interfaces import INTERFACE

INTAKE = (
    Group(
        "feature",
        "Accept the {part} on the {subject} {case}",
        "{subject} ignores the {part} {case}",
        "Partner request: {part} on the {subject} {case}",
    ),
    Group(
        "feature",
        "Validate the {part} on the {subject} {case}",
        "{subject} accepts any {part} {case}",
        "Define what counts as a valid {part} on the {subject} {case}",
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
        "Protect the {subject} with {detail}",
        "{subject} {reported}",
        "Security review: {subject} {reported}",
        (
            ("replay protection", "accepts the same call again and again"),
            ("a request size limit", "accepts calls of any size"),
            ("an allow list of callers", "can be called from anywhere"),
            ("a schema check", "accepts calls of any shape"),
        ),
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
        "Reject a wrong {part} on the {subject} {moment}",
        "{subject} lets a wrong {part} through {moment}",
        "Find calls with a wrong {part} on the {subject} {moment}",
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
            ("400 instead of 200", "accepts broken calls without a word"),
            ("503 with a retry hint", "fails without a hint to retry"),
        ),
    ),
    Group(
        "performance",
        "Answer calls to the {subject} {detail}",
        "{subject} {reported}",
        "Latency: {subject} {reported}",
        (
            ("before the work is done", "keeps callers waiting until all work is done"),
            ("from memory when they repeat", "does the full work for repeated calls"),
            ("in a single transaction", "opens several transactions per call"),
        ),
    ),
    Group(
        "performance",
        "Look up the {part} in one query on the {subject}",
        "{subject} takes several queries to look up the {part}",
        "Query count: {part} on the {subject}",
    ),
    Group(
        "performance",
        "Check the {part} before any heavy work on the {subject}",
        "{subject} does heavy work before it checks the {part}",
        "Find out how often the {part} is wrong on the {subject}",
    ),
    *INTERFACE,
)
