"""Make the account that a demo is shown with. Its password is known to everybody, so it is for development only."""

from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError, CommandParser

from apps.accounts.models import User
from seedplot.seed_command import check_database, one_line_errors

USERNAME = "demo"
PASSWORD = "demo"


class Command(BaseCommand):
    help = "Make the account 'demo' with the password 'demo', who may see and change everything."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--database", default="default", metavar="ALIAS", help="The database to use.")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEBUG:
            raise CommandError("DEBUG is off, and everybody knows the demo password. Use createsuperuser instead.")
        with one_line_errors(self.stderr):
            check_database(options["database"])
            accounts = User.objects.db_manager(options["database"])
            if not accounts.filter(username=USERNAME).exists():
                accounts.create_superuser(USERNAME, None, PASSWORD, is_verified=True)
        self.stdout.write(f"Log in as {USERNAME}, with the password {PASSWORD}.")
