"""Make the accounts that a demo is shown with. Their password is known to everybody: they are for development only."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.management import CommandError, CommandParser

from seedplot.commands import ConciseCommand

if TYPE_CHECKING:
    from apps.accounts.demo_roles import DemoRole


class Command(ConciseCommand):
    help = "Make the account 'demo' with the password 'demo', who may see and change everything, or one with a role."

    def add_arguments(self, parser: CommandParser) -> None:
        from apps.accounts.demo_roles import EVERYTHING, known_roles

        super().add_arguments(parser)
        names = [role.name for role in known_roles() if not role.is_seeded]
        parser.add_argument(
            "--role",
            action="append",
            choices=names,
            metavar="ROLE",
            help=f"The role of the account, repeatable: {', '.join(names)} (default: {EVERYTHING.name}). "
            "Called again, it assigns what has come since.",
        )
        parser.add_argument("--every-role", action="store_true", help="One account for each of them.")

    def run(self, options: Mapping[str, Any]) -> None:
        from apps.accounts.demo_roles import EVERYTHING, known_roles
        from seedplot.engine import guard

        if not settings.DEBUG:
            raise CommandError("DEBUG is off, and everybody knows the demo password. Use createsuperuser instead.")
        guard.refuse_unless_allowed(options["database"])
        roles = {role.name: role for role in known_roles() if not role.is_seeded}
        names = list(roles) if options["every_role"] else options["role"] or [EVERYTHING.name]
        for name in dict.fromkeys(names):
            make_account(roles[name], options["database"])
            self.stdout.write(f"Log in as {roles[name].username}, with the password {roles[name].password}.")


def make_account(role: DemoRole, using: str) -> None:
    """Make the role's account if it is not there, and give it what the role needs. One that is there keeps the rest."""
    from django.contrib.auth.models import Group
    from django.db import transaction

    from apps.accounts.models import User

    accounts = User.objects.db_manager(using)
    with transaction.atomic(using=using):
        user = accounts.filter(username=role.username).first()
        if user is None and role.is_superuser:
            user = accounts.create_superuser(role.username, None, role.password, is_verified=True)
        elif user is None:
            user = accounts.create_user(
                role.username, None, role.password, is_verified=True, first_name="Demo", last_name=role.label
            )
        if role.group:
            group, _ = Group.objects.using(using).get_or_create(name=role.group)
            user.groups.add(group)
        if role.prepare is not None:
            role.prepare(user, using)
