"""Search vectors: what embedders make of texts, what records say of rows, and the index that is beside the data."""

import math
import os
import subprocess
import sys
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from apps.projects import factories
from apps.projects.exports.vectors.embedders import HashingEmbedder, SentenceEmbedder, configured_embedder
from apps.projects.exports.vectors.filters import admits, both, project_in
from apps.projects.exports.vectors.index import Item, configured_index
from apps.projects.exports.vectors.local_index import LocalIndex, packed, unpacked
from apps.projects.exports.vectors.namespaces import NAMESPACES, find_namespaces
from apps.projects.exports.vectors.records import Scope
from apps.projects.exports.vectors.search import FoundIssue, SearchRefused, search_issues, similar_issues
from apps.projects.exports.vectors.sync import Synchronizer
from apps.projects.models import Issue, IssueEmbedding, VectorRecord
from seedplot.errors import SeedError

ROOT = Path(__file__).resolve().parents[3]


def likeness(embedder, one, other):
    left, right = embedder.embed([one, other])
    return sum(a * b for a, b in zip(left, right, strict=True))


def records(name, scope=Scope()):  # noqa: B008 - frozen
    [namespace] = find_namespaces(name)
    return {record.id: record for record in namespace.records(scope)}


def sync_all(scope=Scope(), **options):  # noqa: B008 - frozen
    synchronizer = Synchronizer(LocalIndex(HashingEmbedder()), scope)
    return {each.name: synchronizer.sync(each, **options) for each in NAMESPACES}


# Embedders.


@pytest.mark.parametrize("embedder", [HashingEmbedder(), SentenceEmbedder()], ids=lambda each: each.name)
class TestEveryEmbedder:
    def test_vector_has_the_dimension_and_length_one(self, embedder):
        [vector] = embedder.embed(["Pay with a saved card"])

        assert len(vector) == embedder.dimension
        assert math.isclose(math.hypot(*vector), 1, abs_tol=1e-5)

    def test_same_text_is_as_like_as_can_be(self, embedder):
        assert math.isclose(likeness(embedder, "Refund a card", "Refund a card"), 1, abs_tol=1e-5)

    def test_text_about_the_same_is_liker_than_one_about_something_else(self, embedder):
        question = "refunding payments by card"

        near, far = (likeness(embedder, question, text) for text in ("Refund a card payment", "Open the south gate"))

        assert near > embedder.lowest_score > far

    def test_texts_have_no_influence_on_each_other(self, embedder):
        texts = ["Refund a card", "Open the south gate at six in the morning, and close it at night", "Late"]

        alone = [embedder.embed([text])[0] for text in texts]

        together = embedder.embed(texts)
        assert [[round(number, 5) for number in each] for each in together] == [
            [round(number, 5) for number in each] for each in alone
        ]

    def test_empty_text_has_a_vector_too(self, embedder):
        [vector] = embedder.embed([""])

        assert len(vector) == embedder.dimension

    def test_no_texts_make_no_vectors(self, embedder):
        assert embedder.embed([]) == []


@pytest.mark.check
def test_hashing_embedder_gives_the_same_numbers_in_every_process():
    program = (
        "from apps.projects.exports.vectors.embedders import HashingEmbedder\n"
        "from hashlib import sha256\n"
        "vector, = HashingEmbedder().embed(['Grüße: refund a card payment, twice, twice'])\n"
        "print(sha256(repr(vector).encode()).hexdigest())"
    )
    answers = {
        subprocess.run(
            [sys.executable, "-c", f"import django\ndjango.setup()\n{program}"],
            env={**os.environ, "PYTHONHASHSEED": seed, "DJANGO_SETTINGS_MODULE": "tests.settings"},
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "7")
    }
    [vector] = HashingEmbedder().embed(["Grüße: refund a card payment, twice, twice"])

    assert answers == {sha256(repr(vector).encode()).hexdigest() + "\n"}


