import pytest
from django.contrib.auth.hashers import is_password_usable

from apps.accounts.factories import UserFactory
from apps.accounts.models import User
from seedplot.plan import shape_of
from seedplot.streams import DeterministicRandom

COLUMNS = [each.name for each in shape_of(User).fields]


def stream(name="row"):
    return DeterministicRandom(42).at(name)


def columns(user):
    return {name: getattr(user, name) for name in COLUMNS}


def test_built_stored_and_planned_users_are_the_same_and_valid(db):
    built, stored, row = (
        UserFactory.build(stream=stream()),
        UserFactory.create(stream=stream()),
        UserFactory.row(stream()),
    )

    read = User.objects.get(pk=stored.pk)

    assert columns(built) == columns(read) == row.as_dict()
    read.full_clean()


def test_another_stream_gives_another_user():
    one, other = UserFactory.row(stream()), UserFactory.row(stream("another row"))

    assert one.username != other.username
    assert one.user_uuid != other.user_uuid


def test_username_and_address_belong_to_the_name():
    row = UserFactory.row(stream())

    handle = f"{row.first_name}-{row.last_name}".lower()
    assert row.username.startswith(f"{handle}-")
    assert row.email == f"{row.username}@example.com"


@pytest.mark.parametrize("attempt", ["", "!", "test123"])
def test_nobody_logs_in_without_a_password(attempt):
    user = UserFactory.build()

    assert not is_password_usable(user.password)
    assert not user.check_password(attempt)


def test_users_that_nobody_describes_can_stand_side_by_side(db):
    UserFactory.create_batch(20)

    assert User.objects.count() == 20
