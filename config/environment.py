"""Reads settings from environment variables, strictly: what cannot be understood is refused in one line.

A variable that is set to nothing counts as not set. No message repeats a value that may hold a password.
"""

import math
import os

from django.core.exceptions import ImproperlyConfigured

BOOLEANS = {
    **dict.fromkeys(("1", "true", "yes", "on"), True),
    **dict.fromkeys(("0", "false", "no", "off"), False),
}


def read_text(name: str, *, default: str = "", may_be_empty: bool = False) -> str:
    """The variable's text. With `may_be_empty` one that is set to nothing is nothing, and not the default."""
    text = os.environ.get(name, default if may_be_empty else "").strip()
    return text if may_be_empty else text or default


def read_number(name: str) -> float | None:
    """A number, None where the variable is not set."""
    text = read_text(name)
    if not text:
        return None
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise ImproperlyConfigured(f"{name} cannot be {text!r}. Give it a number, such as 0.25.")
    return number


def read_boolean(name: str, *, default: bool) -> bool:
    text = read_text(name)
    if not text:
        return default
    try:
        return BOOLEANS[text.lower()]
    except KeyError:
        known = ", ".join(BOOLEANS)
        raise ImproperlyConfigured(f"{name} cannot be {text!r}. Known values: {known}.") from None


def read_list(name: str) -> list[str]:
    """The parts between commas: "a.example, b.example" gives two."""
    return [part.strip() for part in read_text(name).split(",") if part.strip()]


def read_secret_key(*, debug: bool) -> str:
    key = read_text("SECRET_KEY", default="django-insecure-development-key-of-seedplot" if debug else "")
    if not key:
        raise ImproperlyConfigured("SECRET_KEY must be set when DEBUG is off.")
    return key