def test_hashing_embedder_meets_another_form_of_a_word():
    embedder = HashingEmbedder()

    assert likeness(embedder, "exporting invoices", "export of an invoice") > 0.25


def test_label_of_a_line_is_no_word():
    embedder = HashingEmbedder()

    assert embedder.embed(["Issue: Refund\nStatus: Done"]) == embedder.embed(["Refund\nDone"])


def test_sentence_embedder_knows_what_words_mean():
    """No word, and hardly a part of one, is the same: hashing cannot tell."""
    one, other = "The physician saw the patient", "A doctor treats sick people"

    assert likeness(SentenceEmbedder(), one, other) > 0.3 > likeness(HashingEmbedder(), one, other)


def test_absent_sentence_model_is_named(monkeypatch):
    from apps.projects.exports.vectors import embedders

    embedders._sentence_model.cache_clear()
    monkeypatch.setitem(sys.modules, "wordllama", None)

    with pytest.raises(SeedError) as failure:
        SentenceEmbedder().embed(["Refund"])

    assert str(failure.value) == (
        "wordllama is not installed, and SEEDPLOT_EMBEDDINGS=sentence needs it: pip install wordllama==0.4.0.post1"
    )


def test_settings_choose_embedder_and_index(settings):
    settings.SEEDPLOT_EMBEDDINGS = "sentence"

    index = configured_index(configured_embedder())

    assert (type(index), index.embedder.name) == (LocalIndex, "wordllama-l2-supercat-256")


@pytest.mark.parametrize(
    ("name", "known"), [("SEEDPLOT_EMBEDDINGS", "hashing, sentence"), ("SEEDPLOT_VECTORS", "local, pinecone")]
)
def test_setting_that_is_not_known_is_refused(settings, name, known):
    setattr(settings, name, "magic")

    with pytest.raises(SeedError) as refusal:
        configured_index(configured_embedder())

    assert str(refusal.value) == f"{name} cannot be 'magic'. Known values: {known}."


# Records.


def test_issue_record_says_what_the_issue_is(house):
    issue = house.issues[0]
    ben, cleo = house.people[1:]

    record = records("issues")[f"issue_{issue.pk}"]

    assert record.text == (
        "Issue: Pay with a saved card at checkout (SHOP)\n"
        "Type: Story\n"
        "Status: Done\n"
        "Priority: Medium\n"
        "Description: A shopper who has paid before pays again with one click.\n"
        "Assigned to: Ben Cole\n"
        "Reported by: Cleo Dahl\n"
        "Sprint: Sprint 1"
    )
    assert record.metadata == {
        "issue_id": str(issue.pk),
        "project_id": str(issue.project_id),
        "project_key": "SHOP",
        "issue_key": "9",
        "full_key": "SHOP-9",
        "title": "Pay with a saved card at checkout (SHOP)",
        "issue_type": "Story",
        "issue_type_category": "story",
        "status": "Done",
        "status_category": "done",
        "priority": "P3",
        "assignee_id": str(ben.user_uuid),
        "assignee_username": "ben.cole",
        "assignee_name": "Ben Cole",
        "reporter_id": str(cleo.user_uuid),
        "reporter_username": "cleo.dahl",
        "reporter_name": "Cleo Dahl",
        "sprint_id": str(issue.sprint_id),
        "sprint_name": "Sprint 1",
        "sprint_status": "completed",
        "story_points": 5,
        "estimated_hours": 2.5,
        "created_at": "2026-03-03T00:01:15+00:00",
        "updated_at": issue.updated_at.isoformat(),
        "resolved_at": "2026-03-04T15:01:15+00:00",
        "content_hash": sha256(record.text.encode()).hexdigest(),
    }


