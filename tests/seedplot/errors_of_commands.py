"""The one line that a seed command of the garden is refused with."""

import io

import pytest
from django.core.management import CommandError, call_command

from tests.toy.garden import whole_garden

DAY = "--as-of=2026-03-12"
NOTHING = "Nothing of harvest-weeks was written."


def seed(*arguments):
    out, err = io.StringIO(), io.StringIO()
    call_command("seed_garden", "--scenario=harvest-weeks", DAY, *arguments, "--no-color", stdout=out, stderr=err)
    return out.getvalue()


def refusal(*arguments):
    """The line, once it is seen that the exit code is 1."""
    with pytest.raises(CommandError) as refused:
        seed(*arguments)
    assert refused.value.returncode == 1
    assert "\n" not in str(refused.value)
    return str(refused.value)


def refusal_without_a_trace(*arguments):
    """The same; nothing has changed."""
    before = whole_garden()
    message = refusal(*arguments)
    assert whole_garden() == before
    return message
