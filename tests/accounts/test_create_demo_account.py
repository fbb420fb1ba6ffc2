import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command

from apps.accounts.demo_roles import known_roles, roles_that_are_there
from apps.accounts.models import User
from apps.tenants.factories import PropertyFactory
from apps.tenants.models import PropertyAssignment
from apps.tickets.models import Maintainer
from seedplot.testing import refusal


@pytest.fixture
def debug(settings, db):
    settings.DEBUG = True


def test_demo_account_can_log_in_and_see_the_admin(debug, capsys):
    call_command("create_demo_account")

    demo = authenticate(username="demo", password="demo")
    assert (demo.is_staff, demo.is_superuser, demo.is_verified, demo.email) == (True, True, True, None)
    assert capsys.readouterr().out == "Log in as demo, with the password demo.\n"


def test_second_call_leaves_the_account_as_it_is(debug):
    call_command("create_demo_account")
    User.objects.filter(username="demo").update(first_name="Ada")

    call_command("create_demo_account")

    assert User.objects.get().first_name == "Ada"


@pytest.mark.django_db
def test_no_demo_account_in_production():
    with pytest.raises(CommandError) as refused:
        call_command("create_demo_account", role=["manager"])

    assert str(refused.value) == ("DEBUG is off, and everybody knows the demo password. Use createsuperuser instead.")
    assert User.objects.count() == 0


@pytest.mark.parametrize(
    ("role", "group"),
    [
        ("manager", "tenants manager"),
        ("agent", "tenants agent"),
        ("viewer", "tenants viewer"),
        ("librarian", "library staff"),
    ],
)
def test_account_of_a_role_is_in_its_group_and_no_more(debug, capsys, role, group):
    call_command("create_demo_account", role=[role])

    account = authenticate(username=f"demo-{role}", password="demo")
    assert (account.is_staff, account.is_superuser) == (False, False)
    assert [each.name for each in account.groups.all()] == [group]
    assert capsys.readouterr().out == f"Log in as demo-{role}, with the password demo.\n"


@pytest.mark.parametrize("role", ["manager", "agent", "viewer"])
def test_homes_that_are_there_are_assigned_and_later_ones_by_another_call(debug, role):
    homes = PropertyFactory.create_batch(2)
    call_command("create_demo_account", role=[role])
    first = set(PropertyAssignment.objects.values_list("property", flat=True))
    later = PropertyFactory.create()

    call_command("create_demo_account", role=[role])

    assert first == {home.pk for home in homes}
    assert PropertyAssignment.objects.filter(property=later, user__username=f"demo-{role}").count() == 1
    assert PropertyAssignment.objects.count() == 3


def test_maintainer_may_enter_the_workshop(debug):
    call_command("create_demo_account", role=["maintainer"])

    assert Maintainer.objects.get().user.username == "demo-maintainer"


def test_one_account_for_every_role_but_those_that_a_story_brings(debug):
    call_command("create_demo_account", every_role=True)

    roles = [role for role in known_roles() if not role.is_seeded]
    assert roles_that_are_there() == roles
    assert User.objects.count() == len(roles) == 6
    assert [role.name for role in known_roles() if role.is_seeded] == ["owner"]


def test_unknown_role_is_refused_with_those_that_are_known(debug):
    told = refusal("create_demo_account", "--role=owner")

    assert "'owner'" in told
    assert "everything" in told
    assert "librarian" in told
    assert User.objects.count() == 0