def test_issue_of_nobody_in_no_sprint_says_so(house):
    issue = house.issues[3]

    record = records("issues")[f"issue_{issue.pk}"]

    assert record.text == (
        "Issue: Import the catalogue from a spreadsheet (SHOP)\n"
        "Type: Story\n"
        "Status: To Do\n"
        "Priority: Medium\n"
        "Description: Suppliers send their products as CSV, once a week.\n"
        "Reported by: Cleo Dahl"
    )
    names = ("assignee_id", "assignee_username", "assignee_name", "sprint_id", "sprint_name", "sprint_status")
    assert [record.metadata[name] for name in (*names, "story_points", "resolved_at")] == [
        *["unassigned"] * 3,
        *["backlog"] * 3,
        "",
        "",
    ]


def test_sprint_record_carries_its_figures(house):
    sprint = house.sprints[0]

    record = records("sprints")[f"sprint_{sprint.pk}"]

    assert record.text == (
        "Sprint: Sprint 1\n"
        "Status: completed\n"
        "Project: Online Shop (SHOP)\n"
        "Goal: Money comes in\n"
        "Duration: 2026-02-02 to 2026-02-16 (14 days)\n"
        "Issues: 1 total, 1 completed\n"
        "Story Points: 5/13\n"
        "Progress: 38.46%"
    )
    assert record.metadata == {
        "sprint_id": str(sprint.pk),
        "project_id": str(sprint.project_id),
        "project_key": "SHOP",
        "sprint_name": "Sprint 1",
        "sprint_goal": "Money comes in",
        "status": "completed",
        "start_date": "2026-02-02",
        "end_date": "2026-02-16",
        "duration_days": 14,
        "remaining_days": 0,
        "committed_points": 13.0,
        "completed_points": 5.0,
        "progress_percentage": 38.46,
        "issue_count": 1,
        "completed_issue_count": 1,
        "created_at": sprint.created_at.isoformat(),
        "completed_at": "",
        "entity_type": "sprint",
        "content_hash": sha256(record.text.encode()).hexdigest(),
    }


def test_project_record_says_where_it_belongs_and_how_large_it_is(house):
    project = house.projects[0]

    record = records("project_context")[f"project_{project.pk}"]

    assert record.text == (
        "Project: Online Shop (SHOP)\n"
        "Description: Everything about the online shop.\n"
        "Workspace: Main Workspace (main-workspace)\n"
        "Organization: Scrum Demo\n"
        "Total Issues: 4\n"
        "Total Sprints: 1 (0 active)\n"
        "Team Size: 3"
    )
    assert record.metadata == {
        "project_id": str(project.pk),
        "project_key": "SHOP",
        "project_name": "Online Shop",
        "description": "Everything about the online shop.",
        "workspace_id": str(house.workspace.pk),
        "workspace_name": "Main Workspace",
        "organization_id": str(house.organization.pk),
        "organization_name": "Scrum Demo",
        "total_issues": 4,
        "total_sprints": 1,
        "active_sprints": 0,
        "team_size": 3,
        "created_at": project.created_at.isoformat(),
        "entity_type": "project",
        "content_hash": sha256(record.text.encode()).hexdigest(),
    }


def test_member_record_says_what_somebody_does_in_a_project(house):
    project, ben = house.projects[0], house.people[1]

    record = records("team_members")[f"member_{project.pk}_{ben.user_uuid}"]

    assert record.text == (
        "Team Member: Ben Cole (ben.cole)\n"
        "Email: ben.cole@example.com\n"
        "Project: Online Shop (SHOP)\n"
        "Assigned: 3 total, 1 completed, 2 in progress\n"
        "Total Story Points: 5\n"
        "Recent Issues: SHOP-11 Show delivery costs in the basket (SHOP); SHOP-10 Refund a card payment (SHOP); "
        "SHOP-9 Pay with a saved card at checkout (SHOP)\n"
        "Reported Issues: 0"
    )
    assert record.metadata == {
        "user_id": str(ben.user_uuid),
        "project_id": str(project.pk),
        "project_key": "SHOP",
        "username": "ben.cole",
        "full_name": "Ben Cole",
        "email": "ben.cole@example.com",
        "assigned_issues_count": 3,
        "completed_issues_count": 1,
        "in_progress_issues_count": 2,
        "total_story_points": 5,
        "reported_issues_count": 0,
        "last_activity": "2026-03-04T15:01:15+00:00",
        "entity_type": "team_member",
        "content_hash": sha256(record.text.encode()).hexdigest(),
    }


