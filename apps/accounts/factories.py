"""A user as a row: what one looks like when nobody says otherwise."""

from __future__ import annotations

from datetime import UTC, datetime

import factory

from apps.accounts.models import User
from seedplot.factories import Columns, Drawn, SeedFactory
from seedplot.fiction import People

FIRST_QUARTER = (datetime(2026, 1, 5, 9, tzinfo=UTC), datetime(2026, 3, 27, 17, tzinfo=UTC))


class UserFactory(SeedFactory):
    """Somebody who exists nowhere and cannot log in until a password is given."""

    class Meta:
        model = User
        writes = Columns("An address is planned as it is to be, or as None; the field only makes None of a blank one.")

    class Params:
        person = Drawn(lambda stream: People(stream)[0])
        # Two people drawn apart may share a name, but never a login.
        number = Drawn(lambda stream: stream.below(10**9))

    username = factory.LazyAttribute(lambda user: f"{user.person.handle}-{user.number}")
    first_name = factory.LazyAttribute(lambda user: user.person.given_name)
    last_name = factory.LazyAttribute(lambda user: user.person.family_name)
    email = factory.LazyAttribute(lambda user: f"{user.username}@example.com")
    # What Django takes for "no password": making its own version of it would draw from a generator of its own.
    password = "!"
    date_joined = Drawn(lambda stream: stream.datetime_in_range(*FIRST_QUARTER))
    user_uuid = Drawn(lambda stream: stream.uuid())
