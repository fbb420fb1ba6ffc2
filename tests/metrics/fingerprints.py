"""The fingerprints that `golden_fingerprints.json` pins, taken anew; nothing is left in the database.

python -m tests.metrics.fingerprints [LABEL ...]     prints them, all or those named
python -m tests.metrics.fingerprints --update        writes the file: `make update-fingerprints`. The commit says why
"""

import json
import sys
from pathlib import Path

import django
from django.core.management import call_command

GOLDEN_FILE = Path(__file__).with_name("golden_fingerprints.json")
STORY_NAMES = ("ai-success", "review-bottleneck", "baseline", "detective-game")

# By label: scenario, seed, options. All are as of 2026-03-12.
PINNED = {
    **{f"{name} {seed}": (name, seed, {}) for name in STORY_NAMES for seed in (42, 7)},
    "ai-success 42, 3 teams": ("ai-success", 42, {"teams": 3}),
    "legacy 42": ("legacy", 42, {}),
    "legacy 7": ("legacy", 7, {}),
}


def golden():
    """{label: {"fingerprint": ..., "tables": {...}}} as pinned."""
    return json.loads(GOLDEN_FILE.read_text(encoding="utf-8"))


def golden_fingerprint(label):
    return golden()[label]["fingerprint"]


def report_of(label, **given):
    """A dry run of what the label says; `given` goes to the run."""
    from seedplot.registry import scenario_of
    from tests.metrics.stories import seed

    name, number, options = PINNED[label]
    return seed(type(scenario_of("metrics", name)), seed=number, dry_run=True, **options, **given)


def take(labels, **given):
    reports = {label: report_of(label, **given) for label in labels}
    return {label: {"fingerprint": each.fingerprint, "tables": dict(each.tables)} for label, each in reports.items()}


def main(arguments):
    django.setup()
    if arguments == ["--update"]:
        # A database in memory is empty each time; on one that has the tables this does nothing.
        call_command("migrate", run_syncdb=True, verbosity=0)
        GOLDEN_FILE.write_text(json.dumps(take(PINNED), indent=2) + "\n", encoding="utf-8")
    else:
        sys.stdout.write(json.dumps(take(arguments or PINNED)))


if __name__ == "__main__":
    main(sys.argv[1:])
