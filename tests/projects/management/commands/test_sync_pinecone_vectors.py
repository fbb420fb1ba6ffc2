"""`sync_pinecone_vectors`: what it says, what it asks for before it changes anything, and what it refuses."""

from functools import partial
from uuid import UUID

import pytest

from apps.projects.models import Issue, IssueEmbedding, VectorRecord, Workspace
from seedplot import testing
from tests.servers.pinecone import KEY, running_pinecone


def sync(*arguments):
    return testing.run("sync_pinecone_vectors", *arguments).splitlines()


refusal_of = partial(testing.refusal, "sync_pinecone_vectors")


def counts():
    rows = VectorRecord.objects.order_by("namespace").values_list("namespace", flat=True)
    return {name: list(rows).count(name) for name in rows}


FULL = {"issues": 8, "project_context": 2, "sprints": 2, "team_members": 6, "users": 3}


def test_audit_is_the_default_and_changes_nothing(house):
    lines = sync()

    assert [line for line in lines if not line.startswith("  ")] == [
        "issues: 8 rows, 0 records; 8 missing, 0 stale, 0 orphaned",
        "sprints: 2 rows, 0 records; 2 missing, 0 stale, 0 orphaned",
        "project_context: 2 rows, 0 records; 2 missing, 0 stale, 0 orphaned",
        "team_members: 6 rows, 0 records; 6 missing, 0 stale, 0 orphaned",
        "users: 3 rows, 0 records; 3 missing, 0 stale, 0 orphaned",
        "To write what is missing or stale: --mode sync --confirm. To delete orphans: --mode cleanup --confirm.",
    ]
    assert {line for line in lines if line.startswith("  ")} >= {
        f"  missing: issue_{house.issues[0].pk}",
        f"  missing: user_{house.people[0].user_uuid}",
    }
    assert counts() == {}


def test_sync_writes_when_it_is_confirmed(house):
    lines = sync("--mode", "sync", "--confirm")

    assert lines[-1] == "21 records written."
    assert counts() == FULL
    assert sync()[-1] == "The index is what the rows are."


def test_sync_without_confirmation_says_what_it_would_do_and_fails(house):
    message = refusal_of("--mode", "sync")

    assert message == "Nothing was changed: 21 records are to be written. To do it, add --confirm."
    assert (counts(), IssueEmbedding.objects.count()) == ({}, 0)


@pytest.mark.parametrize(
    ("mode", "line"),
    [
        ("sync", "Dry run, nothing was changed: 1 records are to be written."),
        ("cleanup", "Dry run, nothing was changed: 1 records are to be deleted."),
    ],
)
def test_dry_run_changes_nothing_even_when_confirmed(house, mode, line):
    sync("--mode", "sync", "--confirm")
    gone = house.issues[3].pk
    Issue.objects.filter(pk=gone).delete()
    Issue.objects.filter(pk=house.issues[2].pk).update(description="Only weight decides.")

    lines = sync("--mode", mode, "--dry-run", "--confirm", "--namespace", "issues")

    assert lines == [
        "issues: 7 rows, 8 records; 0 missing, 1 stale, 1 orphaned",
        f"  stale: issue_{house.issues[2].pk}",
        f"  orphaned: issue_{gone}",
        line,
    ]
    assert counts() == FULL


def test_cleanup_deletes_orphans_and_nothing_else(house):
    sync("--mode", "sync", "--confirm")
    Issue.objects.filter(pk=house.issues[3].pk).delete()

    assert "1 records are to be deleted" in refusal_of("--mode", "cleanup", "--namespace", "issues")
    lines = sync("--mode", "cleanup", "--confirm", "--namespace", "issues")

    assert lines[-1] == "1 records deleted."
    assert counts() == {**FULL, "issues": 7}
    assert IssueEmbedding.objects.count() == 7


