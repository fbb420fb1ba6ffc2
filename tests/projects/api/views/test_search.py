"""Issues by what they mean: of one project only, and only for those who may see it."""

import pytest

from apps.projects.exports.vectors.embedders import HashingEmbedder
from apps.projects.exports.vectors.local_index import LocalIndex
from apps.projects.exports.vectors.namespaces import NAMESPACES
from apps.projects.exports.vectors.records import Scope
from apps.projects.exports.vectors.sync import Synchronizer
from tests.builders.scrum import build_scrum, client_of

API = "/api/projects/"
TITLES = ("Pay with a saved card", "Refund a card payment", "Show delivery costs", "Import the catalogue")
COUNT = "is not a whole number from 1 to 20."


@pytest.fixture
def issues(scrum, elsewhere):
    """The same four issues in two projects, all in the index."""
    for project in (elsewhere, scrum):
        made = [project.add_issue(title=title) for title in TITLES]
    synchronizer = Synchronizer(LocalIndex(HashingEmbedder()), Scope())
    for namespace in NAMESPACES:
        synchronizer.sync(namespace)
    return made


def search(api, scrum, **query):
    return api.get(f"{API}search/", {"project": str(scrum.project.pk), **query})


def titles(response):
    assert response.status_code == 200, response.json()
    return [row["title"] for row in response.json()["data"]]


def test_search_finds_what_is_about_the_question_the_likest_first(api, scrum, issues):
    response = search(api, scrum, q="card payments")

    rows = response.json()["data"]
    assert titles(response)[:2] == ["Refund a card payment", "Pay with a saved card"]
    assert [row["project"]["key"] for row in rows] == ["SHOP"] * len(rows)
    assert [row["score"] for row in rows] == sorted((row["score"] for row in rows), reverse=True)
    listed = {row["id"]: row for row in api.get(f"{API}issues/").json()["data"]}
    assert rows == [listed[row["id"]] | {"score": row["score"]} for row in rows]
    assert 0 < rows[0]["score"] <= 1


def test_search_gives_as_many_as_it_is_asked_for(api, scrum, issues):
    assert titles(search(api, scrum, q="card payments", top_k=1)) == ["Refund a card payment"]


def test_search_finds_nothing_where_nothing_is_alike(api, scrum, issues):
    assert titles(search(api, scrum, q="zebra")) == []


def test_search_without_an_index_finds_nothing(api, scrum):
    scrum.add_issue(title="Pay with a card")

    assert titles(search(api, scrum, q="card")) == []


def test_similar_issues_are_others_of_the_project(api, scrum, issues):
    response = api.get(f"{API}issues/{issues[0].pk}/similar/", {"top_k": 1})

    assert titles(response) == ["Refund a card payment"]
    assert response.json()["data"][0]["project"]["key"] == "SHOP"


@pytest.mark.parametrize(
    ("query", "errors"),
    [
        ({}, {"q": "This field is required."}),
        ({"q": ""}, {"q": "This field may not be blank."}),
        ({"q": "  "}, {"q": "This field may not be blank."}),
        ({"q": "a\0"}, {"q": "Null characters are not allowed."}),
        ({"q": "x" * 1001}, {"q": "Ensure this field has no more than 1000 characters."}),
        ({"q": "x", "top_k": 0}, {"top_k": f"'0' {COUNT}"}),
        ({"q": "x", "top_k": 21}, {"top_k": f"'21' {COUNT}"}),
        ({"q": "x", "top_k": "many"}, {"top_k": f"'many' {COUNT}"}),
        ({"q": "x", "project": "SHOP"}, {"project": "'SHOP' is not a UUID."}),
        ({"q": "x", "page": 1}, {"page": "There is no such parameter. Known: project, q, top_k."}),
    ],
)
def test_search_is_refused_by_parameter(api, scrum, query, errors):
    response = search(api, scrum, **query)

    assert (response.status_code, response.json()) == (400, errors)


def test_search_needs_a_project(api):
    response = api.get(f"{API}search/", {"q": "card"})

    assert (response.status_code, response.json()) == (400, {"project": "This field is required."})


@pytest.mark.parametrize("top_k", ["0", "21", "-1", "x"])
def test_number_of_similar_issues_is_from_one_to_twenty(api, issues, top_k):
    response = api.get(f"{API}issues/{issues[0].pk}/similar/", {"top_k": top_k})

    assert (response.status_code, response.json()) == (400, {"top_k": f"'{top_k}' {COUNT}"})


@pytest.mark.parametrize("top_k", [1, 20])
def test_number_of_results_may_be_one_or_twenty(api, scrum, issues, top_k):
    assert len(titles(search(api, scrum, q="card", top_k=top_k))) <= top_k


def test_unknown_project_or_issue_is_not_there(api):
    key = "00000000-0000-4000-8000-000000000000"

    answers = [api.get(f"{API}search/", {"project": key, "q": "x"}), api.get(f"{API}issues/{key}/similar/")]

    assert [(answer.status_code, answer.json()) for answer in answers] == [
        (404, {"detail": f"There is no project {key}."}),
        (404, {"detail": f"There is no issue {key}."}),
    ]


def test_issue_that_was_put_away_is_not_found(api, scrum, issues):
    issues[1].is_active = False
    issues[1].save()

    assert "Refund a card payment" not in titles(search(api, scrum, q="card payments"))


def test_index_that_cannot_be_reached_is_said_to_be_unavailable(api, scrum, settings):
    settings.SEEDPLOT_VECTORS = "nowhere"

    response = search(api, scrum, q="card")

    message = "SEEDPLOT_VECTORS cannot be 'nowhere'. Known values: local, pinecone."
    assert (response.status_code, response.json()) == (503, {"detail": message})


def test_members_of_both_projects_still_search_in_one(scrum, issues):
    both = build_scrum(key="BOTH", ada=scrum.ada, ben=scrum.ben)
    assert titles(search(client_of(scrum.ada), both, q="card payments")) == []
