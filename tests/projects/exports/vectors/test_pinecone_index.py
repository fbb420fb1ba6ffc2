"""The same through Pinecone's package, against a server on loopback that speaks its REST."""

import math
import socket
import sys

import pytest

from apps.projects.exports.vectors.embedders import HashingEmbedder, SentenceEmbedder
from apps.projects.exports.vectors.index import Item, configured_index
from apps.projects.exports.vectors.namespaces import NAMESPACES
from apps.projects.exports.vectors.pinecone_index import PineconeIndex
from apps.projects.exports.vectors.records import Scope
from apps.projects.exports.vectors.search import search_issues, similar_issues
from apps.projects.exports.vectors.sync import Synchronizer
from apps.projects.models import Issue, IssueEmbedding, VectorRecord
from seedplot.errors import SeedError
from tests.servers.pinecone import KEY, running_pinecone


class ShortEmbedder(HashingEmbedder):
    name, dimension = "hashing-2", 2


@pytest.fixture
def pinecone():
    with running_pinecone() as server:
        yield server


@pytest.fixture
def small():
    with running_pinecone(dimension=2) as server:
        yield server


@pytest.fixture
def index(small):
    items = [
        Item("a", [1.0, 0.0], {"project_id": "p", "status": "Done"}),
        Item("b", [0.6, 0.8], {"project_id": "p", "status": "To Do"}),
        Item("c", [0.8, 0.6], {"project_id": "q", "status": "Done"}),
    ]
    with PineconeIndex(ShortEmbedder(), KEY, small.address) as made:
        assert made.upsert("issues", items) == 3
        yield made


@pytest.fixture
def synchronizer(pinecone):
    """Makes synchronizers for all rows."""
    with PineconeIndex(HashingEmbedder(), KEY, pinecone.address) as index:
        yield lambda **options: Synchronizer(index, Scope(), **options)


# The calls.


def test_upsert_sends_ids_values_and_metadata(small, index):
    assert small.called("/vectors/upsert") == [
        {
            "vectors": [
                {"id": "a", "values": [1.0, 0.0], "metadata": {"project_id": "p", "status": "Done"}},
                {"id": "b", "values": [0.6, 0.8], "metadata": {"project_id": "p", "status": "To Do"}},
                {"id": "c", "values": [0.8, 0.6], "metadata": {"project_id": "q", "status": "Done"}},
            ],
            "namespace": "issues",
        }
    ]


def test_upsert_parts_what_a_call_cannot_hold(small, index):
    small.requests.clear()
    long = {"text": "t" * 30_000}

    written = index.upsert("issues", [Item(f"issue_{number}", [1 / 3, 0.0], long) for number in range(120)])

    calls = small.called("/vectors/upsert")
    assert (written, [len(call["vectors"]) for call in calls]) == (120, [49, 49, 22])
    assert calls[0]["vectors"][0]["values"] == [0.333333, 0.0]


def test_query_by_vector_and_filter(small, index):
    found = index.query("issues", top_k=2, vector=[1.0, 0.0], condition={"project_id": {"$eq": "p"}})

    assert [(each.id, round(each.score, 5), each.metadata["status"]) for each in found] == [
        ("a", 1.0, "Done"),
        ("b", 0.6, "To Do"),
    ]
    assert small.called("/query") == [
        {
            "topK": 2,
            "includeValues": False,
            "includeMetadata": True,
            "namespace": "issues",
            "vector": [1.0, 0.0],
            "filter": {"project_id": {"$eq": "p"}},
        }
    ]


def test_query_by_record(small, index):
    found = index.query("issues", top_k=3, record_id="b")

    assert [(each.id, round(each.score, 5)) for each in found] == [("b", 1.0), ("c", 0.96), ("a", 0.6)]
    assert small.called("/query")[0]["id"] == "b"


def test_deletion_is_by_ids_by_condition_and_of_all(small, index):
    index.delete("issues", ["a"])
    assert small.ids("issues") == ["b", "c"]

    index.delete_where("issues", {"status": {"$eq": "Done"}})
    assert small.ids("issues") == ["b"]

    index.delete_all("issues")
    assert small.ids("issues") == []
    assert small.called("/vectors/delete") == [
        {"namespace": "issues", "ids": ["a"]},
        {"namespace": "issues", "filter": {"status": {"$eq": "Done"}}},
        {"namespace": "issues", "deleteAll": True},
    ]


