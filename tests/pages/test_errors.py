"""Pages of our own for what goes wrong."""

import pytest
from django.test import Client
from django.urls import path

from apps.accounts.models import User
from config import urls


def break_down(request):
    raise RuntimeError("what nobody needs to know")


urlpatterns = [path("broken/", break_down), *urls.urlpatterns]


def text_of(response, status):
    assert response.status_code == status
    return response.content.decode()


def test_refusal_says_for_whom_the_page_is_and_who_one_is(client, db):
    client.force_login(User.objects.create_user("ada"))

    page = text_of(client.get("/tenants/"), 403)

    assert "These pages are for those who look after homes." in page
    assert "You are logged in as ada." in page
    assert '<a class="brand" href="/">' in page


def test_refusal_without_a_reason_is_a_page_as_well(client, db):
    client.force_login(User.objects.create_user("ada"))

    assert "Your account may not do this." in text_of(client.get("/tickets/machines/"), 403)


@pytest.mark.parametrize("address", ["/nothing/", "/metrics/teams/nothing/", "/tenants/nothing/"])
def test_missing_page_leads_back(client, db, address):
    client.force_login(User.objects.create_user("ada"))

    page = text_of(client.get(address), 404)

    assert "There is no such page" in page
    assert '<a href="/">All stories</a>' in page


def test_form_without_its_token_is_to_be_sent_again(db):
    answer = Client(enforce_csrf_checks=True).post("/login/", {"username": "ada", "password": "x"})

    assert "Please send this again" in text_of(answer, 403)


@pytest.mark.urls(__name__)
def test_fault_of_ours_needs_no_database_and_tells_nothing():
    # Without the fixture `db` any query fails.
    client = Client(raise_request_exception=False)

    page = text_of(client.get("/broken/"), 500)

    assert "Something went wrong here" in page
    assert "/static/pages/components.css" in page
    assert "nobody needs to know" not in page
