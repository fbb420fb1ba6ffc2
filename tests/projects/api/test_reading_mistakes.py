"""What a client does wrong in an address or a query is answered by 400 or 404 and a text."""

import pytest

from apps.projects.api.urls import urlpatterns

API = "/api/projects/"
UNKNOWN = "00000000-0000-4000-8000-000000000000"
LISTS = ["projects/", "boards/", "issues/", "sprints/"]
LISTS_OF_ONE = [
    "projects/{project}/activity/",
    "boards/{board}/issues/",
    "issues/{issue}/comments/",
    "issues/{issue}/links/",
]
METHODS = ("get", "post", "patch", "delete")


@pytest.fixture
def keys(scrum):
    sprint = scrum.add_sprint(1)
    issue = scrum.add_issue(sprint=sprint)
    return {"project": scrum.project.pk, "board": scrum.board.pk, "issue": issue.pk, "sprint": sprint.pk}


BODIES = {
    "columns": {"workflow_status": UNKNOWN},
    "column": {"name": "x"},
    "cards": {"title": "x"},
    "move": {"column": UNKNOWN},
    "assign": {"assignee": None},
    "transition": {"status": UNKNOWN},
    "priority": {"priority": "P1"},
    "comments": {"content": "x"},
    "links": {"target_issue": UNKNOWN, "link_type": "blocks"},
    "sprint-issues": {"issue": UNKNOWN},
}


def ask_all(api, key):
    """How each method that an address with a key knows answers it, by the name of the address and the method."""
    found = {}
    for pattern in urlpatterns[:-1]:
        route = str(pattern.pattern)
        for method in METHODS:
            if "<str:key>" in route and hasattr(pattern.callback.cls, method):
                address = route.replace("<str:key>", key).replace("<str:", "").replace(">", "")
                for name in ("column_key", "issue_key", "link_key"):
                    address = address.replace(name, UNKNOWN)
                body = {} if method == "get" else BODIES.get(pattern.name, {})
                found[pattern.name, method] = getattr(api, method)(f"{API}{address}", body, format="json")
    return found


def test_unknown_id_is_answered_by_404(api, scrum):
    for (name, method), response in ask_all(api, UNKNOWN).items():
        answer = response.json()

        assert (response.status_code, list(answer)) == (404, ["detail"]), (name, method, answer)
        assert answer["detail"].startswith("There is no ")


@pytest.mark.parametrize(
    ("key", "shown"),
    [
        ("abc", "abc"),
        ("7", "7"),
        ("%00", "\0"),
        (UNKNOWN.replace("-", ""), UNKNOWN.replace("-", "")),
        (f"{{{UNKNOWN}}}", f"{{{UNKNOWN}}}"),
        (f"{UNKNOWN}%0A", f"{UNKNOWN}\n"),
    ],
)
def test_id_that_cannot_be_one_is_answered_by_400(api, scrum, key, shown):
    for (name, method), response in ask_all(api, key).items():
        expected = (400, {"id": f"'{shown}' is not a UUID."})

        assert (response.status_code, response.json()) == expected, (name, method)


@pytest.mark.parametrize("key", [UNKNOWN.upper(), "ABCDEF00-0000-4000-8000-000000000000"])
def test_id_may_be_written_in_capitals(api, scrum, key):
    assert api.get(f"{API}issues/{key}/").status_code == 404
    assert api.get(f"{API}issues/{str(scrum.add_issue().pk).upper()}/").status_code == 200


@pytest.mark.parametrize("address", [*LISTS, *LISTS_OF_ONE])
@pytest.mark.parametrize("page", ["0", "-1", "1.0", "", "one", "٣", "\0", "9" * 5000])
def test_page_is_refused_unless_a_number_from_one(api, keys, address, page):
    response = api.get(f"{API}{address.format(**keys)}", {"page": page})

    assert (response.status_code, list(response.json())) == (400, ["page"])


@pytest.mark.parametrize("address", [*LISTS, *LISTS_OF_ONE])
@pytest.mark.parametrize(("limit", "status"), [("0", 400), ("101", 400), ("ten", 400), ("1", 200), ("100", 200)])
def test_limit_is_a_number_from_one_to_a_hundred(api, keys, address, limit, status):
    response = api.get(f"{API}{address.format(**keys)}", {"limit": limit})

    assert response.status_code == status
    if status == 400:
        assert response.json() == {"limit": f"'{limit}' is not a whole number from 1 to 100."}


@pytest.mark.parametrize("address", [*LISTS, *LISTS_OF_ONE])
def test_page_past_the_end_is_empty(api, keys, address):
    response = api.get(f"{API}{address.format(**keys)}", {"page": 999})

    assert (response.status_code, response.json()["data"]) == (200, [])


@pytest.mark.parametrize("report", ["velocity", "team-metrics", "cumulative-flow", "activity", "export"])
@pytest.mark.parametrize(
    ("days", "status"), [("0", 400), ("367", 400), ("-1", 400), ("x", 400), ("", 400), ("1", 200), ("366", 200)]
)
def test_days_are_a_number_from_one_to_a_year(api, keys, report, days, status):
    response = api.get(f"{API}projects/{keys['project']}/{report}/", {"days": days})

    assert response.status_code == status
    if status == 400:
        assert response.json() == {"days": f"'{days}' is not a whole number from 1 to 366."}


MOMENTS = [f"{event}_{side}" for event in ("created", "updated", "resolved") for side in ("after", "before")]
NO_MOMENT = "is neither a day nor a moment, as 2026-03-02 or 2026-03-02T15:00:00-06:00."