def test_member_record_names_the_five_newest_issues(house):
    first, ben = house.issues[0], house.people[1]
    for number in range(20, 24):
        factories.IssueFactory.create(
            project=first.project,
            issue_type=first.issue_type,
            status=first.status,
            key=str(number),
            title=f"Later {number}",
            assignee=ben,
            reporter=ben,
            created_at=first.created_at + timedelta(days=number),
        )

    record = records("team_members")[f"member_{first.project_id}_{ben.user_uuid}"]

    assert (
        "\nRecent Issues: SHOP-23 Later 23; SHOP-22 Later 22; SHOP-21 Later 21; SHOP-20 Later 20; "
        "SHOP-11 Show delivery costs in the basket (SHOP)\n"
    ) in record.text


def test_user_record_sums_up_all_projects(house):
    ben = house.people[1]

    record = records("users")[f"user_{ben.user_uuid}"]

    assert record.text == (
        "User: Ben Cole (ben.cole)\n"
        "Email: ben.cole@example.com\n"
        "Projects: 2 (CLINIC, SHOP)\n"
        "Assigned: 6 total, 2 completed, 4 in progress\n"
        "Total Story Points: 10\n"
        "Reported Issues: 0\n"
        "Completion Rate: 33%\n"
        + next(line for line in record.text.splitlines() if line.startswith("Recent Activity: "))
    )
    assert "2026-03-04 changed status of SHOP-9 to Done" in record.text
    assert record.metadata == {
        "user_id": str(ben.user_uuid),
        "username": "ben.cole",
        "full_name": "Ben Cole",
        "email": "ben.cole@example.com",
        "project_keys": "CLINIC, SHOP",
        "entity_type": "user",
        "content_hash": sha256(record.text.encode()).hexdigest(),
    }


def test_record_of_a_person_is_the_same_whatever_the_scope(house):
    scope = Scope(workspaces=(house.workspace.pk,))

    assert records("users", scope) == records("users")


def test_user_who_is_in_no_organization_has_no_record(house, django_user_model):
    django_user_model.objects.create_user("somebody-else")

    assert len(records("users")) == 3


@pytest.mark.parametrize("namespace", NAMESPACES, ids=lambda each: each.name)
def test_metadata_hold_no_nothing_and_ids_have_their_prefix(house, namespace):
    found = list(namespace.records(Scope()))

    assert [each.id for each in found if not each.id.startswith(namespace.prefix)] == []
    assert {type(value) for each in found for value in each.metadata.values()} <= {str, int, float}
    assert [each.id for each in found if str(house.people[0].pk) in (each.metadata.get("user_id"),)] == []


@pytest.mark.parametrize("namespace", NAMESPACES, ids=lambda each: each.name)
def test_records_take_the_same_number_of_queries_however_many_rows_there_are(
    house, namespace, django_assert_max_num_queries
):
    with django_assert_max_num_queries(5):
        list(namespace.records(Scope()))


def test_long_texts_are_cut_in_metadata_and_whole_in_the_text(house):
    issue, sprint, project = house.issues[0], house.sprints[0], house.projects[0]
    issue.title, sprint.goal, project.description = "t" * 400, "g" * 600, "d" * 1_200
    for row in (issue, sprint, project):
        row.save()

    lengths = [
        len(records("issues")[f"issue_{issue.pk}"].metadata["title"]),
        len(records("sprints")[f"sprint_{sprint.pk}"].metadata["sprint_goal"]),
        len(records("project_context")[f"project_{project.pk}"].metadata["description"]),
    ]

    assert lengths == [200, 500, 1_000]
    assert f"Issue: {'t' * 400}\n" in records("issues")[f"issue_{issue.pk}"].text


