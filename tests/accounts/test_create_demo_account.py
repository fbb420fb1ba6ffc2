import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command

from apps.accounts.models import User


@pytest.mark.django_db
def test_demo_account_can_log_in_and_see_the_admin(settings, capsys):
    settings.DEBUG = True

    call_command("create_demo_account")

    demo = authenticate(username="demo", password="demo")
    assert (demo.is_staff, demo.is_superuser, demo.is_verified, demo.email) == (True, True, True, None)
    assert capsys.readouterr().out == "Log in as demo, with the password demo.\n"


@pytest.mark.django_db
def test_second_call_leaves_the_account_as_it_is(settings):
    settings.DEBUG = True
    call_command("create_demo_account")
    User.objects.filter(username="demo").update(first_name="Ada")

    call_command("create_demo_account")

    assert User.objects.get().first_name == "Ada"


@pytest.mark.django_db
def test_no_demo_account_in_production():
    with pytest.raises(CommandError) as refused:
        call_command("create_demo_account")

    assert str(refused.value) == ("DEBUG is off, and everybody knows the demo password. Use createsuperuser instead.")
    assert User.objects.count() == 0
