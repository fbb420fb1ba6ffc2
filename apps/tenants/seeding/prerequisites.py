"""What must not be there before a run: somebody else with the phone number or e-mail address of a seeded tenant."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

from apps.tenants.models import Tenant
from seedplot.errors import SeedError

IN_ONE_QUERY = 400
"""How many contacts go into one query: databases limit its parameters."""


def refuse_taken_contacts(contacts: Iterable[tuple[str, str]], using: str) -> None:
    """SeedError that names the first tenant who has one of the phone numbers or addresses (blank: any)."""
    wanted = list(contacts)
    for start in range(0, len(wanted), IN_ONE_QUERY):
        part = wanted[start : start + IN_ONE_QUERY]
        taken = Q(phone__in=[phone for phone, _ in part])
        taken |= Q(email__in=[email for _, email in part if email])
        found = Tenant.objects.using(using).filter(taken).order_by("pk").first()
        if found is not None:
            phones = {phone for phone, _ in part}
            what = f"phone number {found.phone}" if found.phone in phones else f"e-mail address {found.email}"
            raise SeedError(
                f"Tenant {found.pk} ('{found.name}') has the {what}, which a tenant of this scenario is to have. "
                "Change or remove that tenant and run the command again; nothing was written."
            )