def test_inactive_issue_has_no_record(house):
    Issue.objects.filter(pk=house.issues[0].pk).update(is_active=False)

    assert f"issue_{house.issues[0].pk}" not in records("issues")


# Filters.


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        ({}, True),
        ({"status": "Done"}, True),
        ({"status": {"$eq": "Done"}, "points": {"$gte": 5}}, True),
        ({"status": {"$ne": "Done"}}, False),
        ({"status": {"$in": ["To Do", "Done"]}}, True),
        ({"status": {"$nin": ["To Do", "Done"]}}, False),
        ({"points": {"$gt": 5}}, False),
        ({"points": {"$lt": 6, "$lte": 5}}, True),
        ({"status": {"$gt": 5}}, False),
        ({"$and": [{"status": {"$eq": "Done"}}, {"points": {"$eq": 3}}]}, False),
        ({"$or": [{"status": {"$eq": "Done"}}, {"points": {"$eq": 3}}]}, True),
        ({"missing": {"$eq": "x"}}, False),
    ],
)
def test_condition_holds_or_not(condition, holds):
    assert admits(condition, {"status": "Done", "points": 5}) is holds


@pytest.mark.parametrize(("condition", "name"), [({"status": {"$like": "x"}}, "$like"), ({"$not": []}, "$not")])
def test_condition_that_nobody_knows_is_refused(condition, name):
    with pytest.raises(SeedError, match=rf"A filter cannot hold '\{name}'\. Known: \$and, \$or, \$eq"):
        admits(condition, {"status": "Done"})


def test_conditions_are_joined_by_and():
    project, done = {"project_id": {"$eq": "p"}}, {"status": {"$eq": "Done"}}

    assert (both(project), both(project, {})) == (project, project)
    assert both(project, done) == {"$and": [project, done]}
    assert [project_in(each) for each in (project, both(project, done), done)] == ["p", "p", None]


# The embedded index.


def test_numbers_are_packed_little_end_first():
    assert packed([1.0, -2.0]) == bytes.fromhex("0000803f000000c0")
    assert list(unpacked(packed([1.0, -2.0]))) == [1.0, -2.0]


@pytest.fixture
def index(db):
    made = LocalIndex(HashingEmbedder())
    for namespace in ("issues", "sprints"):
        made.upsert(
            namespace,
            [
                Item("a", [1.0, 0.0], {"project_id": "p", "status": "Done"}),
                Item("b", [0.6, 0.8], {"project_id": "p", "status": "To Do"}),
                Item("c", [0.8, 0.6], {"project_id": "q", "status": "Done"}),
            ],
        )
    return made


def scores(matches):
    return [(match.id, round(match.score, 5)) for match in matches]


def test_query_gives_the_nearest_first(index):
    assert scores(index.query("issues", top_k=2, vector=[1.0, 0.0])) == [("a", 1.0), ("c", 0.8)]


def test_query_by_a_record_takes_its_vector(index):
    assert scores(index.query("issues", top_k=3, record_id="b")) == [("b", 1.0), ("c", 0.96), ("a", 0.6)]


def test_query_by_a_record_that_is_not_there_is_refused(index):
    with pytest.raises(SeedError) as refusal:
        index.query("issues", top_k=3, record_id="z")

    assert str(refusal.value) == "The namespace issues has no record 'z'. Sync it first."


def test_query_asks_the_conditions(index):
    condition = both({"project_id": {"$eq": "p"}}, {"status": {"$eq": "Done"}})

    assert scores(index.query("issues", top_k=3, vector=[1.0, 0.0], condition=condition)) == [("a", 1.0)]


def test_upsert_writes_over_what_is_there(index):
    assert index.upsert("issues", [Item("a", [0.0, 1.0], {"status": "New"})]) == 1

    assert index.fetch("issues", ["a", "z"]) == {"a": Item("a", [0.0, 1.0], {"status": "New"})}
    assert index.counts() == {"issues": 3, "sprints": 3}


