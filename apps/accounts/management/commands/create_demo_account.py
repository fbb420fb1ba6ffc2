"""Make the account that a demo is shown with. Its password is known to everybody, so it is for development only."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.management import CommandError

from apps.accounts.models import User
from seedplot.commands import ConciseCommand
from seedplot.engine import guard

USERNAME = "demo"
PASSWORD = "demo"


class Command(ConciseCommand):
    help = "Make the account 'demo' with the password 'demo', who may see and change everything."

    def run(self, options: Mapping[str, Any]) -> None:
        if not settings.DEBUG:
            raise CommandError("DEBUG is off, and everybody knows the demo password. Use createsuperuser instead.")
        guard.refuse_unless_allowed(options["database"])
        accounts = User.objects.db_manager(options["database"])
        if not accounts.filter(username=USERNAME).exists():
            accounts.create_superuser(USERNAME, None, PASSWORD, is_verified=True)
        self.stdout.write(f"Log in as {USERNAME}, with the password {PASSWORD}.")
