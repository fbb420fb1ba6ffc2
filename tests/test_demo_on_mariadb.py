"""`make demo` on MariaDB, from nothing to nothing: made, proven, damaged, healed, moved on and cleared by commands."""

import datetime as dt
import json

import pytest

from seedplot.clock import start_of_today

pytestmark = pytest.mark.full

CLEARS = [
    ["generate_library_notices", "--clear-only"],
    ["seed_mock_conversations", "--clear-only"],
    ["generate_comprehensive_test_data", "--clear-only"],
    ["create_sample_maintenance_data", "--clear-only"],
    ["import_legacy_data", "--clear-only"],
    *(
        ["seed_demo_data", f"--scenario={story}", "--clear-only"]
        for story in ("detective-game", "baseline", "review-bottleneck", "ai-success")
    ),
]
COUNT = """
    import json
    from django.apps import apps
    every = apps.get_models(include_auto_created=True)
    models = [model for model in every if model._meta.app_label not in ("toy", "zoo")]
    counts = {model._meta.label: model._base_manager.count() for model in models}
    print(json.dumps({label: count for label, count in counts.items() if count}))
"""
DAMAGE = """
    from apps.metrics.models import PullRequest
    from apps.notices.models import HoldRequest
    from apps.projects.models import Issue
    from apps.tenants.models import Message
    from apps.tickets.models import LogEntry
    for model in (HoldRequest, Issue, LogEntry, Message, PullRequest):
        model._base_manager.filter(pk=model._base_manager.latest("pk").pk).delete()
    Issue.objects.filter(pk=Issue.objects.earliest("pk").pk).update(title="Edited")
"""


def test_demo_is_made_kept_and_cleared(mariadb, manage, manage_all, run_program):
    database = {"DATABASE_URL": mariadb.url(mariadb.create_database())}
    later = start_of_today().date() + dt.timedelta(days=20)

    def run(*command):
        [finished] = manage_all([list(command)], **database)
        assert (finished.returncode, finished.stderr) == (0, ""), command
        return finished.stdout

    def counts():
        finished = run_program(COUNT, **database)
        assert finished.stderr == ""
        return json.loads(finished.stdout)

    [migrated] = manage_all([["migrate", "--verbosity=0", "--skip-checks"]], **database)
    assert migrated.returncode == 0
    empty = counts()
    first, second = run("make_demo"), run("make_demo")
    made = counts()
    proven = run("seedplot", "runs", "--check")
    damaged = run_program(DAMAGE, **database)
    [drifted] = manage_all([["seedplot", "drift"]], **database)
    healed = run("seedplot", "heal")
    after_healing = counts()
    advanced = run("seedplot", "advance", f"--to={later}", "--no-progress")
    proven_again = run("seedplot", "runs", "--check")
    synced = run("sync_pinecone_vectors", "--mode=cleanup", "--confirm")
    cleared = [run(*command) for command in CLEARS]

    assert first.count("promises kept") == second.count("is there already; nothing was written.") == 11
    assert damaged.stderr == ""
    assert drifted.returncode == 1
    assert after_healing == made
    assert "Issue" in drifted.stdout
    assert "put back" in healed
    assert " broken" not in proven + proven_again
    assert f" to {later}" in advanced
    assert synced.endswith(" records deleted.\n")
    assert [answer for answer in cleared if "Cleared " not in answer] == []
    # The account of the demo is nobody's row.
    assert counts() == empty | {"accounts.User": 1}