@pytest.mark.parametrize("name", MOMENTS)
@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "2026-02-30",
        "2026-3-2",
        "20260302",
        "2026-W10-1",
        "0001-01-01",
        "9999-12-31",
        "9999-12-31T23:59:59-14:00",
        "2026-03-02T25:00",
        "2026-03-02T10:00:00 00:00",
        "٢٠٢٦-03-02",
    ],
)
def test_end_of_a_range_is_refused_unless_a_day_or_a_moment(api, name, text):
    response = api.get(f"{API}issues/", {name: text})

    assert (response.status_code, response.json()) == (400, {name: f"'{text}' {NO_MOMENT}"})


@pytest.mark.parametrize(
    ("address", "query", "errors"),
    [
        ("issues/", {"project": "SHOP"}, {"project": "'SHOP' is not a UUID."}),
        ("issues/", {"sprint": "None"}, {"sprint": "'None' is neither a UUID nor 'none'."}),
        ("issues/", {"assignee": "7"}, {"assignee": "'7' is neither a UUID nor 'none'."}),
        ("issues/", {"reporter": "none"}, {"reporter": "'none' is not a UUID."}),
        ("issues/", {"status": "Done"}, {"status": "'Done' is not a UUID."}),
        (
            "issues/",
            {"status_category": "Done"},
            {"status_category": "'Done' is not known. Known: to_do, in_progress, done."},
        ),
        ("issues/", {"priority": "P0"}, {"priority": "'P0' is not known. Known: P1, P2, P3, P4."}),
        ("issues/", {"has_links": "1"}, {"has_links": "'1' is not known. Known: true, false."}),
        ("issues/", {"has_comments": "yes"}, {"has_comments": "'yes' is not known. Known: true, false."}),
        ("issues/", {"search": "x" * 201}, {"search": "Ensure this field has no more than 200 characters."}),
        ("boards/", {"project": "1"}, {"project": "'1' is not a UUID."}),
        ("boards/", {"status": "x"}, {"status": "There is no such parameter. Known: page, limit, project."}),
        (
            "sprints/",
            {"status": "open"},
            {"status": "'open' is not known. Known: planning, active, completed, cancelled."},
        ),
        ("projects/", {"workspace": "main"}, {"workspace": "'main' is not a UUID."}),
        ("projects/stats/", {"page": "1"}, {"page": "There is no such parameter. Known: workspace, organization."}),
    ],
)
def test_parameter_is_refused_by_name(api, address, query, errors):
    response = api.get(f"{API}{address}", query)

    assert (response.status_code, response.json()) == (400, errors)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("address", ["", "nothing/", "nothing", f"issues/{UNKNOWN}/notes/", "boards//", "search/x/"])
def test_unknown_address_is_answered_by_404(api, method, address):
    response = getattr(api, method)(f"{API}{address}")

    assert (response.status_code, list(response.json())) == (404, ["detail"])


@pytest.mark.parametrize(
    ("method", "address"),
    [
        ("post", "projects/"),
        ("put", "issues/"),
        ("delete", "sprints/"),
        ("patch", f"issues/{UNKNOWN}/"),
        ("get", f"issues/{UNKNOWN}/assign/"),
        ("delete", f"boards/{UNKNOWN}/"),
    ],
)
def test_method_that_an_address_does_not_know_is_refused(api, method, address):
    response = getattr(api, method)(f"{API}{address}")

    assert (response.status_code, response.json()) == (405, {"detail": f'Method "{method.upper()}" not allowed.'})


def test_forgotten_slash_is_added(api, keys):
    response = api.patch(f"{API}issues/{keys['issue']}/assign")

    assert (response.status_code, response.headers["Location"]) == (308, f"{API}issues/{keys['issue']}/assign/")


def test_every_address_of_the_facts_is_there():
    """`GET boards/<id>/` and the like: what is asked of the API, by method."""
    known = {
        f"{method} {route.replace('<str:key>', '#').replace('<str:', '').replace('>', '')}"
        for pattern in urlpatterns[:-1]
        for route in [str(pattern.pattern)]
        for method in METHODS
        if hasattr(pattern.callback.cls, method)
    }

    assert known == {
        "get projects/",
        "get projects/stats/",
        "get projects/#/",
        "get projects/#/velocity/",
        "get projects/#/team-metrics/",
        "get projects/#/cumulative-flow/",
        "get projects/#/activity/",
        "get projects/#/export/",
        "get boards/",
        "get boards/#/",
        "post boards/#/columns/",
        "patch boards/#/columns/column_key/",
        "delete boards/#/columns/column_key/",
        "get boards/#/issues/",
        "post boards/#/issues/",
        "patch boards/#/issues/issue_key/move/",
        "get issues/",
        "post issues/",
        "get issues/#/",
        "patch issues/#/assign/",
        "patch issues/#/transition/",
        "patch issues/#/priority/",
        "get issues/#/comments/",
        "post issues/#/comments/",
        "get issues/#/links/",
        "post issues/#/links/",
        "delete issues/#/links/link_key/",
        "get issues/#/similar/",
        "get sprints/",
        "get sprints/#/",
        "get sprints/#/burndown/",
        "get sprints/#/report/",
        "post sprints/#/start/",
        "post sprints/#/complete/",
        "post sprints/#/issues/",
        "delete sprints/#/issues/issue_key/",
        "get search/",
    }