def test_ids_are_listed_by_prefix(index):
    index.upsert("issues", [Item("ab", [1.0, 0.0])])

    assert (list(index.list_ids("issues", "a")), list(index.list_ids("issues"))) == (["a", "ab"], ["a", "ab", "b", "c"])


def test_deletion_is_by_ids_by_condition_and_of_all(index):
    index.delete("issues", ["a", "z"])
    assert list(index.list_ids("issues")) == ["b", "c"]

    index.delete_where("issues", {"status": {"$eq": "Done"}})
    assert list(index.list_ids("issues")) == ["b"]

    index.delete_all("issues")
    assert (list(index.list_ids("issues")), list(index.list_ids("sprints"))) == ([], ["a", "b", "c"])


def test_vector_of_another_embedder_is_not_compared_and_is_stale(index):
    VectorRecord.objects.filter(namespace="issues", vector_id="a").update(embedder="other")

    assert scores(index.query("issues", top_k=3, vector=[1.0, 0.0])) == [("c", 0.8), ("b", 0.6)]
    assert dict(index.metadata("issues", "a"))["a"]["content_hash"] == ""


# Sync.


def test_sync_gives_every_row_one_record(house):
    found = sync_all()

    assert {name: (each.rows, each.written) for name, each in found.items()} == {
        "issues": (8, 8),
        "sprints": (2, 2),
        "project_context": (2, 2),
        "team_members": (6, 6),
        "users": (3, 3),
    }
    assert LocalIndex(HashingEmbedder()).counts() == {
        "issues": 8,
        "sprints": 2,
        "project_context": 2,
        "team_members": 6,
        "users": 3,
    }


class CountingEmbedder(HashingEmbedder):
    """It notes what it is asked to embed."""

    def __init__(self):
        self.texts = []

    def embed(self, texts):
        self.texts += texts
        return super().embed(texts)


def test_second_sync_embeds_and_writes_nothing(house):
    sync_all()
    embedder = CountingEmbedder()

    found = [Synchronizer(LocalIndex(embedder), Scope()).sync(each) for each in NAMESPACES]

    assert embedder.texts == []
    assert all(each.is_none and each.written == 0 for each in found)


def test_forced_sync_embeds_everything(house):
    sync_all()

    assert sum(each.written for each in sync_all(force=True).values()) == 21


def test_changed_issue_is_one_stale_record_and_only_it_is_embedded(house):
    sync_all()
    issue = house.issues[3]
    issue.description = "Suppliers send their products as XML now."
    issue.save()
    embedder = CountingEmbedder()
    synchronizer = Synchronizer(LocalIndex(embedder), Scope())

    found = [synchronizer.audit(each) for each in NAMESPACES]
    mended = synchronizer.sync(NAMESPACES[0])

    assert [each.stale for each in found] == [[f"issue_{issue.pk}"], [], [], [], []]
    assert (mended.written, len(embedder.texts)) == (1, 1)
    assert all(synchronizer.audit(each).is_none for each in NAMESPACES)


def test_deleted_issue_is_an_orphan_until_the_cleanup(house):
    sync_all()
    key = house.issues[3].pk
    Issue.objects.filter(pk=key).delete()
    synchronizer = Synchronizer(LocalIndex(HashingEmbedder()), Scope())

    synced = synchronizer.sync(NAMESPACES[0])
    cleaned = synchronizer.cleanup(NAMESPACES[0])

    assert (synced.orphaned, synced.deleted, cleaned.deleted) == ([f"issue_{key}"], 0, 1)
    assert synchronizer.audit(NAMESPACES[0]).is_none
    assert not IssueEmbedding.objects.filter(issue_id=key).exists()


