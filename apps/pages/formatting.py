"""Values as the pages write them: American dates, money, times, shares and telephone numbers; words instead of keys.

Pure functions. `today` says which year goes without saying.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal

from django.utils import timezone

Number = int | float | Decimal

NOTHING = "–"
"""In the place of a value that is not there."""
HOURS_AT_MOST = 72
"""Longer times are told in days."""
WRITTEN_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
AMERICAN_PHONE = re.compile(r"\+?1?[-. ]?\(?(\d{3})\)?[-. ]?(\d{3})[-. ]?(\d{4})", re.ASCII)
SPECIAL_WORDS = {
    "ai": "AI",
    "api": "API",
    "ci": "CI",
    "csv": "CSV",
    "faq": "FAQ",
    "github": "GitHub",
    "id": "ID",
    "jira": "Jira",
    "pr": "PR",
    "qr": "QR",
    "sms": "SMS",
    "url": "URL",
    "uuid": "UUID",
    "whatsapp": "WhatsApp",
    "wifi": "Wi-Fi",
}
"""Words that are not written as they are said."""


def local(moment: datetime) -> datetime:
    """The moment by the project's clock; one without a time zone is that already."""
    return timezone.localtime(moment) if timezone.is_aware(moment) else moment


def day(value: date | datetime, *, today: date) -> str:
    """A day: "Nov 27", and with its year if that is another: "Nov 27, 2025"."""
    value = local(value).date() if isinstance(value, datetime) else value
    year = "" if value.year == today.year else f", {value.year}"
    return f"{value:%b} {value.day}{year}"


def long_day(value: date | datetime) -> str:
    """A day as a heading has it: "Friday, Nov 27, 2026"."""
    value = local(value).date() if isinstance(value, datetime) else value
    return f"{value:%A}, {value:%b} {value.day}, {value.year}"


def clock(value: time | datetime) -> str:
    """A time of day: "9:07 AM"."""
    value = local(value).time() if isinstance(value, datetime) else value
    return f"{value.hour % 12 or 12}:{value.minute:02d} {'AM' if value.hour < 12 else 'PM'}"


def when(value: date | datetime, *, today: date) -> str:
    """A moment: "Nov 27, 9:07 AM"; a date alone is a day."""
    if not isinstance(value, datetime):
        return day(value, today=today)
    return f"{day(value, today=today)}, {clock(value)}"


def full(value: date | datetime) -> str:
    """All that is known of a moment: "Friday, November 27, 2026, 9:07:05 AM CST"."""
    if not isinstance(value, datetime):
        return f"{value:%A, %B} {value.day}, {value.year}"
    at = local(value)
    zone = f" {at:%Z}" if timezone.is_aware(at) else ""
    return f"{full(at.date())}, {at.hour % 12 or 12}:{at:%M:%S} {'AM' if at.hour < 12 else 'PM'}{zone}"


def number(value: Number, places: int = 0) -> str:
    """A number with a comma at each thousand, half rounded up: "3,210"."""
    step = Decimal(1).scaleb(-places)
    return f"{Decimal(str(value)).quantize(step, ROUND_HALF_UP):,}"


def money(value: Number) -> str:
    """Dollars: "$2,800" for a whole number, "$5.50" for a decimal one, "-$5.50" below zero."""
    sign = "-" if value < 0 else ""
    return f"{sign}${number(abs(value), 0 if isinstance(value, int) else 2)}"


def hours(value: Number, places: int = 1) -> str:
    """A length of time in hours, written in the unit that it is read in: "50 min", "8.0 h", "54 days"."""
    exact = Decimal(str(value))
    if 0 < abs(exact) < 1:
        return f"{number(exact * 60)} min"
    if abs(exact) <= HOURS_AT_MOST:
        return f"{number(exact, places)} h"
    days = exact / 24
    return f"{number(days, 0 if abs(days) >= 10 else 1).removesuffix('.0')} days"


def percent(share: Number, places: int = 0) -> str:
    """A share from 0 to 1: "60%"."""
    return rate(Decimal(str(share)) * 100, places)


def rate(value: Number, places: int = 0) -> str:
    """A figure that is percent already: "60%"."""
    return f"{number(value, places)}%"


def phone(text: str) -> str:
    """An American number as "(270) 555-0123"; any other text as it is."""
    found = AMERICAN_PHONE.fullmatch(text.strip())
    return "({}) {}-{}".format(*found.groups()) if found else text


def label(key: str) -> str:
    """A key in words: "monthly_rent" is "Monthly rent", "ai-success" is "AI success"."""
    words = [SPECIAL_WORDS.get(word.lower(), word) for word in re.split(r"[\s_-]+", key) if word]
    text = " ".join(words)
    return text[:1].upper() + text[1:]


def spoken(value: object, *, today: date) -> str:
    """A value of free data, such as JSON: dates as days, yes and no, lists as sentences have them."""
    if value is None or value == "":
        return NOTHING
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (list, tuple)):
        return ", ".join(spoken(each, today=today) for each in value) or NOTHING
    if isinstance(value, dict):
        return "; ".join(f"{label(str(key))}: {spoken(each, today=today)}" for key, each in value.items()) or NOTHING
    if isinstance(value, (int, float, Decimal)):
        return number(value, 0 if value == int(value) else 2)
    text = str(value)
    if WRITTEN_DAY.fullmatch(text):
        try:
            return day(date.fromisoformat(text), today=today)
        except ValueError:
            return text
    # One word in the way of a key is a key; a text with spaces is somebody's own.
    return label(text).lower() if "_" in text and " " not in text else phone(text)


def plural(count: int, one: str, many: str = "") -> str:
    """A count with its noun: "1 row", "3,210 rows"."""
    return f"{number(count)} {one if count == 1 else many or f'{one}s'}"


def are(count: int) -> str:
    """The verb behind a count: "1 story is", "3 stories are"."""
    return "is" if count == 1 else "are"


def times(ratio: Number) -> str:
    """A ratio in words: "4.0 times"."""
    return f"{number(ratio, 1)} times"
