"""What a client does wrong is answered by 400 or 404 and a text, and changes nothing."""

import json

import pytest

from apps.tenants.factories import MaintenanceRequestFactory
from apps.tenants.models import ConversationEvent

API = "/api/tenants/"
BIGGEST = 2**63 - 1
NUMBER = f"is not a whole number from 1 to {BIGGEST}."
STATUSES = "active, closing, resolved, escalated, closed"
PROGRESS = "open, in_progress, resolved"
PRIORITIES = "emergency, urgent, normal, low"
SORTS = "address, tenant_count, created_at"
LISTS = [
    "conversations/",
    "dashboard/recent-messages/",
    "dashboard/recent-requests/",
    "properties/",
    "tenants/",
    "maintenance-requests/",
]


@pytest.fixture
def request_row(dora, add_thread):
    return MaintenanceRequestFactory.create(message=add_thread(dora, texts=("The dryer stops.",)).messages.get())


@pytest.mark.parametrize("address", LISTS)
@pytest.mark.parametrize("page", ["0", "-1", "1.0", "1e3", "", " 1", "+1", "1_0", "one", "٣", "²", "\0", "9" * 5000])
def test_page_is_refused_unless_a_number_from_one(api, address, page):
    response = api.get(f"{API}{address}", {"page": page})

    shown = f"{page[:60]}…" if len(page) > 60 else page
    assert (response.status_code, response.json()) == (400, {"page": f"'{shown}' {NUMBER}"})


@pytest.mark.parametrize("address", LISTS)
@pytest.mark.parametrize("limit", ["0", "101", "-5", "ten", "", "2.5", str(BIGGEST)])
def test_limit_is_refused_unless_a_number_from_one_to_a_hundred(api, address, limit):
    response = api.get(f"{API}{address}", {"limit": limit})

    assert (response.status_code, response.json()) == (
        400,
        {"limit": f"'{limit}' is not a whole number from 1 to 100."},
    )


@pytest.mark.parametrize("address", LISTS)
@pytest.mark.parametrize("limit", [1, 100])
def test_limit_may_be_one_or_a_hundred(api, address, limit):
    response = api.get(f"{API}{address}", {"limit": limit})

    assert (response.status_code, response.json()["pagination"]["limit"]) == (200, limit)


@pytest.mark.parametrize(
    ("address", "query", "errors"),
    [
        ("conversations/", {"tenant_id": "dora"}, {"tenant_id": f"'dora' {NUMBER}"}),
        ("conversations/", {"tenant_id": "0"}, {"tenant_id": f"'0' {NUMBER}"}),
        ("conversations/", {"tenant_id": BIGGEST + 1}, {"tenant_id": f"'{BIGGEST + 1}' {NUMBER}"}),
        ("conversations/", {"status": "open"}, {"status": f"'open' is not known. Known: {STATUSES}."}),
        ("conversations/", {"status": "Active"}, {"status": f"'Active' is not known. Known: {STATUSES}."}),
        ("conversations/", {"status": ""}, {"status": f"'' is not known. Known: {STATUSES}."}),
        ("conversations/", {"channel": "fax"}, {"channel": "'fax' is not known. Known: sms, email, whatsapp."}),
        ("conversations/", {"search": "a\0b"}, {"search": "Null characters are not allowed."}),
        ("conversations/", {"search": "x" * 201}, {"search": "Ensure this field has no more than 200 characters."}),
        (
            "conversations/",
            {"stauts": "active"},
            {"stauts": "There is no such parameter. Known: page, limit, tenant_id, status, channel, search."},
        ),
        (
            "conversations/",
            {"page": "0", "status": "open", "x": "1"},
            {
                "page": f"'0' {NUMBER}",
                "status": f"'open' is not known. Known: {STATUSES}.",
                "x": "There is no such parameter. Known: page, limit, tenant_id, status, channel, search.",
            },
        ),
        ("conversations/analytics/", {"page": "1"}, {"page": "There is no such parameter. Known: none."}),
        ("dashboard/stats/", {"limit": "1"}, {"limit": "There is no such parameter. Known: none."}),
        ("properties/", {"has_tenants": "yes"}, {"has_tenants": "'yes' is not known. Known: true, false."}),
        ("properties/", {"sort": "owner"}, {"sort": f"'owner' is not known. Known: {SORTS}."}),
        ("properties/", {"sort": "-address"}, {"sort": f"'-address' is not known. Known: {SORTS}."}),
        ("properties/", {"order": "up"}, {"order": "'up' is not known. Known: asc, desc."}),
        ("properties/", {"search": "\0"}, {"search": "Null characters are not allowed."}),
        ("tenants/", {"property_id": "1;2"}, {"property_id": f"'1;2' {NUMBER}"}),
        ("maintenance-requests/", {"status": "closed"}, {"status": f"'closed' is not known. Known: {PROGRESS}."}),
        ("maintenance-requests/", {"priority": "high"}, {"priority": f"'high' is not known. Known: {PRIORITIES}."}),
        ("maintenance-requests/", {"property_id": "-1"}, {"property_id": f"'-1' {NUMBER}"}),
    ],
)  # fmt: skip
def test_parameter_is_refused_by_name(api, address, query, errors):
    response = api.get(f"{API}{address}", query)

    assert (response.status_code, response.json()) == (400, errors)


