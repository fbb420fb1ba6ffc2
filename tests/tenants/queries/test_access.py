"""The part of a home that each role sees, and nothing else, on the pages and in the API."""

import json

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from apps.accounts.models import User
from apps.tenants.factories import (
    ConversationThreadFactory,
    MaintenanceRequestFactory,
    MessageFactory,
    PropertyFactory,
    TenantFactory,
)
from apps.tenants.models import AGENT, MANAGER, VIEWER, ConversationThread, PropertyAssignment
from apps.tenants.queries.access import access_of

CODE = "amber-anchor-41"
SECRETS = {
    "contacts": ("+1-510-555-0111", "dora@example.com", "+1-510-555-0122", "olga@example.com"),
    "codes": (CODE,),
    "leases": ("2750", "2026-01-31"),
}
SEEN = {MANAGER: {"contacts", "codes", "leases"}, AGENT: {"contacts", "codes"}, VIEWER: set()}
PAGES = (
    "/tenants/",
    "/tenants/conversations/",
    "/tenants/conversations/{thread}/",
    "/tenants/maintenance/",
    "/tenants/properties/",
    "/tenants/properties/{home}/",
    "/tenants/tenants/",
    "/tenants/tenants/{tenant}/",
    "/api/tenants/conversations/",
    "/api/tenants/conversations/{thread}/",
    "/api/tenants/dashboard/recent-messages/",
    "/api/tenants/dashboard/recent-requests/",
    "/api/tenants/properties/",
    "/api/tenants/properties/{home}/",
    "/api/tenants/tenants/",
    "/api/tenants/tenants/{tenant}/",
    "/api/tenants/maintenance-requests/",
    "/api/tenants/maintenance-requests/{request}/",
)


@pytest.fixture
def home(db):
    """A home with secrets of all kinds, and a conversation in which its code is told."""
    home = PropertyFactory.create(
        owner_phone="+1-510-555-0122",
        owner_email="olga@example.com",
        amenities={"wifi": "Included", "wifi_password": CODE},
        faq={"wifi": f"The network is Cedar, the password {CODE}."},
    )
    tenant = TenantFactory.create(
        property=home,
        name="Dora Dean",
        phone="+1-510-555-0111",
        email="dora@example.com",
        lease_terms={"monthly_rent": 2750, "lease_start": "2026-01-31"},
    )
    thread = ConversationThreadFactory.create(
        tenant=tenant, property=home, summary=f"The password {CODE} was given.", status="active"
    )
    message = MessageFactory.create(thread=thread, message=f"Is it {CODE}?", response=f"Yes, {CODE}.")
    MaintenanceRequestFactory.create(message=message, tenant=tenant, property=home, notes=f"Router with {CODE}")
    return home


@pytest.fixture
def elsewhere(db):
    home = PropertyFactory.create(address="77 Other Road, Oakland, CA 94607")
    tenant = TenantFactory.create(property=home, name="Erik Else")
    thread = ConversationThreadFactory.create(tenant=tenant, property=home, subject="Elsewhere")
    MessageFactory.create(thread=thread, message="Nobody else's business.")
    return home


@pytest.fixture
def user_in(home):
    def make(group, *homes):
        user = User.objects.create_user(group.replace(" ", "-"))
        user.groups.add(Group.objects.get(name=group))
        PropertyAssignment.objects.bulk_create(PropertyAssignment(user=user, property=each) for each in homes or [home])
        return user

    return make


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


def texts_of(client, home):
    """All pages and answers about the home as text, by address."""
    thread = home.threads.get()
    keys = {"home": home.pk, "tenant": thread.tenant_id, "thread": thread.pk}
    keys["request"] = home.maintenance_requests.get().pk
    answers = {address: client.get(address.format(**keys)) for address in PAGES}
    assert {response.status_code for response in answers.values()} == {200}
    return {
        address: json.dumps(response.json()) if address.startswith("/api/") else response.content.decode()
        for address, response in answers.items()
    }


@pytest.mark.parametrize("group", SEEN)
def test_role_sees_what_it_may_and_no_secret_beyond(home, user_in, group):
    told = "".join(texts_of(client_of(user_in(group)), home).values())

    assert {kind for kind, secrets in SECRETS.items() if any(secret in told for secret in secrets)} == SEEN[group]
    assert {kind for kind, secrets in SECRETS.items() if all(secret in told for secret in secrets)} == SEEN[group]


