"""Wording of commit messages, by the kind of change. Slots: `{subject}`, `{area}`, `{title}`."""

FIRST: dict[str, tuple[str, ...]] = {
    "feature": ("Add the first version for the {subject}", "Sketch the data flow for the {subject}"),
    "fix": ("Reproduce the {subject} problem and fix it", "Correct the {subject} logic"),
    "performance": ("Reduce the work of the {subject}", "Speed up the {subject}"),
    "refactor": ("Restructure the {subject} without a change in behaviour", "Untangle the {subject}"),
    "test": ("Extend the {subject} tests", "Close a gap in the {subject} tests"),
    "docs": ("Write up the {subject}", "Explain the {subject} code"),
    "chore": ("Tidy up around the {subject}", "Clean up the {subject}"),
}
"""Subject lines for titles that are too long for one; the title then becomes the body."""

NEXT_ANY: tuple[str, ...] = (
    "Cover the empty case in the {subject} tests",
    "Simplify the early return in the {subject} code",
    "Use the existing {area} helper instead of a new one",
    "Fix the lint warnings in {area}",
    "Move the constants to the top of the {area} module",
    "Drop a leftover debug line from the {subject} code",
    "Make the failure message of the {subject} specific",
    "Rename two variables in the {subject} code for clarity",
    "Mention the {subject} in the changelog",
    "Make the {area} types stricter",
)

NEXT: dict[str, tuple[str, ...]] = {
    "feature": (
        "Cover the new behaviour of the {subject}",
        "Put the {subject} change behind a flag",
        "Handle missing permissions in the {subject} code",
        "Update the {area} fixtures for the new behaviour",
        "Wire the {subject} into the {area} module",
        "Describe the new {subject} behaviour in the docs",
        "Keep the old {subject} behaviour as the default",
    ),
    "fix": (
        "Add the failing case from the bug report",
        "Fix the same mistake next door in {area}",
        "Cover the {subject} with a regression test",
        "Log the inputs when the {subject} goes wrong",
        "Narrow the condition in the {subject} code",
        "Check the unhappy path of the {subject} as well",
    ),
    "performance": (
        "Add a query-count assertion for the {subject}",
        "Note the measurements for the {subject}",
        "Drop the cached {subject} data on every write",
        "Cap the memory used around the {subject}",
        "Compare timings of the {subject} with real data",
    ),
    "refactor": (
        "Update the callers of the {subject}",
        "Delete the old path of the {subject}",
        "Pin the current behaviour of the {subject} first",
        "Keep the old import path working for {area}",
        "Split the {subject} change into smaller functions",
    ),
    "test": (
        "Share the {area} fixtures between the test files",
        "Name the {subject} cases after what they check",
        "Freeze the clock in the {subject} tests",
        "Remove the sleep from the {subject} tests",
    ),
    "docs": (
        "Add an example to the {subject} docs",
        "Link the {subject} docs from the overview",
        "Use the same terms throughout the {area} docs",
        "Fix two dead links in the {area} docs",
    ),
    "chore": (
        "Remove what is left of it in the {area} settings",
        "Apply the same to staging",
        "Update the {area} entry in the runbook",
        "Check the {subject} on staging and adjust the limits",
    ),
}

FIX_ANY: tuple[str, ...] = (
    "Address review notes on the {subject}",
    "Use clearer names in the {subject} code after review",
    "Extract a function from the {subject} code as suggested",
    "Raise a specific error in the {subject} code",
    "Cover the case raised in review",
    "Explain the order of the checks in a comment",
    "Remove the unused argument found in review",
    "Return early instead of nesting in the {subject} code",
    "Take the default from the {area} settings",
    "Keep the public names of {area} unchanged",
    "Split an assertion that checked two things",
    "Revert the unrelated formatting in {area}",
    "Replace the flag argument with two functions",
)

FIX: dict[str, tuple[str, ...]] = {
    "feature": (
        "Check permissions before touching the {subject}",
        "Make the new {subject} option off by default",
        "Validate the {subject} input earlier",
        "Handle empty input in the {subject} code",
    ),
    "fix": (
        "Fix the cause in {area} rather than the symptom",
        "Let the regression test fail without the fix",
        "Handle the second caller of the {subject} code too",
        "Stop swallowing errors in the {subject} code",
    ),
    "performance": (
        "Rename the cache key of the {subject} after review",
        "Set an upper bound around the {subject}",
        "Measure the {subject} with production-sized data",
        "Invalidate after commit, not before",
    ),
    "refactor": (
        "Undo the behaviour change in the {subject} code",
        "Keep the move and the rename in separate steps",
        "Restore the old signature for external callers",
    ),
    "test": (
        "Assert the result of the {subject}, not its calls",
        "Build the {subject} data in the test itself",
        "Make the {subject} tests independent of order",
    ),
    "docs": (
        "Shorten the {subject} docs after review",
        "Correct the {subject} example",
        "Say which version the {area} page applies to",
    ),
    "chore": (
        "Keep the {subject} change to one environment for now",
        "Restore the {area} setting that is still in use",
        "Note the roll-back steps for the {subject}",
    ),
}
