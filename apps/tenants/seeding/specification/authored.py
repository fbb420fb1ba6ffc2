"""The three authored conversations, as the plan words them: who writes, from which home, and in which lines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time


@dataclass(frozen=True)
class Owner:
    name: str
    phone: str


@dataclass(frozen=True)
class AuthoredTenant:
    """A tenant, the home, and the one conversation. `monthly_rent` is also the deposit, both in dollars."""

    name: str
    phone: str
    address: str
    owner: Owner
    monthly_rent: int
    moved_in_days_before: int
    subject: str
    topic: str
    status: str
    begins_days_before: int
    begins_at: time
    minutes: Mapping[str, int]
    """Minutes from the first message to the last, by spacing."""
    lines: tuple[str, ...]
    """The tenant's lines of the plan; other messages may stand between them, but not before the first."""
    answers: tuple[str, ...]
    """Words that the answer to each of those lines uses, as the plan asks of it."""
    actions: Mapping[int, tuple[str, str]]
    """By number of the plan's line, from 0: the action of its answer, with priority or urgency."""


ALICE = AuthoredTenant(
    name="Alice Johnson",
    phone="+1-415-555-0111",
    address="123 Main Street, Apt 4B, San Francisco 94102",
    owner=Owner("John Smith", "+1-415-555-0101"),
    monthly_rent=2800,
    moved_in_days_before=214,
    subject="Leaking bathroom faucet",
    topic="maintenance",
    status="active",
    begins_days_before=2,
    begins_at=time(7, 52),
    minutes={"normal": 181, "wide": 607},
    lines=(
        "Hi, the faucet in my bathroom is leaking badly. Water is dripping constantly.",
        "It's the cold water tap in the master bathroom sink. Started about 2 hours ago.",
        "Should I turn off the water supply to the sink?",
        "I did that. How soon can someone come?",
        "Thanks, that helps. Will I get updates?",
    ),
    answers=(
        "which tap is it",
        "urgent repair request",
        "Turn the right one clockwise",
        "on the same day, between 8 a.m. and 8 p.m.",
        "one text when a plumber is assigned",
    ),
    actions={1: ("maintenance_request", "urgent")},
)
BOB = AuthoredTenant(
    name="Bob Martinez",
    phone="+1-415-555-0112",
    address="456 Oak Lane, Pleasanton 94588",
    owner=Owner("Sarah Miller", "+1-415-555-0102"),
    monthly_rent=3500,
    moved_in_days_before=131,
    subject="Pool access and guests",
    topic="amenities",
    status="resolved",
    begins_days_before=4,
    begins_at=time(12, 8),
    minutes={"normal": 188, "wide": 553},
    lines=(
        "What are the pool hours? I want to go swimming tonight.",
        "Can I bring guests to the pool?",
        "Is there a limit on how many guests?",
        "Do I need to sign them in somewhere?",
        "Perfect, thanks for the info!",
    ),
    answers=(
        "6 a.m. to 10 p.m.",
        "guests come together with a resident",
        "Up to 4 guests per household",
        "guest book at the clubhouse desk",
        "Is there anything else",
    ),
    actions={},
)
CAROL = AuthoredTenant(
    name="Carol Chen",
    phone="+1-415-555-0113",
    address="789 Market Street, Studio 12, San Francisco 94103",
    owner=Owner("Michael Reed", "+1-415-555-0103"),
    monthly_rent=2200,
    moved_in_days_before=77,
    subject="Power outage in the unit",
    topic="maintenance",
    status="resolved",
    begins_days_before=3,
    begins_at=time(19, 17),
    minutes={"normal": 170, "wide": 562},
    lines=(
        "Emergency! The power just went out in my unit. I can't see anything.",
        "I'm using my phone flashlight. Should I call the building manager?",
        "Is this affecting other units too?",
        "My neighbor says they have power. It's just my unit.",
        "The breaker was tripped. I reset it and power is back!",
    ),
    answers=(
        "I'm alerting the manager",
        "that's done already",
        "look into the hallway",
        "push it to OFF first, then to ON",
        "recorded it as an incident",
    ),
    actions={0: ("alert_manager", "immediate")},
)
TENANTS = (ALICE, BOB, CAROL)
PAUSES = {"normal": (15, 30), "wide": (60, 120)}
"""Least and most minutes between two messages, by spacing."""