def test_issues_in_the_index_are_remembered(house):
    sync_all()
    issue = house.issues[0]

    kept = IssueEmbedding.objects.get(issue_id=issue.pk)

    assert IssueEmbedding.objects.count() == 8
    assert (kept.vector_id, kept.namespace, kept.title, kept.is_indexed, kept.project_id, kept.content_hash) == (
        f"issue_{issue.pk}",
        "issues",
        issue.title,
        True,
        issue.project_id,
        records("issues")[f"issue_{issue.pk}"].content_hash,
    )


def test_records_of_another_workspace_are_left_alone(house):
    sync_all()
    other = factories.WorkspaceFactory.create()
    Issue.objects.filter(pk=house.issues[0].pk).delete()
    here, there = Scope(workspaces=(house.workspace.pk,)), Scope(workspaces=(other.pk,))

    orphaned = {
        place: [Synchronizer(LocalIndex(HashingEmbedder()), scope).audit(each).orphaned for each in NAMESPACES]
        for place, scope in (("here", here), ("there", there))
    }

    assert orphaned == {"here": [[f"issue_{house.issues[0].pk}"], [], [], [], []], "there": [[], [], [], [], []]}


class ForgetfulIndex(LocalIndex):
    """It says that it has written one less than it was sent."""

    def upsert(self, namespace, items):
        return super().upsert(namespace, items) - 1


def test_count_that_was_written_is_checked(house):
    with pytest.raises(SeedError) as failure:
        Synchronizer(ForgetfulIndex(HashingEmbedder()), Scope()).sync(NAMESPACES[0])

    assert str(failure.value) == "Of 8 records sent to the namespace issues, 7 were written. Sync it again."


# Search.


def titles(found):
    return [each.metadata["full_key"] for each in found]


def test_search_finds_the_issues_of_the_project_that_are_about_it(house):
    sync_all()

    found = search_issues(house.projects[0].pk, "card payments")

    assert titles(found)[:2] == ["SHOP-10", "SHOP-9"]
    assert {each.metadata["project_key"] for each in found} == {"SHOP"}
    assert [each.score for each in found] == sorted((each.score for each in found), reverse=True)


def test_search_takes_more_conditions(house):
    sync_all()

    found = search_issues(house.projects[0].pk, "card payments", condition={"status_category": {"$eq": "done"}})

    assert titles(found) == ["SHOP-9"]


def test_search_drops_what_is_less_like_than_the_settings_say(house, settings):
    sync_all()
    settings.SEEDPLOT_MIN_SCORE = 0.99

    assert search_issues(house.projects[0].pk, "card payments") == []


def test_search_for_something_else_finds_nothing(house):
    sync_all()

    assert search_issues(house.projects[0].pk, "zebra") == []


def test_search_leaves_out_issues_that_have_gone(house):
    sync_all()
    Issue.objects.filter(pk=house.issues[1].pk).delete()

    assert "SHOP-10" not in titles(search_issues(house.projects[0].pk, "refund a card payment"))


class ConfusedIndex(LocalIndex):
    """It takes no notice of conditions."""

    def query(self, namespace, **asked):
        return super().query(namespace, **{**asked, "condition": None})


def test_search_drops_issues_of_another_project_that_an_index_gives(house):
    sync_all()

    found = search_issues(house.projects[0].pk, "card payments", index=ConfusedIndex(HashingEmbedder()))

    assert {each.metadata["project_key"] for each in found} == {"SHOP"}


def test_similar_issues_are_others_of_the_same_project(house):
    sync_all()

    found = similar_issues(house.issues[0].pk, top_k=2)

    assert titles(found) == ["SHOP-10", "SHOP-11"]
    assert isinstance(found[0], FoundIssue)
    assert found[0].issue_id == house.issues[1].pk


def test_issue_without_a_record_has_similar_ones_too(house):
    sync_all()
    before = similar_issues(house.issues[0].pk)
    LocalIndex(HashingEmbedder()).delete("issues", [f"issue_{house.issues[0].pk}"])

    after = similar_issues(house.issues[0].pk)

    assert titles(after) == titles(before)