def test_parameter_that_is_given_twice_is_refused(api):
    response = api.get(f"{API}conversations/?status=active&status=closed&page=1&page=1&limit=5")

    assert (response.status_code, response.json()) == (400, {"status": "Give it once.", "page": "Give it once."})


DETAILS = [
    ("conversations/{}/", None, "conversation"),
    ("properties/{}/", None, "property"),
    ("tenants/{}/", None, "tenant"),
    ("maintenance-requests/{}/", None, "maintenance request"),
    ("conversations/{}/status/", {"status": "resolved"}, "conversation"),
    ("messages/{}/flag/", {"flagged": True}, "message"),
    ("maintenance-requests/{}/", {"notes": "x"}, "maintenance request"),
]


def get_or_patch(api, address, body):
    return api.get(address) if body is None else api.patch(address, body, format="json")


@pytest.mark.parametrize(("address", "body", "name"), DETAILS)
@pytest.mark.parametrize("key", [999_999, BIGGEST])
def test_unknown_id_is_answered_by_404(api, request_row, address, body, name, key):
    response = get_or_patch(api, f"{API}{address.format(key)}", body)

    assert (response.status_code, response.json()) == (404, {"detail": f"There is no {name} {key}."})


@pytest.mark.parametrize(("address", "body", "name"), DETAILS)
@pytest.mark.parametrize(
    ("key", "shown"),
    [("abc", "abc"), ("0", "0"), ("-1", "-1"), ("1.5", "1.5"), ("%00", "\0"), (str(BIGGEST + 1), str(BIGGEST + 1))],
)
def test_id_that_cannot_be_one_is_answered_by_400(api, address, body, name, key, shown):
    response = get_or_patch(api, f"{API}{address.format(key)}", body)

    assert (response.status_code, response.json()) == (400, {"id": f"'{shown}' {NUMBER}"})


@pytest.mark.parametrize("method", ["get", "patch", "post", "delete"])
@pytest.mark.parametrize(
    "address", ["", "nothing/", "nothing", "conversations/1/notes/", "tenants//", "conversations/%00/x"]
)
def test_unknown_address_is_answered_by_404(api, method, address):
    response = getattr(api, method)(f"{API}{address}")

    assert response.status_code == 404
    assert list(response.json()) == ["detail"]


@pytest.mark.parametrize("method", ["get", "patch"])
def test_forgotten_slash_is_added_and_the_request_sent_again_as_it_was(api, method):
    response = getattr(api, method)(f"{API}conversations/7/status?x=1")

    assert (response.status_code, response.headers["Location"]) == (308, f"{API}conversations/7/status/?x=1")


@pytest.mark.parametrize(
    ("method", "address"),
    [
        ("post", "conversations/"),
        ("put", "maintenance-requests/1/"),
        ("delete", "tenants/1/"),
        ("get", "messages/1/flag/"),
    ],
)
def test_method_that_an_address_does_not_know_is_answered_by_405(api, method, address):
    response = getattr(api, method)(f"{API}{address}")

    assert (response.status_code, response.json()) == (405, {"detail": f'Method "{method.upper()}" not allowed.'})