def test_counts_come_from_the_statistics(index):
    assert index.counts() == {"issues": 3}


def test_fetch_gives_what_is_there(index):
    assert index.fetch("issues", ["a", "z"]) == {"a": Item("a", [1.0, 0.0], {"project_id": "p", "status": "Done"})}


def test_listing_follows_the_pages_and_fetches_what_a_request_can_hold(small, index):
    index.upsert("sprints", [Item(f"sprint_{number:03}", [1.0, 0.0], {"content_hash": "h"}) for number in range(250)])

    found = dict(index.metadata("sprints", "sprint_"))

    assert sorted(found) == [f"sprint_{number:03}" for number in range(250)]
    assert [asked.get("paginationToken") for asked in small.called("/vectors/list")] == [None, ["100"], ["200"]]
    assert [len(asked["ids"]) for asked in small.called("/vectors/fetch")] == [50] * 5


def test_empty_namespace_has_no_records(index):
    assert list(index.metadata("users", "user_")) == []


# The rows.


def test_sync_gives_every_row_one_record(house, pinecone, synchronizer):
    found = [synchronizer().sync(each) for each in NAMESPACES]

    assert [(each.rows, each.written) for each in found] == [(8, 8), (2, 2), (2, 2), (6, 6), (3, 3)]
    assert {name: len(place) for name, place in pinecone.namespaces.items()} == {
        "issues": 8,
        "sprints": 2,
        "project_context": 2,
        "team_members": 6,
        "users": 3,
    }
    assert pinecone.ids("issues") == sorted(f"issue_{issue.pk}" for issue in house.issues)


def test_no_metadata_value_is_null_and_vectors_have_length_one(house, pinecone, synchronizer):
    for namespace in NAMESPACES:
        synchronizer().sync(namespace)

    vectors = [vector for place in pinecone.namespaces.values() for vector in place.values()]
    assert {type(value) for vector in vectors for value in vector["metadata"].values()} <= {str, int, float}
    assert all(math.isclose(math.hypot(*vector["values"]), 1, abs_tol=1e-5) for vector in vectors)


def test_records_are_sent_in_batches(house, pinecone, synchronizer):
    synchronizer(batch_size=3).sync(NAMESPACES[0])

    assert [len(asked["vectors"]) for asked in pinecone.called("/vectors/upsert")] == [3, 3, 2]


def test_second_sync_writes_nothing(house, pinecone, synchronizer):
    synchronizer().sync(NAMESPACES[0])
    pinecone.requests.clear()

    found = synchronizer().sync(NAMESPACES[0])

    assert (found.is_none, pinecone.called("/vectors/upsert")) == (True, [])


def test_changed_issue_is_stale_and_deleted_one_an_orphan(house, pinecone, synchronizer):
    synchronizer().sync(NAMESPACES[0])
    changed, deleted = house.issues[2:4]
    Issue.objects.filter(pk=changed.pk).update(title="Show taxes in the basket")
    Issue.objects.filter(pk=deleted.pk).delete()

    found = synchronizer().audit(NAMESPACES[0])

    assert (found.missing, found.stale, found.orphaned) == ([], [f"issue_{changed.pk}"], [f"issue_{deleted.pk}"])
    assert synchronizer().cleanup(NAMESPACES[0]).deleted == 1
    assert pinecone.called("/vectors/delete") == [{"namespace": "issues", "ids": [f"issue_{deleted.pk}"]}]


def test_issues_are_remembered_but_their_vectors_stay_with_the_service(house, pinecone, synchronizer):
    synchronizer().sync(NAMESPACES[0])

    assert (IssueEmbedding.objects.filter(is_indexed=True).count(), VectorRecord.objects.count()) == (8, 0)


def test_count_that_was_written_is_checked(house, pinecone, synchronizer):
    pinecone.lost = 1

    with pytest.raises(SeedError) as failure:
        synchronizer().sync(NAMESPACES[0])

    assert str(failure.value) == "Of 8 records sent to the namespace issues, 7 were written. Sync it again."


def test_sync_that_failed_half_way_goes_on_where_it_was(house, pinecone, synchronizer):
    pinecone.refusals["/vectors/upsert"] = (2, 400)
    with pytest.raises(SeedError):
        synchronizer(batch_size=3).sync(NAMESPACES[0])
    pinecone.refusals.clear()

    found = synchronizer(batch_size=3).sync(NAMESPACES[0])

    assert (found.records, found.written, len(pinecone.ids("issues"))) == (6, 2, 8)


