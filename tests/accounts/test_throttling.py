"""Wrong passwords: how many a network may give, who counts as one, and that nothing grows without end."""

from datetime import timedelta

import pytest
from django.contrib.auth import authenticate
from django.db.models import F

from apps.accounts import throttling
from apps.accounts.models import LoginFailures
from apps.accounts.throttling import begin_attempt, take_back_attempt

RIGHT = "a good password"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _three_attempts(settings):
    settings.LOGIN_FAILURES_AT_MOST = 3
    settings.LOGIN_FAILURES_SECONDS = 600


def by_form(client, password, **sent):
    return client.post("/login/", {"username": "ada", "password": password}, **sent)


def by_admin(client, password, **sent):
    return client.post("/admin/login/", {"username": "ada", "password": password}, **sent)


def by_token(client, password, **sent):
    body = {"login": "ada", "password": password}
    return client.post("/api/accounts/token/", body, content_type="application/json", **sent)


WAYS = [by_form, by_admin, by_token]


def try_out(client, ways, password="wrong", **sent):
    return [way(client, password, **sent).status_code for way in ways]


@pytest.mark.parametrize("way", WAYS)
def test_network_is_refused_after_its_attempts_even_with_the_right_password(ada, client, way):
    before = try_out(client, [way] * 3)

    refused = way(client, RIGHT)

    assert 429 not in before
    assert refused.status_code == 429
    assert 0 < int(refused.headers["Retry-After"]) <= 600


def test_ways_share_their_attempts(ada, client):
    assert try_out(client, [*WAYS, by_form])[-1] == 429


def test_refusal_is_a_page_of_ours_and_json_for_the_token(ada, client):
    try_out(client, WAYS)

    page, answer = by_form(client, RIGHT), by_token(client, RIGHT)

    assert "Try again in 10 minutes." in page.content.decode()
    assert 'class="site"' in page.content.decode()
    assert list(answer.json()) == ["detail"]


def test_attempts_come_back_with_time(ada, client):
    try_out(client, [by_form] * 4)
    LoginFailures.objects.update(since=F("since") - timedelta(seconds=601))

    assert by_form(client, RIGHT).status_code == 302


def test_right_password_costs_nothing_and_leaves_no_row(ada, client):
    assert try_out(client, [by_form] * 5, RIGHT)[-1] == 302
    assert not LoginFailures.objects.exists()


def test_own_login_in_between_gives_no_further_attempts(ada, client):
    assert try_out(client, [by_token] * 2) == [400, 400]
    assert by_token(client, RIGHT).status_code == 200
    assert try_out(client, [by_token] * 2) == [400, 429]


@pytest.mark.parametrize(
    ("first", "second", "is_one"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("192.0.2.1", "::ffff:192.0.2.1", True),
        ("192.0.2.1", "192.0.2.2", False),
    ],
)
def test_network_is_one_address_or_a_64_of_ipv6(ada, client, first, second, is_one):
    try_out(client, [by_form] * 3, REMOTE_ADDR=first)

    assert (by_form(client, RIGHT, REMOTE_ADDR=second).status_code == 429) is is_one


def test_thousand_addresses_of_a_64_are_one_row(ada, client):
    for number in range(5):
        by_form(client, "wrong", REMOTE_ADDR=f"2001:db8::{number:x}")

    assert LoginFailures.objects.count() == 1


def test_header_of_the_proxy_counts_only_where_the_settings_name_it(ada, client, settings):
    def visitor(address, password="wrong"):
        return by_form(client, password, headers={"x-real-ip": address}).status_code

    unbelieved = [visitor(f"192.0.2.{number}") for number in range(4)][-1]
    LoginFailures.objects.all().delete()
    settings.PROXY_ADDRESS_HEADER = "X-Real-IP"
    for _ in range(3):
        visitor("192.0.2.1")

    assert unbelieved == 429
    assert (visitor("192.0.2.1", RIGHT), visitor("192.0.2.2", RIGHT)) == (429, 302)


def test_oldest_networks_are_forgotten(monkeypatch):
    monkeypatch.setattr(throttling, "NETWORKS_AT_MOST", 3)

    for number in range(8):
        begin_attempt(f"192.0.2.{number}")

    assert set(LoginFailures.objects.values_list("network", flat=True)) == {f"192.0.2.{number}" for number in (5, 6, 7)}


def test_expired_networks_are_forgotten_with_the_next_one():
    begin_attempt("192.0.2.1")
    LoginFailures.objects.update(since=F("since") - timedelta(seconds=601))

    begin_attempt("192.0.2.2")

    assert LoginFailures.objects.get().network == "192.0.2.2"


def test_attempt_that_was_never_begun_cannot_be_taken_back():
    take_back_attempt("192.0.2.1")

    assert not LoginFailures.objects.exists()


def test_nobody_is_counted_without_a_request(ada):
    for _ in range(5):
        authenticate(username="ada", password="wrong")

    assert authenticate(username="ada", password=RIGHT) == ada
    assert not LoginFailures.objects.exists()