def test_long_list_is_counted(house):
    house_project = house.issues[0]
    for number in range(30, 35):
        Issue.objects.create(
            project=house_project.project,
            issue_type=house_project.issue_type,
            status=house_project.status,
            key=str(number),
            title=f"Issue {number}",
            reporter=house.people[0],
        )

    lines = sync("--namespace", "issues")

    assert lines[0] == "issues: 13 rows, 0 records; 13 missing, 0 stale, 0 orphaned"
    assert lines[11] == "  missing: and 3 more"


def test_forced_sync_writes_unchanged_records_too(house):
    sync("--mode", "sync", "--confirm")

    assert sync("--mode", "sync", "--confirm", "--force", "--batch-size", "4")[-1] == "21 records written."


def test_one_workspace_is_synced_alone(house):
    other = Workspace.objects.create(organization=house.organization, name="Other", slug="other")

    lines = sync("--mode", "sync", "--confirm", "--workspace", str(other.pk), "--namespace", "issues")

    assert lines == ["issues: 0 rows, 0 records; 0 missing, 0 stale, 0 orphaned", "0 records written."]
    assert sync("--mode", "sync", "--confirm", "--workspace", str(house.workspace.pk))[-1] == "21 records written."


@pytest.mark.parametrize("text", ["Main Workspace", str(UUID(int=3))])
def test_unknown_workspace_is_refused_with_those_that_there_are(house, text):
    assert refusal_of("--workspace", text) == (
        f"There is no workspace '{text}'. Known: {house.workspace.pk} (Main Workspace)."
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--mode", "mend"], "There is no mode 'mend'. Give --mode one of: audit, cleanup, sync."),
        (
            ["--namespace", "issue"],
            "There is no namespace 'issue'. Give --namespace one of: all, issues, sprints, project_context, "
            "team_members, users.",
        ),
        (["--batch-size", "0"], "--batch-size 0: a batch holds at least one record. Give it 100."),
        (["--force"], "--force embeds unchanged texts again, which only --mode sync does. Leave it out."),
        (["--workspace", "x"], "There is no workspace 'x'. Known: none."),
    ],
)
def test_mistake_is_refused_in_one_line(db, arguments, message):
    assert refusal_of(*arguments) == message


def test_pinecone_is_synced_when_the_settings_say_so(house, settings):
    with running_pinecone() as pinecone:
        settings.SEEDPLOT_VECTORS, settings.PINECONE_API_KEY = "pinecone", KEY
        settings.PINECONE_INDEX_HOST = pinecone.address

        lines = sync("--mode", "sync", "--confirm", "--batch-size", "5")

        assert lines[-1] == "21 records written."
        assert {name: len(place) for name, place in pinecone.namespaces.items()} == FULL
        assert sync()[-1] == "The index is what the rows are."
        assert counts() == {}


@pytest.mark.check
def test_service_that_is_down_is_one_clear_line(house, settings):
    settings.SEEDPLOT_VECTORS, settings.PINECONE_API_KEY = "pinecone", KEY
    settings.PINECONE_INDEX_HOST = "http://127.0.0.1:1"

    message = refusal_of("--mode", "sync", "--confirm")

    assert message.startswith("Pinecone at http://127.0.0.1:1 cannot describe the index: ")
    assert "\n" not in message


def test_cleanup_stands_behind_the_guard(house, settings, outside_tests):
    sync("--mode", "sync", "--confirm")
    house.issues[0].delete()
    before = counts()

    refused = refusal_of("--mode", "cleanup", "--confirm", "--allow-production")

    assert refused.startswith("DEBUG is off, so this may be a production database.")
    assert counts() == before
    sync("--mode", "cleanup", "--dry-run")
    assert counts() == before
    settings.SEEDPLOT_ALLOW_PRODUCTION = True
    assert refusal_of("--mode", "cleanup", "--confirm").startswith("DEBUG is off")
    sync("--mode", "cleanup", "--confirm", "--allow-production")
    assert counts() != before
