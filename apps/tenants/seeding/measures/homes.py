"""Measures of homes and of the people who live in them: contacts, leases, moves, and what is known of a home."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, time
from typing import Any

from apps.tenants.seeding.measures.figures import figures, texts_of
from apps.tenants.seeding.rows import Correspondence
from apps.tenants.seeding.specification.homes import AMENITIES, LEASE_DAYS, RULES

OFFICE_HOURS = (time(8), time(18))
"""The hours in which the office enters homes and tenants, in the project time zone."""
PASSWORD = re.compile(r"\b[a-z]+-[a-z]+-\d\d\b")
NAME = re.compile(r"[A-Z][a-z]+ (?:[A-Z]\. )?[A-Z][a-z]+")
ANSWERS = {"gym": "gym", "pool": "pool_hours", "laundry": "laundry", "rent_due": "rent", "pet_policy": "pets"}
"""The common questions whose answers repeat an amenity or a rule."""
NETWORK = re.compile(r"\b[A-Z][A-Za-z]+\d+\b")


def wrong_leases(part: Correspondence) -> list[str]:
    """Tenants whose lease does not cover the anchor, is of another length, or began on another day than they came."""
    today = part.anchor.date()
    return [f"tenant {row.pk}" for row in part.tenants.values() if not _is_lease(row.lease_terms, row, today)]


def _is_lease(terms: dict[str, Any], tenant: Any, today: date) -> bool:
    start, end = lease_dates(terms)
    rent = terms.get("monthly_rent")
    has_deposit = isinstance(rent, int) and 0 < rent == terms.get("security_deposit")
    return start <= today <= end and (end - start).days in LEASE_DAYS and tenant.move_in_date == start and has_deposit


def lease_dates(terms: dict[str, Any]) -> tuple[date, date]:
    """First and last day of the lease; a day long past for both, where it has none."""
    try:
        return date.fromisoformat(terms["lease_start"]), date.fromisoformat(terms["lease_end"])
    except (KeyError, TypeError, ValueError):
        return date.min, date.min


def real_contacts(part: Correspondence) -> list[str]:
    """Numbers and addresses that might belong to a real person, or that two share."""
    people = [(row.phone, row.email) for row in part.tenants.values()]
    people += [(row.owner_phone, row.owner_email) for row in part.properties.values()]
    offenders = [
        f"{phone} {email}"
        for phone, email in people
        if not re.fullmatch(r"\+1-[2-9]\d{2}-555-01\d{2}", phone)
        or not re.fullmatch(r"[a-z]+(\.[a-z]+){1,2}@example\.com", email or "")
    ]
    for values in zip(*people, strict=True):
        offenders += [value for value, count in Counter(values).items() if count > 1]
    return offenders


def misnamed_people(part: Correspondence) -> list[str]:
    """Names that are not written as names, and e-mail addresses that are not made of them."""
    people = [(row.name, row.email) for row in part.tenants.values()]
    people += [(row.owner_name, row.owner_email) for row in part.properties.values()]
    return [
        f"{email} of {name}"
        for name, email in people
        if not NAME.fullmatch(name) or email != f"{'.'.join(re.findall('[a-z]+', name.lower()))}@example.com"
    ]


def moves_out_of_order(part: Correspondence) -> list[str]:
    """Tenants entered before their home, on another day than they moved in, or after they wrote."""
    offenders = []
    for key, tenant in part.tenants.items():
        home = part.properties.get(tenant.property_id or 0)
        first = min((thread.created_at for thread in part.threads_of.get(key, ())), default=part.anchor)
        entered = tenant.created_at.astimezone(part.anchor.tzinfo)
        if (
            home is None
            or not home.created_at < tenant.created_at < first
            or entered.date() != tenant.move_in_date
            or not _in_office_hours(part, home.created_at)
            or not _in_office_hours(part, tenant.created_at)
        ):
            offenders.append(f"tenant {key}")
    return offenders


def _in_office_hours(part: Correspondence, moment: Any) -> bool:
    opens, closes = OFFICE_HOURS
    return bool(opens <= moment.astimezone(part.anchor.tzinfo).time() <= closes)


def homes_badly_described(part: Correspondence) -> list[str]:
    """Properties with an unknown amenity or rule, without a rule, or with answers that contradict them."""
    return [
        f"property {row.pk}"
        for row in part.properties.values()
        if not row.amenities.keys() <= set(AMENITIES)
        or row.rules.keys() != set(RULES)
        or not row.faq
        or not all(text.strip() for text in texts_of([row.amenities, row.rules, row.faq]))
        or not _has_one_network(row)
        or not _answers_agree(row)
    ]


def _has_one_network(home: Any) -> bool:
    """The password and the network of the amenities, in the answers to common questions as well."""
    answers = "\n".join(texts_of(home.faq))
    password = home.amenities.get("wifi_password")
    return (
        set(PASSWORD.findall(answers)) == set(filter(None, [password]))
        and set(NETWORK.findall(answers)) <= set(NETWORK.findall(home.amenities.get("wifi", "")))
        and (password is None or "network" in home.amenities.get("wifi", "").lower())
    )


def _answers_agree(home: Any) -> bool:
    """The figures of an amenity or a rule are those of the answer about it, where that has figures."""
    said = {**home.amenities, **home.rules}
    return all(
        figures(said.get(name, "")) <= figures(home.faq[topic])
        for name, topic in ANSWERS.items()
        if figures(home.faq.get(topic, ""))
    )


def networks_of_others(part: Correspondence) -> list[str]:
    """Answers that name a password or a network of another home."""
    return [
        f"message {row.pk}"
        for conversation in part.conversations
        for known in ["\n".join(texts_of(conversation.home.amenities))]
        for row in conversation.messages
        if any(each not in known for pattern in (PASSWORD, NETWORK) for each in pattern.findall(row.response or ""))
    ]
