"""The matrix of access: every address of the project, everybody who may come, and what they find there."""

import re
from pathlib import Path

import pytest
from django.contrib import admin
from django.db import transaction
from django.urls import get_resolver, reverse
from django.urls.resolvers import URLResolver
from django.views.generic import RedirectView

from config import urls
from tests.access.organizations import ACTORS
from tests.rings import sampled

MATRIX = Path(__file__).with_name("matrix.txt")
METHODS = ("get", "post", "patch", "delete")
BODIES = {
    "POST /login/": {"username": "nobody", "password": "wrong"},
    "POST /api/accounts/token/": {"login": "nobody", "password": "wrong"},
    "POST /tickets/tasks/{task}/": {"text": "Cleaned."},
    "POST /tickets/p/{machine}/": {"problem_type": "other", "problem_text": "It is dark."},
    "POST /tickets/tasks/new/": {"machine": "{machine_key}", "problem_type": "other", "problem_text": "Clean it."},
    "POST /tickets/machines/{machine}/tasks/new/": {"problem_type": "other", "problem_text": "Clean it."},
    "POST /tickets/machines/{machine}/log/new/": {"text": "Cleaned."},
    "POST /projects/boards/{board}/move/": {"issue": "{issue}", "column": "{column}"},
    "POST /projects/boards/{board}/issues/": {"title": "Pay by card"},
    "POST /projects/boards/{board}/columns/": {"name": "Waiting", "workflow_status": "{status}"},
    "POST /projects/boards/{board}/columns/{column}/": {"name": "Over"},
    "POST /projects/issues/{issue}/assign/": {"assignee": "{ben}"},
    "POST /projects/issues/{issue}/transition/": {"status": "{status}"},
    "POST /projects/issues/{issue}/priority/": {"priority": "P1"},
    "POST /projects/issues/{issue}/comments/": {"content": "On it."},
    "POST /projects/issues/{issue}/links/": {"target_issue": "{other_key}", "link_type": "blocks"},
    "POST /projects/sprints/{sprint}/issues/": {"issue": "{other_key}"},
    "POST /tenants/conversations/{thread}/status/": {"status": "resolved"},
    "POST /tenants/messages/{message}/flag/": {"flagged": "true"},
    "POST /tenants/maintenance/{request}/": {"status": "resolved", "priority": "low", "notes": ""},
    "POST /api/projects/boards/{board}/columns/": {"workflow_status": "{status}"},
    "PATCH /api/projects/boards/{board}/columns/{column}/": {"name": "Over"},
    "POST /api/projects/boards/{board}/issues/": {"title": "Pay by card"},
    "PATCH /api/projects/boards/{board}/issues/{issue}/move/": {"column": "{column}"},
    "POST /api/projects/issues/": {"project": "{project}", "title": "Pay by card"},
    "PATCH /api/projects/issues/{issue}/assign/": {"assignee": "{ben}"},
    "PATCH /api/projects/issues/{issue}/transition/": {"status": "{status}"},
    "PATCH /api/projects/issues/{issue}/priority/": {"priority": "P1"},
    "POST /api/projects/issues/{issue}/comments/": {"content": "On it."},
    "POST /api/projects/issues/{issue}/links/": {"target_issue": "{other_issue}", "link_type": "blocks"},
    "POST /api/projects/sprints/{sprint}/issues/": {"issue": "{other_issue}"},
    "PATCH /api/tenants/conversations/{thread}/status/": {"status": "resolved"},
    "PATCH /api/tenants/messages/{message}/flag/": {"flagged": True},
    "PATCH /api/tenants/maintenance-requests/{request}/": {"status": "resolved"},
}
"""The bodies sent to addresses that want something."""


def rows():
    """(method and address, {actor: cell}) of each line of the matrix."""
    found = []
    for line in MATRIX.read_text(encoding="utf-8").splitlines():
        if re.match(r"[A-Z]+ /", line):
            *address, cells = re.split(r"  +", line.strip(), maxsplit=1)
            found.append((address[0], dict(zip(ACTORS, cells.split(), strict=True))))
    return found


def letter_of(response):
    if response.status_code == 401 or response.headers.get("Location", "").startswith("/login/"):
        return "l"
    return {403: "x", 404: "."}.get(response.status_code, "o" if response.status_code < 400 else "?")


def found_at(row, values, client):
    """The letter of the answer to that request, which changes nothing in the end."""
    method, address = row.split(" ")
    body = {
        name: value.format(**values) if isinstance(value, str) else value for name, value in BODIES.get(row, {}).items()
    }
    given = {"content_type": "application/json"} if address.startswith("/api/") and method != "GET" else {}
    with transaction.atomic():
        response = getattr(client, method.lower())(address.format(**values), body if method != "GET" else {}, **given)
        transaction.set_rollback(True)
    response.close()
    return letter_of(response)


def cell_of(row, actor, organizations):
    """The letters of what somebody finds; where an address names a row, of the own organization, the other, none."""
    own, others, none = organizations.own, organizations.others, organizations.none
    names = set(re.findall(r"{(\w+)}", row))
    sides = (
        [own] if not names else [own, none] if all(own[name] == others[name] for name in names) else [own, others, none]
    )
    return "".join(found_at(row, values, organizations.client_of(actor)) for values in sides)


@pytest.mark.parametrize(
    ("row", "cells"), sampled(rows(), every=8), ids=lambda each: each if isinstance(each, str) else ""
)
def test_everybody_finds_what_the_matrix_says(organizations, row, cells):
    assert {actor: cell_of(row, actor, organizations) for actor in ACTORS} == cells


def addresses(patterns=None, prefix="/"):
    """(method and address, with {} for each key) of everything that the project answers; the admin has its own test."""
    for pattern in urls.urlpatterns if patterns is None else patterns:
        address = prefix + re.sub(r"<[^>]*>", "{}", str(pattern.pattern))
        if isinstance(pattern, URLResolver):
            yield from () if address == "/admin/" else addresses(pattern.url_patterns, address)
        else:
            view = getattr(pattern.callback, "view_class", None) or pattern.callback.cls
            methods = ("get",) if issubclass(view, RedirectView) else METHODS
            yield from (
                f"{method.upper()} {address}"
                for method in methods
                if hasattr(view, method) and method in view.http_method_names
            )


def test_every_address_has_a_row():
    told = [re.sub(r"{\w+}", "{}", row).partition("?")[0] for row, _ in rows()]

    assert sorted(told) == sorted(addresses())


@pytest.mark.parametrize(
    "model", sampled(sorted(admin.site._registry, key=str), every=12), ids=lambda model: model.__name__
)
def test_admin_is_for_those_who_have_its_permissions(organizations, model):
    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")

    found = {actor: organizations.client_of(actor).get(address) for actor in ACTORS}

    assert found.pop("superuser").status_code == 200
    assert found.pop("staff").status_code == 403
    assert {response.headers.get("Location") for response in found.values()} == {f"/admin/login/?next={address}"}


def test_resolver_is_the_one_that_is_walked():
    assert get_resolver().url_patterns == urls.urlpatterns
