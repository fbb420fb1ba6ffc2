"""The two organizations, built once for a module."""

import pytest
from django.db import transaction
from django.test import override_settings

from tests.access.organizations import build_organizations
from tests.builders.no_services import NO_SERVICES


@pytest.fixture(scope="module")
def built(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        yield build_organizations()
        transaction.set_rollback(True)


@pytest.fixture
def organizations(built, db):
    """The same for all; each request is taken back."""
    with override_settings(**NO_SERVICES):
        yield built
