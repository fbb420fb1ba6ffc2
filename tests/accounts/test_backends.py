import pytest
from asgiref.sync import async_to_sync
from django.contrib.auth import aauthenticate, authenticate
from django.contrib.auth.hashers import MD5PasswordHasher

from apps.accounts.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def hashed_passwords(monkeypatch):
    """Every password that goes through the hasher, in order."""
    passwords = []
    encode = MD5PasswordHasher.encode

    def encode_and_note(hasher, password, salt):
        passwords.append(password)
        return encode(hasher, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", encode_and_note)
    return passwords


@pytest.mark.parametrize("login", ["ada", "Ada@example.org", "ada@example.org", "ADA@EXAMPLE.ORG"])
def test_user_logs_in_by_username_or_email(ada, login):
    user = authenticate(username=login, password="a good password")

    assert user == ada


@pytest.mark.parametrize(
    "login",
    [
        "ADA",  # a username's case counts
        "nobody",
        "nobody@example.org",
        "ada@example.orgs",
        "ad_@example.org",  # no wildcards
        "%@example.org",
        "@",
        "",
        None,
    ],
)
def test_unknown_login_is_refused(ada, login):
    User.objects.create_user("without-an-address", password="a good password")

    assert authenticate(username=login, password="a good password") is None


@pytest.mark.parametrize("login", ["ada", "ada@example.org"])
@pytest.mark.parametrize("password", ["A good password", "a good password ", "", None])
def test_wrong_password_is_refused(ada, login, password):
    assert authenticate(username=login, password=password) is None


@pytest.mark.parametrize("login", ["ada", "ada@example.org"])
def test_inactive_user_is_refused(ada, login):
    User.objects.update(is_active=False)

    assert authenticate(username=login, password="a good password") is None


@pytest.mark.parametrize("login", ["ada", "ada@example.org", "nobody", "nobody@example.org"])
def test_refusal_costs_one_hash_whether_the_login_is_known_or_not(ada, hashed_passwords, login):
    authenticate(username=login, password="wrong")

    assert hashed_passwords == ["wrong"]


def test_user_logs_in_by_email_from_asynchronous_code(ada):
    user = async_to_sync(aauthenticate)(username="ada@example.org", password="a good password")

    assert user == ada


@pytest.mark.parametrize("login", ["ada", "ada@example.org"])
def test_admin_login_takes_username_or_email(ada, client, login):
    User.objects.update(is_staff=True)

    response = client.post(
        "/admin/login/?next=/admin/", {"username": login, "password": "a good password"}, follow=True
    )

    assert response.redirect_chain == [("/admin/", 302)]
    assert response.context["user"] == ada
