"""What a plan decides before there are rows: homes with their renters, conversations and exchanges, each frozen."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from apps.tenants.seeding.content.actions import Action
from seedplot.streams import DeterministicRandom


@dataclass(frozen=True, slots=True)
class Exchange:
    """A tenant's text and the answer to it; both carry the moment of the tenant's text."""

    message: str
    reply: str
    at: datetime
    actions: tuple[Action, ...] = ()
    request_status: str = "open"
    """How far the repair has come that the exchange asks for."""


@dataclass(frozen=True, slots=True)
class Conversation:
    """One thread. `columns` are those that only some threads have, such as why it was escalated."""

    subject: str
    topic: str
    subtopic: str
    summary: str
    status: str
    channel: str
    exchanges: tuple[Exchange, ...]
    resolved_at: datetime | None = None
    closed_at: datetime | None = None
    columns: dict[str, Any] = field(default_factory=dict)

    @property
    def first_at(self) -> datetime:
        return self.exchanges[0].at

    @property
    def last_at(self) -> datetime:
        return self.exchanges[-1].at


@dataclass(frozen=True, slots=True)
class Renter:
    """A tenant; the lease runs from `lease_start`, the day of moving in, to `lease_end`."""

    name: str
    phone: str
    email: str
    monthly_rent: int
    security_deposit: int
    lease_start: date
    lease_end: date
    created_at: datetime
    conversations: tuple[Conversation, ...]

    @property
    def lease_terms(self) -> dict[str, Any]:
        return {
            "monthly_rent": self.monthly_rent,
            "lease_start": self.lease_start.isoformat(),
            "lease_end": self.lease_end.isoformat(),
            "security_deposit": self.security_deposit,
        }


@dataclass(frozen=True, slots=True)
class Home:
    """A property; `stream` is what its rows draw from, and those of its tenants below it."""

    stream: DeterministicRandom
    address: str
    owner_name: str
    owner_email: str
    owner_phone: str
    amenities: dict[str, Any]
    rules: dict[str, Any]
    faq: dict[str, Any]
    created_at: datetime
    renters: tuple[Renter, ...]