def test_search_and_similar_issues(house, pinecone, settings, synchronizer):
    settings.SEEDPLOT_VECTORS, settings.PINECONE_API_KEY = "pinecone", KEY
    settings.PINECONE_INDEX_HOST = pinecone.address
    synchronizer().sync(NAMESPACES[0])
    project, issue = house.projects[0], house.issues[0]

    found = search_issues(project.pk, "card payments", top_k=2, condition={"status": {"$eq": "In Progress"}})
    similar = similar_issues(issue.pk, top_k=1)

    assert found[0].metadata["full_key"] == "SHOP-10"
    assert [each.issue_id for each in similar] == [house.issues[1].pk]
    assert [asked["filter"] for asked in pinecone.called("/query")] == [
        {"$and": [{"project_id": {"$eq": str(project.pk)}}, {"status": {"$eq": "In Progress"}}]},
        {"project_id": {"$eq": str(project.pk)}},
    ]


# What can go wrong.


def test_index_of_another_dimension_is_refused(pinecone):
    with PineconeIndex(SentenceEmbedder(), KEY, pinecone.address) as index, pytest.raises(SeedError) as refusal:
        index.check()

    assert str(refusal.value) == (
        f"The index at {pinecone.address} holds vectors of 1024 numbers, and wordllama-l2-supercat-256 makes 256. Use "
        "an index of dimension 256 with the metric cosine, or set SEEDPLOT_EMBEDDINGS to another embedder."
    )


def test_index_that_compares_otherwise_is_refused(small):
    small.metric = "euclidean"

    with PineconeIndex(ShortEmbedder(), KEY, small.address) as index, pytest.raises(SeedError) as refusal:
        index.check()

    assert str(refusal.value) == (
        f"The index at {small.address} compares by euclidean. Use an index of dimension 2 with the metric cosine."
    )


def test_wrong_key_is_one_clear_line(small):
    with PineconeIndex(ShortEmbedder(), "wrong", small.address) as index, pytest.raises(SeedError) as failure:
        index.check()

    assert str(failure.value).startswith(f"Pinecone at {small.address} cannot describe the index: status 401")
    assert str(failure.value).endswith("Check PINECONE_API_KEY.")
    assert "wrong" not in str(failure.value)


def test_refused_connection_is_one_clear_line():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{free.getsockname()[1]}"

        with PineconeIndex(ShortEmbedder(), KEY, address) as index, pytest.raises(SeedError) as failure:
            index.check()

    assert str(failure.value).startswith(f"Pinecone at {address} cannot describe the index: ")
    assert str(failure.value).endswith("Check PINECONE_INDEX_HOST.")
    assert "\n" not in str(failure.value)


@pytest.mark.check
def test_service_in_trouble_is_one_clear_line(small, index):
    small.refusals["/vectors/upsert"] = (0, 503)

    with pytest.raises(SeedError) as failure:
        index.upsert("issues", [Item("a", [1.0, 0.0])])

    assert str(failure.value).startswith(
        f"Pinecone at {small.address} cannot write to the namespace issues: status 503"
    )
    assert str(failure.value).endswith("Try again later.")


@pytest.mark.parametrize("missing", ["PINECONE_API_KEY", "PINECONE_INDEX_HOST"])
def test_setting_that_is_missing_is_named(settings, missing):
    settings.SEEDPLOT_VECTORS = "pinecone"
    settings.PINECONE_API_KEY, settings.PINECONE_INDEX_HOST = KEY, "http://127.0.0.1:1"
    setattr(settings, missing, "")

    with pytest.raises(SeedError) as refusal:
        configured_index(HashingEmbedder())

    assert str(refusal.value) == (
        f"SEEDPLOT_VECTORS=pinecone needs {missing}, which is not set. Set it, or use local vectors."
    )


def test_host_that_is_none_is_refused(settings):
    with pytest.raises(SeedError, match="PINECONE_INDEX_HOST cannot be 'nowhere'"):
        PineconeIndex(HashingEmbedder(), KEY, "nowhere")


def test_absent_package_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "pinecone", None)

    with pytest.raises(SeedError) as refusal:
        PineconeIndex(HashingEmbedder(), KEY, "http://127.0.0.1:1")

    assert str(refusal.value) == (
        "pinecone is not installed, and SEEDPLOT_VECTORS=pinecone needs it: pip install pinecone"
    )