@pytest.mark.parametrize(
    ("address", "body", "errors"),
    [
        ("status", {}, {"status": "This field is required."}),
        ("status", {"status": "done"}, {"status": f"'done' is not known. Known: {STATUSES}."}),
        ("status", {"status": None}, {"status": "This field may not be null."}),
        ("status", {"status": 1}, {"status": f"'1' is not known. Known: {STATUSES}."}),
        ("status", {"status": True}, {"status": f"'true' is not known. Known: {STATUSES}."}),
        ("status", {"status": ["resolved"]}, {"status": f"An array is not known. Known: {STATUSES}."}),
        ("status", {"status": {"to": "resolved"}}, {"status": f"An object is not known. Known: {STATUSES}."}),
        ("status", {"status": "\ud800"}, {"status": f"'\ud800' is not known. Known: {STATUSES}."}),
        ("status", {"status": "resolved", "by": "me"}, {"by": "There is no such field. Known: status."}),
        ("status", [], {"detail": "An array is not a JSON object."}),
        ("status", "resolved", {"detail": "'resolved' is not a JSON object."}),
        ("status", None, {"detail": "'null' is not a JSON object."}),
        ("flag", {}, {"flagged": "This field is required."}),
        ("flag", {"flagged": "true"}, {"flagged": "'true' is not known. Known: true, false."}),
        ("flag", {"flagged": 1}, {"flagged": "'1' is not known. Known: true, false."}),
        ("flag", {"flagged": None}, {"flagged": "This field may not be null."}),
        ("flag", {"flagged": [True]}, {"flagged": "An array is not known. Known: true, false."}),
        ("request", {}, {"detail": "There is nothing to change. Known: status, priority, notes."}),
        ("request", {"status": "closed"}, {"status": f"'closed' is not known. Known: {PROGRESS}."}),
        ("request", {"priority": ""}, {"priority": f"'' is not known. Known: {PRIORITIES}."}),
        ("request", {"notes": None}, {"notes": "This field may not be null."}),
        ("request", {"notes": 5}, {"notes": "'5' is not a text."}),
        ("request", {"notes": {"a": 1}}, {"notes": "An object is not a text."}),
        ("request", {"notes": "a\0b"}, {"notes": "Null characters are not allowed."}),
        ("request", {"notes": "\ud800"}, {"notes": "Surrogate characters are not allowed: U+D800."}),
        ("request", {"tenant": 1}, {"tenant": "There is no such field. Known: status, priority, notes."}),
        (
            "request",
            {"status": "resolved", "priority": "high"},
            {"priority": f"'high' is not known. Known: {PRIORITIES}."},
        ),
    ],
)  # fmt: skip
def test_body_is_refused_and_nothing_changes(api, request_row, address, body, errors):
    message = request_row.message
    addresses = {
        "status": f"conversations/{message.thread_id}/status/",
        "flag": f"messages/{message.pk}/flag/",
        "request": f"maintenance-requests/{request_row.pk}/",
    }
    before = api.get(f"{API}conversations/{message.thread_id}/").json()

    response = api.patch(f"{API}{addresses[address]}", json.dumps(body), content_type="application/json")

    assert (response.status_code, response.json()) == (400, errors)
    assert api.get(f"{API}conversations/{message.thread_id}/").json() == before
    assert not ConversationEvent.objects.exists()


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"status=resolved",
        b'{"status": NaN}',
        b'{"status": "\xff"}',
        b'{"status": ' + b"9" * 5000 + b"}",
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b"\x00",
        b"\xef\xbb\xbf{}",
    ],
)
def test_body_that_is_no_json_is_answered_by_400(api, request_row, body):
    response = api.patch(f"{API}maintenance-requests/{request_row.pk}/", body, content_type="application/json")

    assert response.status_code == 400
    assert list(response.json()) == ["detail"]


def test_body_larger_than_django_takes_is_answered_by_400(api, request_row):
    body = json.dumps({"notes": "x" * 2_700_000})

    response = api.patch(f"{API}maintenance-requests/{request_row.pk}/", body, content_type="application/json")

    assert (response.status_code, list(response.json())) == (400, ["detail"])


@pytest.mark.parametrize(
    "content_type", ["application/x-www-form-urlencoded", "text/plain", "multipart/form-data; boundary=x", "nonsense"]
)
def test_body_is_json_whatever_its_content_type_says(api, request_row, content_type):
    body = json.dumps({"notes": "Key at the gate"})

    response = api.patch(f"{API}maintenance-requests/{request_row.pk}/", body, content_type=content_type)

    assert (response.status_code, response.json()["notes"]) == (200, "Key at the gate")


@pytest.mark.parametrize("accept", ["text/html", "application/xml", "", "nonsense", "*/*;q=x"])
def test_answer_is_json_whatever_the_request_accepts(api, home, accept):
    response = api.get(f"{API}properties/", headers={"accept": accept})

    assert (response.status_code, response.headers["Content-Type"]) == (200, "application/json")
