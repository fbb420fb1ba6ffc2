"""Things that are computed or decided ("price lookup"); parts are plural nouns of what they take in."""

from .group import Group

COMMON = (
    Group(
        "feature",
        "Include {part} in the {subject} {case}",
        "{part} are left out of the {subject} {case}",
        "Decide whether {part} belong in the {subject} {case}",
    ),
    Group(
        "feature",
        "List {part} separately in the {subject}",
        "{subject} lumps {part} together with everything else",
        "Break {part} out of the {subject} for reporting",
    ),
    Group(
        "feature",
        "Return {detail} with the {subject} {case}",
        "{subject} gives no {reported} {case}",
        "Support wants a {reported} from the {subject} {case}",
        (
            ("a breakdown", "breakdown"),
            ("a reason code", "reason code"),
            ("a summary of its inputs", "list of inputs"),
        ),
    ),
    Group(
        "feature",
        "Let {role} override the {subject} {case}",
        "{role} cannot correct the {subject} {case}",
        "Settle when {role} may override the {subject} {case}",
    ),
    Group(
        "feature",
        "Let {role} preview the {subject} {case}",
        "{role} learn the outcome of the {subject} too late {case}",
        "Sketch how {role} would preview the {subject} {case}",
    ),
    Group(
        "fix",
        "Recompute the {subject} {moment}",
        "{subject} keeps its old result {moment}",
        "Check that the {subject} still holds {moment}",
    ),
    Group(
        "fix",
        "Keep {part} in the {subject} {moment}",
        "{part} drop out of the {subject} {moment}",
        "Find out why {part} go missing from the {subject} {moment}",
    ),
    Group(
        "fix",
        "Fix {detail} in the {subject} {moment}",
        "{subject} {reported} {moment}",
        "Reproduce {detail} in the {subject} {moment}",
        (
            ("a wrong default", "falls back to a wrong default"),
            ("a crash on empty input", "crashes on empty input"),
            ("a stale result", "shows an outdated result"),
        ),
    ),
    Group(
        "performance",
        "Cache the {subject} {detail}",
        "{subject} is redone {reported}",
        "Measure how often the {subject} is redone {reported}",
        (
            ("per request", "several times per request"),
            ("for ten minutes", "every few seconds"),
            ("until its inputs change", "even when nothing has changed"),
            ("per account", "for every user of the same account"),
        ),
    ),
    Group(
        "performance",
        "Load {part} in one query for the {subject}",
        "{subject} slows down with many {part}",
        "Measure the {subject} with a large number of {part}",
    ),
    Group(
        "performance",
        "Precompute the {subject} {case}",
        "{subject} takes seconds {case}",
        "Profile the {subject} {case}",
    ),
    Group(
        "performance",
        "Load {part} only when the {subject} needs them",
        "{subject} loads {part} even when there is no use for them",
        "Check whether the {subject} has to load {part} every time",
    ),
    Group(
        "refactor",
        "Move the {subject} {detail}",
        "{subject} {reported}",
        "Tech debt: {subject} {reported}",
        (
            ("out of the request handler", "is buried in the request handler"),
            ("into its own module", "shares a module with unrelated code"),
            ("behind an interface", "cannot be swapped for another implementation"),
            ("to the domain layer", "mixes domain rules with storage"),
        ),
    ),
    Group(
        "refactor",
        "Extract the handling of {part} from the {subject}",
        "Special handling of {part} clutters the {subject}",
        "Tech debt: {part} are handled inline in the {subject}",
    ),
    Group(
        "refactor",
        "{detail} in the {subject}",
        "{reported} in the {subject}",
        "Tech debt: {reported} in the {subject}",
        (
            ("replace nested conditions with a table", "nested conditions are hard to follow"),
            ("name the intermediate results", "nameless intermediate results hide mistakes"),
            ("pass the clock explicitly", "the system clock makes results hard to reproduce"),
            ("separate loading from computing", "loading and computing are tangled"),
            ("replace magic numbers with constants", "unexplained numbers keep raising questions"),
            ("drop the shared options object", "shared options leak from one call to the next"),
        ),
    ),
    Group(
        "refactor",
        "Model {part} explicitly in the {subject}",
        "{part} are told apart by boolean flags in the {subject}",
        "Tech debt: {subject} recognises {part} by flags",
    ),
    Group(
        "refactor",
        "Fold the separate {subject} {case} into the common one",
        "{subject} takes its own code path {case}",
        "Tech debt: second code path of the {subject} {case}",
    ),
    Group(
        "refactor",
        "Share the {subject} {detail}",
        "{subject} is written a second time {reported}",
        "Tech debt: copy of the {subject} {reported}",
        (("with the batch jobs", "in the batch jobs"), ("with the admin views", "for the admin views")),
    ),
    Group(
        "test",
        "Cover {part} in the {subject} tests",
        "Nothing catches a mistake with {part} in the {subject}",
        "Test gap: {part} in the {subject}",
    ),
    Group(
        "test",
        "Add a regression test for the {subject} {moment}",
        "{subject} broke unnoticed {moment}",
        "Test gap: {subject} {moment}",
    ),
    Group(
        "test",
        "Check the {subject} against {detail}",
        "{subject} has never been checked against {detail}",
        "Test gap: compare the {subject} with {detail}",
        ("recorded production cases", "a table of worked examples", "generated inputs"),
    ),
    Group(
        "test",
        "Cover the {subject} {case} with unit tests",
        "{subject} has no unit tests {case}",
        "Test gap: {subject} {case}",
    ),
    Group(
        "docs",
        "Document how the {subject} treats {part}",
        "Support keeps asking how the {subject} treats {part}",
        "Docs gap: {part} in the {subject}",
    ),
    Group(
        "docs",
        "Add a worked example of the {subject} {case}",
        "The docs do not show the {subject} {case}",
        "Docs gap: example of the {subject} {case}",
    ),
    Group(
        "chore",
        "{detail} the {subject}",
        "{reported} the {subject}",
        "Housekeeping: {reported} the {subject}",
        (
            ("remove the old feature flag from", "a finished rollout still leaves its flag in"),
            ("log slow runs of", "nobody notices slow runs of"),
            ("add a latency panel for", "no dashboard shows the latency of"),
            ("raise the alert threshold of", "false alarms wake people for"),
            ("regenerate the fixtures for", "last year's data is in the fixtures for"),
        ),
    ),
    Group(
        "chore",
        "Add a counter for {part} in the {subject}",
        "Nobody knows how many {part} reach the {subject}",
        "Housekeeping: no figures on {part} in the {subject}",
    ),
)

CALCULATION = (
    *COMMON,
    Group(
        "fix",
        "Count {part} only once in the {subject} {case}",
        "{part} are counted twice in the {subject} {case}",
        "Investigate doubled {part} in the {subject} {case}",
    ),
)

DECISION = (
    *COMMON,
    Group(
        "fix",
        "Treat {part} consistently in the {subject} {case}",
        "{subject} treats {part} now one way, now another {case}",
        "Compare what the {subject} makes of {part} {case}",
    ),
)
