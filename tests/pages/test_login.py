"""The login page, and its buttons for a demo's accounts."""

import re

import pytest
from django.core.management import call_command

BUTTON = re.compile(
    r'name="username" value="([\w-]+)"><input type="hidden" name="password" value="(\w+)">'
    r'.*?<button class="second">([^<]+)</button>'
)


def buttons(client):
    return BUTTON.findall(client.get("/login/").content.decode())


@pytest.fixture
def accounts(settings, db):
    settings.DEBUG = True
    call_command("create_demo_account", every_role=True)


def test_each_account_of_the_demo_has_a_button_that_logs_in(client, accounts):
    found = buttons(client)

    assert [(username, label) for username, _, label in found] == [
        ("demo", "Administrator"),
        ("demo-maintainer", "Workshop maintainer"),
        ("demo-manager", "Property manager"),
        ("demo-agent", "Property agent"),
        ("demo-viewer", "Property viewer"),
        ("demo-librarian", "Librarian"),
    ]
    for username, password, _ in found:
        given = {"username": username, "password": password, "next": "/metrics/"}
        assert client.post("/login/", given).url == "/metrics/"
        client.post("/logout/")


def test_accounts_that_are_not_there_have_no_button(client, settings, db):
    settings.DEBUG = True
    call_command("create_demo_account", role=["librarian"])

    assert [username for username, *_ in buttons(client)] == ["demo-librarian"]


def test_page_without_accounts_names_the_command(client, settings, db):
    settings.DEBUG = True

    assert "create_demo_account --every-role" in client.get("/login/").content.decode()


def test_outside_debug_no_account_is_named(client, settings, accounts):
    settings.DEBUG = False

    page = client.get("/login/").content.decode()

    assert "demo" not in page.split("<main", 1)[1]
