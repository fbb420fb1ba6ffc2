import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import IntegrityError

from apps.accounts.models import User

pytestmark = pytest.mark.django_db


def read_stored_emails():
    return list(User.objects.order_by("username").values_list("email", flat=True))


def test_user_lives_in_the_table_auth_users():
    names = User._meta.db_table, User._meta.label, User.USERNAME_FIELD

    assert names == ("auth_users", "accounts.User", "username")


def test_user_starts_unverified_active_and_without_rights():
    user = User.objects.create_user("ada")

    assert (user.is_verified, user.is_active, user.is_staff, user.is_superuser) == (False, True, False, False)


def test_users_have_public_uuids_of_their_own():
    uuids = {User.objects.create_user(name).user_uuid for name in ("ada", "ben", "cho")}

    assert len(uuids) == 3


def test_user_may_be_without_a_name():
    User(username="ada", password="!").full_clean()


@pytest.mark.parametrize(
    ("first_name", "last_name", "full_name"),
    [("Ada", "Byron", "Ada Byron"), ("Ada", "", "Ada"), ("", "", "")],
)
def test_full_name_joins_what_is_known(first_name, last_name, full_name):
    user = User(username="ada", first_name=first_name, last_name=last_name)

    assert user.full_name == full_name


def test_users_are_listed_newest_first():
    for name in ("first", "second", "third"):
        User.objects.create_user(name)

    assert [user.username for user in User.objects.all()] == ["third", "second", "first"]


@pytest.mark.parametrize("blank", ["", "  ", None])
def test_blank_email_is_stored_as_null_by_the_manager(blank):
    users = [User.objects.create_user(name, blank) for name in ("ada", "ben")]

    assert [user.email for user in users] == [None, None]
    assert read_stored_emails() == [None, None]


@pytest.mark.parametrize("blank", ["", "  ", None])
def test_blank_email_is_stored_as_null_by_save(blank):
    users = [User(username=name, email=blank) for name in ("ada", "ben")]

    for user in users:
        user.save()

    assert [user.email for user in users] == [None, None]
    assert read_stored_emails() == [None, None]


def test_blank_email_is_stored_as_null_by_bulk_create_and_update(ada):
    User.objects.bulk_create([User(username="ben", email=""), User(username="cho", email="")])
    User.objects.filter(username="ada").update(email="")

    assert read_stored_emails() == [None, None, None]


def test_blank_email_passes_validation_beside_another_user_without_one():
    User.objects.create_user("ada")
    user = User(username="ben", email="", password="!")

    user.full_clean()

    assert user.email is None


def test_filter_by_blank_email_finds_users_without_one(ada):
    ben = User.objects.create_user("ben")

    assert list(User.objects.filter(email="")) == [ben]


def test_email_keeps_its_spelling_but_for_the_domain():
    user = User.objects.create_user("ada", " Ada.Byron@EXAMPLE.org ")

    assert user.email == "Ada.Byron@example.org"


@pytest.mark.parametrize("email", ["Ada@example.org", "ADA@EXAMPLE.ORG"])
def test_email_belongs_to_one_user_in_any_case(ada, email):
    with pytest.raises(IntegrityError):
        User.objects.bulk_create([User(username="ben", email=email)])


@pytest.mark.parametrize(
    ("email", "errors"),
    [
        ("Ada@example.org", {"email": ["A user with this e-mail address exists already."]}),
        (
            "aDA@example.org",
            {"__all__": ["A user with this e-mail address in another case exists already."]},
        ),
    ],
)
def test_email_of_another_user_is_refused_by_validation(ada, email, errors):
    with pytest.raises(ValidationError) as refusal:
        User(username="ben", email=email, password="!").full_clean()

    assert refusal.value.message_dict == errors


@pytest.mark.parametrize("username", ["ada@example.org", "@", "ada byron", "ada\n"])
def test_username_is_refused_unless_made_of_the_allowed_characters(username):
    with pytest.raises(ValidationError) as refusal:
        User(username=username, password="!").full_clean()

    assert refusal.value.message_dict == {
        "username": [
            "A username holds letters, digits, '_', '.', '+' and '-' only. "
            "With an '@' it could not be told from an e-mail address, which logs in as well."
        ]
    }


@pytest.mark.parametrize("username", ["ada", "ada.byron-2+test_1", "Zoë"])
def test_username_of_letters_digits_and_four_signs_is_accepted(username):
    User(username=username, password="!").full_clean()


def test_username_with_an_at_is_refused_by_the_database():
    with pytest.raises(IntegrityError):
        User.objects.create_user("ada@example.org")


def test_createsuperuser_takes_a_blank_email():
    call_command("createsuperuser", username="root", email="", interactive=False, verbosity=0)

    assert read_stored_emails() == [None]


def test_createsuperuser_refuses_an_at_in_the_username():
    with pytest.raises(CommandError, match="A username holds letters, digits"):
        call_command("createsuperuser", username="a@b", email="", interactive=False, verbosity=0)
