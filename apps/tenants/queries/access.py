"""The rights to see and to change in this domain; pages and API ask nothing else.

| | manager | agent | viewer |
|---|---|---|---|
| homes that are assigned, their tenants, conversations and requests | yes | yes | yes |
| phone numbers and e-mail addresses | yes | yes | |
| access codes, such as the Wi-Fi's | yes | yes | |
| change a conversation, a flag, a request | yes | yes | |
| leases | yes | | |

Superusers see and change everything, also what belongs to no home. Nobody else sees that.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet

from apps.accounts.models import User
from apps.tenants.models import (
    AGENT,
    MANAGER,
    VIEWER,
    ConversationThread,
    MaintenanceRequest,
    Message,
    Property,
    PropertyAssignment,
    Tenant,
)

NO_ROLE = "These pages are for those who look after homes."
NO_CHANGE = "Your role lets you look, and change nothing."


@dataclass(frozen=True)
class Access:
    """The rights of one person. Finding them costs a query, so a request asks for it once."""

    user: User
    roles: frozenset[str]

    @property
    def sees_every_home(self) -> bool:
        return self.user.is_superuser

    @property
    def has_role(self) -> bool:
        return self._has(MANAGER, AGENT, VIEWER)

    @property
    def sees_contacts(self) -> bool:
        return self._has(MANAGER, AGENT)

    @property
    def sees_access_codes(self) -> bool:
        return self._has(MANAGER, AGENT)

    @property
    def sees_leases(self) -> bool:
        return self._has(MANAGER)

    @property
    def may_change(self) -> bool:
        return self._has(MANAGER, AGENT)

    def homes(self) -> QuerySet[Property]:
        return self._of_homes(Property.objects.all(), "pk")

    def tenants(self) -> QuerySet[Tenant]:
        return self._of_homes(Tenant.objects.all(), "property")

    def threads(self) -> QuerySet[ConversationThread]:
        return self._of_homes(ConversationThread.objects.all(), "property")

    def requests(self) -> QuerySet[MaintenanceRequest]:
        return self._of_homes(MaintenanceRequest.objects.all(), "property")

    def messages(self) -> QuerySet[Message]:
        """Those of the homes' conversations, and those in none from people who live there."""
        rows = Message.objects.all()
        if self.sees_every_home:
            return rows
        homes = self._assigned()
        return rows.filter(Q(thread__property__in=homes) | Q(thread=None, tenant__property__in=homes))

    def require_change(self) -> None:
        """PermissionDenied for those who only look."""
        if not self.may_change:
            raise PermissionDenied(NO_CHANGE)

    def _has(self, *roles: str) -> bool:
        return self.user.is_superuser or not self.roles.isdisjoint(roles)

    def _of_homes(self, rows: QuerySet[Any], home: str) -> QuerySet[Any]:
        return rows if self.sees_every_home else rows.filter(**{f"{home}__in": self._assigned()})

    def _assigned(self) -> QuerySet[Any, Any]:
        own = PropertyAssignment.objects.filter(user=self.user)
        return (own if self.has_role else own.none()).values("property")


def access_of(user: User) -> Access:
    """The access of somebody who is logged in. One query, none for superusers."""
    if user.is_superuser:
        return Access(user, frozenset())
    return Access(user, frozenset(user.groups.values_list("name", flat=True)))
