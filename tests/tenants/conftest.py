"""A property manager who is logged in, and a home with a tenant who writes; each test says the columns it is about."""

from datetime import UTC, datetime, timedelta

import pytest
from rest_framework.test import APIClient

from apps.accounts.models import User
from apps.tenants.factories import ConversationThreadFactory, MessageFactory, PropertyFactory, TenantFactory

MONDAY = datetime(2026, 3, 2, 15, tzinfo=UTC)


@pytest.fixture
def manager(db):
    """One for whom no home has to be assigned; tests/test_access.py is about those who see some only."""
    return User.objects.create_superuser("manager", "manager@example.com")


@pytest.fixture
def api(manager):
    """A client who is known without a query for the login."""
    client = APIClient()
    client.force_authenticate(manager)
    return client


@pytest.fixture
def home(db):
    return PropertyFactory.create(
        address="12 Birch Avenue, Oakland 94607",
        owner_name="Olga Ortiz",
        owner_email="olga.ortiz@example.com",
        created_at=MONDAY,
    )


@pytest.fixture
def dora(home):
    return TenantFactory.create(
        name="Dora Dean", phone="+1-510-555-0100", email="dora.dean@example.com", property=home, created_at=MONDAY
    )


@pytest.fixture
def add_thread():
    def add(tenant, *, texts=(), started_at=MONDAY, **columns):
        """A conversation with a message for each text, ten minutes apart."""
        last = started_at + timedelta(minutes=10 * max(len(texts) - 1, 0))
        given = {"created_at": started_at, "last_activity_at": last} | columns
        thread = ConversationThreadFactory.create(tenant=tenant, property=tenant.property, **given)
        for number, text in enumerate(texts):
            MessageFactory.create(thread=thread, message=text, timestamp=started_at + timedelta(minutes=10 * number))
        return thread

    return add
