"""The three authored conversations: read from their files, placed before the anchor."""

from __future__ import annotations

from datetime import time, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from apps.tenants.seeding.content.actions import parse_action
from apps.tenants.seeding.content.dialogue_files import FOLDER, read_dialogue_file
from apps.tenants.seeding.planning.planned import Conversation, Exchange, Home, Renter
from seedplot.clock import AnchoredCalendar
from seedplot.content import ContentFile, refuse_faults
from seedplot.streams import DeterministicRandom

AUTHORED = FOLDER / "authored"
MOVED_IN_AT = time(11)
LISTED_AT = time(9)
LISTED_BEFORE_DAYS = 120
"""How long before the tenant moved in the property was entered."""


@cache
def authored_files(folder: Path = AUTHORED) -> tuple[ContentFile, ...]:
    """The files in the order of their names. SeedError where one is not as its schema says."""
    return tuple(_checked(read_dialogue_file(path, "thread")) for path in sorted(folder.glob("*.yaml")))


def authored_homes(
    rng: DeterministicRandom, calendar: AnchoredCalendar, spacing: str, folder: Path = AUTHORED
) -> list[Home]:
    """A home for each file, with its one tenant and conversation; `spacing` is normal or wide."""
    return [
        _home(rng.at("home", number), calendar, spacing, found.content)
        for number, found in enumerate(authored_files(folder))
    ]


def authored_contacts(folder: Path = AUTHORED) -> list[tuple[str, str]]:
    """Phone number and e-mail address of each authored tenant."""
    return [(found.content["tenant"]["phone"], found.content["tenant"]["email"]) for found in authored_files(folder)]


def _checked(found: ContentFile) -> ContentFile:
    """What a schema cannot say: a lease that has run out, a conversation that would go on past the anchor."""
    tenant, thread = found.content["tenant"], found.content["thread"]
    faults = []
    if tenant["lease_days"] <= tenant["moved_in_days_before"]:
        faults.append(found.fault(("tenant", "lease_days"), "the lease must last beyond the anchor"))
    starts_at = time.fromisoformat(thread["starts_at"])
    minutes = sum(row.get("minutes", {}).get("wide", 0) for row in found.content["rows"])
    if starts_at.hour * 60 + starts_at.minute + minutes >= thread["starts_days_before"] * 24 * 60:
        place = ("thread", "starts_days_before")
        faults.append(found.fault(place, "with wide spacing the conversation would go on past the anchor"))
    refuse_faults(faults)
    return found


def _home(rng: DeterministicRandom, calendar: AnchoredCalendar, spacing: str, content: dict[str, Any]) -> Home:
    given, owner, tenant = content["property"], content["property"]["owner"], content["tenant"]
    moved_in = tenant["moved_in_days_before"]
    renter = Renter(
        name=tenant["name"],
        phone=tenant["phone"],
        email=tenant["email"],
        monthly_rent=tenant["monthly_rent"],
        security_deposit=tenant["security_deposit"],
        lease_start=calendar.day(moved_in),
        lease_end=calendar.day(moved_in - tenant["lease_days"]),
        created_at=calendar.moment(moved_in, MOVED_IN_AT),
        conversations=(_conversation(calendar, spacing, content),),
    )
    return Home(
        stream=rng,
        address=given["address"],
        owner_name=owner["name"],
        owner_email=owner["email"],
        owner_phone=owner["phone"],
        amenities=given["amenities"],
        rules=given["rules"],
        faq=given["faq"],
        created_at=calendar.moment(moved_in + LISTED_BEFORE_DAYS, LISTED_AT),
        renters=(renter,),
    )


def _conversation(calendar: AnchoredCalendar, spacing: str, content: dict[str, Any]) -> Conversation:
    thread = content["thread"]
    at = calendar.moment(thread["starts_days_before"], time.fromisoformat(thread["starts_at"]))
    exchanges = []
    for row in content["rows"]:
        at += timedelta(minutes=row["minutes"][spacing] if "minutes" in row else 0)
        actions = tuple(parse_action(action) for action in row.get("actions", ()))
        exchanges.append(Exchange(row["tenant"], row["reply"], at, actions))
    return Conversation(
        subject=thread["subject"],
        topic=thread["topic"],
        subtopic=thread["subtopic"],
        summary=thread["summary"],
        status=thread["status"],
        channel="sms",
        exchanges=tuple(exchanges),
        resolved_at=at if thread["status"] == "resolved" else None,
    )