def test_code_is_hidden_within_texts_and_the_rest_of_them_is_not(home, user_in):
    texts = texts_of(client_of(user_in(VIEWER)), home)

    assert "The network is Cedar, the password •••." in texts["/tenants/properties/{home}/"]
    assert "Is it •••?" in texts["/tenants/conversations/{thread}/"]
    assert "Yes, \\u2022\\u2022\\u2022." in texts["/api/tenants/conversations/{thread}/"]


@pytest.mark.parametrize("group", SEEN)
def test_other_homes_are_in_no_list_and_no_count(home, elsewhere, user_in, group):
    client = client_of(user_in(group))

    texts = texts_of(client, home)
    counts = client.get("/api/tenants/dashboard/stats/").json()

    assert not [address for address, text in texts.items() if "Else" in text or "77 Other Road" in text]
    assert set(counts.values()) == {1}
    assert client.get("/api/tenants/conversations/analytics/").json()["total"] == 1
    assert client.get("/api/tenants/tenants/analytics/").json()["total"] == 1


def test_conversation_in_a_home_left_behind_is_not_shown_with_its_tenant(home, elsewhere, user_in):
    dora = home.tenants.get()
    dora.property = elsewhere
    dora.save()
    client = client_of(user_in(MANAGER, elsewhere))

    page = client.get(f"/tenants/tenants/{dora.pk}/").content.decode()
    listed = client.get(f"/api/tenants/tenants/{dora.pk}/").json()

    assert home.threads.get().subject not in page
    assert listed["threads"] == []


@pytest.mark.parametrize(
    ("address", "search", "found"),
    [
        ("conversations", CODE[:5], {MANAGER: 1, AGENT: 1, VIEWER: 0}),
        ("conversations", "Dora", {MANAGER: 1, AGENT: 1, VIEWER: 1}),
        ("tenants", "555-0111", {MANAGER: 1, AGENT: 1, VIEWER: 0}),
        ("tenants", "dora@", {MANAGER: 1, AGENT: 1, VIEWER: 0}),
        ("properties", "olga@", {MANAGER: 1, AGENT: 1, VIEWER: 0}),
    ],
)
def test_search_finds_nothing_by_what_one_may_not_see(user_in, address, search, found):
    answers = {
        group: client_of(user_in(group)).get(f"/api/tenants/{address}/", {"search": search}).json() for group in SEEN
    }

    assert {group: answer["pagination"]["total"] for group, answer in answers.items()} == found


@pytest.mark.parametrize("group", SEEN)
def test_role_without_a_home_sees_nothing(home, group):
    user = User.objects.create_user("ada")
    user.groups.add(Group.objects.get(name=group))

    assert client_of(user).get("/api/tenants/conversations/").json()["data"] == []
    assert client_of(user).get(f"/api/tenants/properties/{home.pk}/").status_code == 404


def test_home_without_a_role_opens_nothing(home):
    user = User.objects.create_user("ada")
    PropertyAssignment.objects.create(user=user, property=home)

    assert client_of(user).get("/api/tenants/conversations/").status_code == 403
    assert not access_of(user).homes().exists()


def test_superuser_sees_what_belongs_to_no_home(db):
    tenant = TenantFactory.create(property=None)

    assert access_of(User.objects.create_superuser("ada")).tenants().get() == tenant


def test_viewer_has_no_buttons_and_changes_nothing(home, user_in):
    client, thread = client_of(user_in(VIEWER)), home.threads.get()

    pages = [
        client.get(f"/tenants/{page}").content.decode() for page in (f"conversations/{thread.pk}/", "maintenance/")
    ]
    refused = client.post(f"/tenants/conversations/{thread.pk}/status/", {"status": "resolved"})

    assert [page for page in pages if 'method="post"' in page.split("<main", 1)[1]] == []
    assert refused.status_code == 403
    assert ConversationThread.objects.get(pk=thread.pk).status == "active"


@pytest.mark.parametrize("count", [1, 3])
def test_lists_cost_one_query_more_than_a_superusers(django_assert_num_queries, home, user_in, count):
    client = client_of(user_in(MANAGER))
    for _ in range(count):
        MessageFactory.create(thread=home.threads.get())

    # Session, account and the ribbon; roles, and then as many as for a superuser.
    with django_assert_num_queries(3 + 1 + 12):
        client.get("/tenants/")
    with django_assert_num_queries(3 + 1 + 3):
        client.get("/tenants/conversations/")
