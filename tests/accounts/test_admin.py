from uuid import UUID

import pytest

from apps.accounts.models import User

NEW_USER = {"usable_password": "true", "password1": "a good password", "password2": "a good password"}


@pytest.mark.parametrize(
    "address",
    [
        "/admin/accounts/user/",
        "/admin/accounts/user/?is_verified__exact=1&is_staff__exact=0",
        "/admin/accounts/user/?q=ada",
        "/admin/accounts/user/add/",
    ],
)
def test_admin_page_opens(admin_client, address):
    assert admin_client.get(address).status_code == 200


@pytest.mark.parametrize("words", ["ada", "EXAMPLE.org", "Byron"])
def test_admin_search_finds_a_user_by_username_email_or_name(admin_client, ada, words):
    User.objects.filter(pk=ada.pk).update(first_name="Ada", last_name="Byron")
    # A drawn UUID may hold "ada", and the search looks at it too.
    User.objects.exclude(pk=ada.pk).update(email=None, user_uuid=UUID(int=0))

    page = admin_client.get("/admin/accounts/user/", {"q": words})

    assert list(page.context["cl"].queryset) == [ada]


def test_admin_adds_two_users_without_an_email(admin_client):
    for username in ("ben", "cho"):
        admin_client.post("/admin/accounts/user/add/", {**NEW_USER, "username": username, "email": ""})

    users = User.objects.filter(username__in=["ben", "cho"]).order_by("username")
    assert [(user.username, user.email) for user in users] == [("ben", None), ("cho", None)]


def test_admin_empties_an_email(admin_client, ada):
    User.objects.create_user("ben")
    address = f"/admin/accounts/user/{ada.pk}/change/"
    form = admin_client.get(address).context["adminform"].form
    filled = {name: value for name, value in form.initial.items() if value is not None and value is not False}
    joined = ada.date_joined
    filled |= {
        "email": "",
        "date_joined_0": joined.date().isoformat(),
        "date_joined_1": joined.time().isoformat("seconds"),
    }

    response = admin_client.post(address, filled)

    assert response.status_code == 302
    ada.refresh_from_db()
    assert ada.email is None


def test_admin_refuses_an_at_in_a_username(admin_client):
    page = admin_client.post("/admin/accounts/user/add/", {**NEW_USER, "username": "ben@example.org"})

    assert page.context["adminform"].form.errors == {
        "username": [
            "A username holds letters, digits, '_', '.', '+' and '-' only. "
            "With an '@' it could not be told from an e-mail address, which logs in as well."
        ]
    }
