"""What can happen to any interface, whether programs read from it or send something to it."""

from .group import Group

INTERFACE = (
    Group(
        "performance",
        "Avoid a second lookup in the {subject} {case}",
        "{subject} is noticeably slower {case}",
        "Profile the {subject} {case}",
    ),
    Group(
        "refactor",
        "Move the {part} check of the {subject} into {detail}",
        "{part} check of the {subject} does not sit in {detail}",
        "Tech debt: {part} check of the {subject} outside {detail}",
        ("the schema", "the service layer"),
    ),
    Group(
        "refactor",
        "{detail} the {subject}",
        "{reported} the {subject}",
        "Tech debt: {reported} the {subject}",
        (
            ("share the error handling with", "errors have their own format in"),
            ("split parsing from the logic of", "parsing and logic are tangled in"),
            ("type the responses of", "untyped responses come from"),
            ("remove the custom middleware of", "custom middleware surprises readers of"),
            ("use the common pagination in", "home-made pagination is used by"),
            ("inject the dependencies of", "hidden imports are needed to run"),
        ),
    ),
    Group(
        "refactor",
        "Read the {part} in one place on the {subject}",
        "{subject} reads the {part} in three different ways",
        "Tech debt: several readers of the {part} on the {subject}",
    ),
    Group(
        "refactor",
        "Name the {part} consistently on the {subject}",
        "{part} has two names on the {subject}",
        "Tech debt: {part} goes by two names on the {subject}",
    ),
    Group(
        "test",
        "Cover an invalid {part} on the {subject}",
        "Nobody checks how the {subject} answers to an invalid {part}",
        "Test gap: invalid {part} on the {subject}",
    ),
    Group(
        "test",
        "Add a contract test for the {part} on the {subject}",
        "Clients break when the {part} on the {subject} changes shape",
        "Test gap: contract for the {part} on the {subject}",
    ),
    Group(
        "test",
        "Add an integration test for the {subject} {moment}",
        "{subject} broke unnoticed {moment}",
        "Test gap: {subject} {moment}",
    ),
    Group(
        "test",
        "Cover {detail} on the {subject}",
        "{detail} on the {subject} have no tests",
        "Test gap: {detail} on the {subject}",
        ("permission errors", "concurrent calls", "oversized requests"),
    ),
    Group(
        "docs",
        "Document the {part} on the {subject}",
        "API reference does not explain the {part} on the {subject}",
        "Docs gap: {part} on the {subject}",
    ),
    Group(
        "docs",
        "Add {detail} to the {subject} reference",
        "Integrators miss {detail} in the {subject} reference",
        "Docs gap: {detail} in the {subject} reference",
        ("example requests", "the error codes", "the rate limits", "the permissions"),
    ),
    Group(
        "chore",
        "{detail} the {subject}",
        "{reported} the {subject}",
        "Housekeeping: {reported} the {subject}",
        (
            ("remove the old feature flag from", "a finished rollout still leaves its flag in"),
            ("log the caller of", "support cannot see who called"),
            ("add an error-rate alert for", "nobody notices errors of"),
            ("raise the timeout of", "large clients run into the timeout of"),
            ("delete the unused v1 route of", "no client calls the v1 route of"),
        ),
    ),
    Group(
        "chore",
        "Drop the deprecated {part} alias from the {subject}",
        "No client uses the old {part} alias of the {subject} any more",
        "Housekeeping: {part} alias on the {subject}",
    ),
)