@pytest.mark.parametrize("top_k", [0, 21, -1])
def test_number_of_results_is_from_1_to_20(house, top_k):
    for ask in (
        lambda: search_issues(house.projects[0].pk, "card", top_k=top_k),
        lambda: similar_issues(1, top_k=top_k),
    ):
        with pytest.raises(SearchRefused) as refusal:
            ask()

        assert (refusal.value.field, str(refusal.value)) == ("top_k", f"There can be 1 to 20 results, not {top_k}.")


@pytest.mark.parametrize("text", ["", "  \n"])
def test_empty_question_is_refused(text):
    with pytest.raises(SearchRefused) as refusal:
        search_issues("p", text)

    assert (refusal.value.field, str(refusal.value)) == ("q", "There is nothing to search for. Give a few words.")


def test_similar_issues_of_none_are_refused(house):
    with pytest.raises(SearchRefused, match="There is no issue '00000000-0000-0000-0000-000000000007'") as refusal:
        similar_issues("00000000-0000-0000-0000-000000000007")

    assert refusal.value.field == "issue"


def test_sentence_model_searches_by_meaning(house, settings):
    settings.SEEDPLOT_EMBEDDINGS = "sentence"
    synchronizer = Synchronizer(LocalIndex(SentenceEmbedder()), Scope())
    synchronizer.sync(NAMESPACES[0])

    found = search_issues(house.projects[0].pk, "return money to the customer", top_k=1)

    assert titles(found) == ["SHOP-10"]


# Rows and services.


def test_saves_write_no_record(house):
    house.issues[0].save()
    factories.IssueFactory.create(project=house.projects[0])

    assert (VectorRecord.objects.count(), IssueEmbedding.objects.count()) == (0, 0)


def test_sprint_that_runs_says_how_many_days_remain(house, settings):
    from django.utils import timezone

    today: date = timezone.localdate()
    house.sprints[0].status, house.sprints[0].end_date = "active", today + timedelta(days=3)
    house.sprints[0].save()

    assert records("sprints")[f"sprint_{house.sprints[0].pk}"].metadata["remaining_days"] == 3


@pytest.mark.check
def test_embedded_index_is_the_same_on_a_server(run_program, any_server_garden_url):
    finished = run_program(
        """
        from apps.projects.exports.vectors.embedders import HashingEmbedder
        from apps.projects.exports.vectors.index import Item
        from apps.projects.exports.vectors.local_index import LocalIndex
        from apps.projects.exports.vectors.namespaces import NAMESPACES
        from apps.projects.exports.vectors.records import Scope
        from apps.projects.exports.vectors.sync import Synchronizer
        from tests.builders.house import build_house

        house = build_house()
        synchronizer = Synchronizer(LocalIndex(HashingEmbedder()), Scope(workspaces=(house.workspace.pk,)))
        print([synchronizer.sync(each).written for each in NAMESPACES])
        print([synchronizer.sync(each, force=True).written for each in NAMESPACES])
        print([synchronizer.audit(each).is_none for each in NAMESPACES])
        index = LocalIndex(HashingEmbedder())
        index.upsert("corner", [Item("a", [1.0, 0.0], {"n": 1}), Item("b", [0.6, 0.8])])
        print([(match.id, round(match.score, 5)) for match in index.query("corner", top_k=2, record_id="b")])
        print(index.fetch("corner", ["a"]))
        """,
        DATABASE_URL=any_server_garden_url,
    )

    assert finished.stderr == ""
    assert finished.stdout.splitlines() == [
        "[8, 2, 2, 6, 3]",
        "[8, 2, 2, 6, 3]",
        "[True, True, True, True, True]",
        "[('b', 1.0), ('a', 0.6)]",
        "{'a': Item(id='a', values=[1.0, 0.0], metadata={'n': 1})}",
    ]
