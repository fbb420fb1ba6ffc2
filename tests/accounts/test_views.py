import json

import pytest
from rest_framework.authtoken.models import Token

from apps.accounts.models import User

pytestmark = pytest.mark.django_db


def post_token(client, body):
    text = body if isinstance(body, str) else json.dumps(body)
    return client.post("/api/accounts/token/", text, content_type="application/json")


@pytest.mark.parametrize("login", ["ada", "ada@example.org", "ADA@example.org"])
def test_token_is_given_for_username_or_email(ada, client, login):
    response = post_token(client, {"login": login, "password": "a good password"})

    assert response.status_code == 200
    assert response.json() == {"token": Token.objects.get(user=ada).key}


def test_token_stays_the_same_from_login_to_login(ada, client):
    tokens = [
        post_token(client, {"login": login, "password": "a good password"}).json()["token"]
        for login in ("ada", "ada@example.org")
    ]

    assert tokens[0] == tokens[1]


def test_token_is_given_for_a_form_too(ada, client):
    response = client.post("/api/accounts/token/", {"login": "ada", "password": "a good password"})

    assert response.status_code == 200


def test_token_is_given_to_a_client_that_sends_a_stale_one(ada, client):
    response = client.post(
        "/api/accounts/token/",
        {"login": "ada", "password": "a good password"},
        headers={"authorization": "Token stale"},
    )

    assert response.status_code == 200


@pytest.mark.parametrize(
    ("login", "password"),
    [("ada", "wrong"), ("ada@example.org", "wrong"), ("nobody", "a good password"), ("\ud800", "x")],
)
def test_token_is_refused_for_a_wrong_login_or_password(ada, client, login, password):
    response = post_token(client, {"login": login, "password": password})

    assert response.status_code == 400
    assert not Token.objects.exists()


def test_token_refusal_does_not_tell_who_has_an_account(ada, client):
    ben = User.objects.create_user("ben", password="a good password", is_active=False)

    answers = [
        post_token(client, {"login": login, "password": password}).json()
        for login, password in [("ada", "wrong"), ("nobody", "wrong"), (ben.username, "a good password")]
    ]

    assert answers == [{"detail": "No active user has this login and password."}] * 3


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"password": "x"}, "login"),
        ({"login": "ada"}, "password"),
        ({"login": "", "password": "x"}, "login"),
        ({"login": ["ada"], "password": "x"}, "login"),
        ({"login": "a\0", "password": "x"}, "login"),
        ("[]", "non_field_errors"),
        ("{", "detail"),
        ('{"login": NaN}', "detail"),
        ("[" * 100_000, "detail"),
    ],
)
def test_token_request_that_is_malformed_is_answered_by_400(client, body, field):
    response = post_token(client, body)

    assert response.status_code == 400
    assert list(response.json()) == [field]


def test_token_is_not_given_for_a_get(client):
    assert client.get("/api/accounts/token/").status_code == 405
