"""A real server, asked for everything that its description allows and for what it does not: it keeps to its word."""

import re

import pytest
from rest_framework.authtoken.models import Token

from apps.accounts.models import User
from tests.access.organizations import build_organizations
from tests.rings import RING

pytestmark = pytest.mark.check

REQUESTS = {"check": 4, "full": 100}
"""Of each operation, with rows that are there and with any others."""
PATIENCE = 120
"""Seconds: a machine may have other things to do."""
ROWS = {
    "projects": "project",
    "boards": "board",
    "issues": "issue",
    "sprints": "sprint",
    "columns": "column",
    "links": "link",
    "conversations": "thread",
    "messages": "message",
    "properties": "home",
    "tenants": "tenant",
    "maintenance-requests": "request",
}
"""By the part of an address that stands before a key: whose key that is."""


@pytest.fixture
def organizations(live_server):
    return build_organizations()


@pytest.fixture
def headers(organizations):
    return {"Authorization": f"Token {Token.objects.create(user=User.objects.get(username='superuser'))}"}


@pytest.fixture
def described(live_server):
    """Every operation; those that take rows away last."""
    import schemathesis

    schema = schemathesis.openapi.from_url(f"{live_server.url}/api/schema/?format=json", timeout=PATIENCE)
    found = [each.ok() for each in schema.get_all_operations()]
    return sorted(found, key=lambda operation: operation.method.upper() == "DELETE")


def keys_of(operation, organizations):
    found = re.findall(r"([\w-]+)/{(\w+)}", operation.path)
    return {name: organizations.own[ROWS[part]] for part, name in found}


def test_server_answers_as_it_is_described(described, organizations, headers):
    from hypothesis import HealthCheck, Phase, given, settings
    from hypothesis import strategies as st
    from schemathesis import GenerationMode
    from schemathesis.checks import not_a_server_error
    from schemathesis.core.failures import FailureGroup
    from schemathesis.specs.openapi.checks import (
        content_type_conformance,
        response_schema_conformance,
        status_code_conformance,
    )

    checks = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
    answered = set()

    def ask(operation):
        keys = {name: str(key) for name, key in keys_of(operation, organizations).items()}
        ways = [operation.as_strategy(path_parameters=keys or None), operation.as_strategy(GenerationMode.NEGATIVE)]

        @settings(
            max_examples=REQUESTS[RING],
            derandomize=True,
            database=None,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            phases=[Phase.generate],
        )
        @given(case=st.one_of(ways))
        def send(case):
            response = case.call(headers=headers, timeout=PATIENCE)
            answered.add(response.status_code)
            case.validate_response(response, checks=checks)

        send()

    troubles = {}
    for operation in described:
        try:
            ask(operation)
        except FailureGroup as failures:
            troubles[operation.label] = str(failures)

    assert troubles == {}
    assert len(described) > 50
    assert {200, 400, 404} <= answered
