"""Who is nobody sees and changes nothing; the cookie of the pages and a token both open the API, over real HTTP."""

import re

import pytest
import requests
from django.test import Client

from apps.accounts.models import User
from apps.tenants.factories import MaintenanceRequestFactory
from apps.tenants.models import ConversationEvent, Message
from tests.tenants.api.fuzz import addresses

PASSWORD = "a good password"


@pytest.fixture
def message(dora, add_thread):
    message = add_thread(dora, texts=("The dryer stops.",)).messages.get()
    MaintenanceRequestFactory.create(message=message)
    return message


@pytest.mark.parametrize("method", ["get", "patch", "post", "put", "delete", "options"])
@pytest.mark.parametrize("headers", [{}, {"authorization": "Token stale"}, {"cookie": "sessionid=stale"}])
def test_every_address_asks_for_a_login(db, method, headers):
    for address in addresses():
        response = getattr(Client(), method)(address, headers=headers)

        assert (address, response.status_code, list(response.json())) == (address, 401, ["detail"])


@pytest.mark.parametrize("query", ["", "?page=0", "?format=xml"])
def test_login_is_asked_for_before_anything_else(db, query):
    response = Client().get(f"/api/tenants/conversations/{query}")

    assert (response.status_code, response.json()) == (
        401,
        {"detail": "Authentication credentials were not provided."},
    )
    assert response.headers["WWW-Authenticate"] == "Token"


def test_nobody_changes_anything(message):
    request = message.maintenance_requests.get()
    for address, body in [
        (f"conversations/{message.thread_id}/status/", {"status": "resolved"}),
        (f"messages/{message.pk}/flag/", {"flagged": True}),
        (f"maintenance-requests/{request.pk}/", {"status": "resolved"}),
    ]:
        response = Client().patch(f"/api/tenants/{address}", body, content_type="application/json")

        assert response.status_code == 401

    message.thread.refresh_from_db()
    message.refresh_from_db()
    request.refresh_from_db()
    assert (message.thread.status, message.flagged, request.status) == ("active", False, "open")
    assert not ConversationEvent.objects.exists()


def test_inactive_user_is_nobody(manager):
    client = Client()
    client.force_login(manager)
    User.objects.update(is_active=False)

    assert client.get("/api/tenants/conversations/").status_code == 401


@pytest.fixture
def site(live_server, message):
    User.objects.create_user("manager", "manager@example.com", PASSWORD, is_staff=True, is_superuser=True)
    return live_server.url


@pytest.fixture
def session():
    with requests.Session() as session:
        yield session


def log_in(session, site):
    """Through the form of the pages, as a browser does."""
    form = session.get(f"{site}/admin/login/").text
    (token,) = re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', form)
    answer = session.post(
        f"{site}/admin/login/",
        {"username": "manager@example.com", "password": PASSWORD, "csrfmiddlewaretoken": token, "next": "/"},
        allow_redirects=False,
    )
    assert answer.status_code == 302


@pytest.mark.parametrize("login", ["manager", "manager@example.com"])
def test_token_opens_the_api(site, session, message, login):
    answer = session.post(f"{site}/api/accounts/token/", json={"login": login, "password": PASSWORD})
    session.headers["Authorization"] = f"Token {answer.json()['token']}"
    conversation = f"{site}/api/tenants/conversations/{message.thread_id}/"

    resolved = session.patch(f"{conversation}status/", json={"status": "resolved"})

    assert (resolved.status_code, resolved.json()["status"]) == (200, "resolved")
    assert session.get(conversation).json()["resolved_at"] == resolved.json()["resolved_at"]
    assert session.get(f"{site}/api/tenants/conversations/analytics/").json()["by_status"]["resolved"] == 1


def test_cookie_opens_the_api(site, session, message):
    log_in(session, site)
    csrf = {"X-CSRFToken": session.cookies["csrftoken"]}

    flagged = session.patch(f"{site}/api/tenants/messages/{message.pk}/flag/", json={"flagged": True}, headers=csrf)

    assert (flagged.status_code, flagged.json()["flagged"]) == (200, True)
    reloaded = session.get(f"{site}/api/tenants/conversations/{message.thread_id}/").json()
    assert [row["flagged"] for row in reloaded["messages"]] == [True]


def test_cookie_without_the_token_against_forgery_changes_nothing(site, session, message):
    log_in(session, site)

    response = session.patch(f"{site}/api/tenants/messages/{message.pk}/flag/", json={"flagged": True})

    assert (response.status_code, list(response.json())) == (403, ["detail"])
    assert not Message.objects.filter(flagged=True).exists()


def test_request_without_its_slash_arrives_over_http(site, session, message):
    token = session.post(f"{site}/api/accounts/token/", json={"login": "manager", "password": PASSWORD}).json()["token"]

    response = session.patch(
        f"{site}/api/tenants/messages/{message.pk}/flag",
        json={"flagged": True},
        headers={"Authorization": f"Token {token}"},
    )

    assert (response.status_code, response.json()["flagged"]) == (200, True)
