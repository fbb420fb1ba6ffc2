"""The description of the APIs in OpenAPI, and the way in."""

from io import StringIO

import pytest
import yaml
from django.core.management import call_command
from django.test import Client
from django.urls import get_resolver
from django.urls.resolvers import URLResolver

METHODS = ("get", "post", "patch", "delete")


@pytest.fixture(scope="module")
def schema():
    """The output of the command; it fails on anything that it does not understand, and on an invalid description."""
    out = StringIO()
    call_command("spectacular", fail_on_warn=True, validate=True, stdout=out)
    return yaml.safe_load(out.getvalue())


def operations(patterns=None, prefix="/"):
    """(path, method) of everything that the APIs answer, but the schema itself and what says that nothing is there."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        path = prefix + str(pattern.pattern).replace("<str:", "{").replace(">", "}")
        if isinstance(pattern, URLResolver):
            yield from operations(pattern.url_patterns, path)
        elif path.startswith("/api/") and path != "/api/schema/" and pattern.callback.cls.schema is not None:
            yield from ((path, method) for method in METHODS if hasattr(pattern.callback.cls, method))


def test_every_operation_is_described(schema):
    told = {(path, method) for path, methods in schema["paths"].items() for method in methods}

    assert told == set(operations())
    assert len(told) > 50


def test_parameters_of_a_list_are_those_that_it_reads(schema):
    told = schema["paths"]["/api/tenants/conversations/"]["get"]["parameters"]

    assert {each["name"]: each["schema"] for each in told} == {
        "page": {"type": "integer", "minimum": 1, "maximum": 2**63 - 1, "default": 1},
        "limit": {"type": "integer", "minimum": 1, "maximum": 100, "default": 20},
        "tenant_id": {"type": "integer", "minimum": 1, "maximum": 2**63 - 1},
        "status": {"type": "string", "enum": ["active", "closing", "resolved", "escalated", "closed"]},
        "channel": {"type": "string", "enum": ["sms", "email", "whatsapp"]},
        "search": {"type": "string", "maxLength": 200, "default": ""},
    }


def test_body_has_the_fields_that_are_taken_and_no_other(schema):
    assert schema["components"]["schemas"]["StatusBody"] == {
        "type": "object",
        "description": "The JSON object of a request: declare a field for each name.",
        "properties": {"status": {"type": "string", "enum": ["active", "closing", "resolved", "escalated", "closed"]}},
        "required": ["status"],
        "additionalProperties": False,
    }


def test_answers_have_their_codes_and_errors_their_shape(schema):
    change = schema["paths"]["/api/tenants/conversations/{key}/status/"]["patch"]["responses"]
    login = schema["paths"]["/api/accounts/token/"]["post"]["responses"]

    assert list(change) == ["200", "400", "401", "403", "404"]
    assert list(login) == ["200", "400", "429"]
    assert change["404"]["content"]["application/json"]["schema"] == {
        "type": "object",
        "additionalProperties": {"type": "string"},
    }


def test_description_and_way_in_are_open_to_all(db):
    index = Client().get("/api/").json()
    served = Client().get("/api/schema/", {"format": "json"})

    assert index["schema"] == "http://testserver/api/schema/"
    assert "http://testserver/api/accounts/token/" in index["addresses"]
    assert "http://testserver/api/tenants/conversations/" in index["addresses"]
    assert not [address for address in index["addresses"] if "{" in address or address.endswith("/api/")]
    assert served.json()["info"]["title"] == "seedplot"
    assert set(served.json()["paths"]) == {path for path, _ in operations()}
