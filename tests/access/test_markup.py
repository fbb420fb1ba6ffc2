"""Whatever people type is text on every page: no column brings markup along."""

import re

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import models
from django.urls import reverse

from tests.access.test_matrix import rows

MARK = "<xss>"
DOMAINS = ("metrics", "tickets", "projects", "tenants", "notices", "accounts")
KINDS = ("CharField", "TextField", "EmailField", "OptionalEmailField", "URLField")
LEFT_OUT = {"slug", "barcode", "username", "patron_barcode", "password"}
"""Columns that pages are found by; and the hash of a password, with which a login ends."""
PAGES = [row.removeprefix("GET ") for row, _ in rows() if row.startswith("GET ") and not row.startswith("GET /api/")]


def typed_columns(model):
    """The columns of a model that hold what somebody has written, with what stands in them from now on."""
    for field in model._meta.concrete_fields:
        if isinstance(field, models.JSONField):
            yield field.name, lambda row, field=field: marked(getattr(row, field.name))
        elif (
            field.get_internal_type() in KINDS
            and not field.choices
            and not field.primary_key
            and field.name not in LEFT_OUT
            and (field.max_length is None or field.max_length >= len(MARK) + 4)
        ):
            yield field.name, lambda row: f"{MARK}{row.pk}"[: len(MARK) + 4]


def marked(value):
    """The same JSON with marks for all names and texts."""
    if isinstance(value, dict):
        return {MARK: MARK, **{name: marked(part) for name, part in value.items()}}
    return [marked(part) for part in value] if isinstance(value, list) else MARK


@pytest.fixture
def marked_world(organizations):
    """The rows of all domains with a mark in every typed column; returns the columns."""
    columns = set()
    for model in apps.get_models():
        if model._meta.app_label in DOMAINS and not model._meta.proxy:
            typed = list(typed_columns(model))
            for row in model._base_manager.all() if typed else ():
                model._base_manager.filter(pk=row.pk).update(**{name: text(row) for name, text in typed})
                columns |= {f"{model._meta.label}.{name}" for name, _ in typed}
    return columns


def shown_on(organizations, address):
    response = organizations.client_of("superuser").get(address, follow=True)
    assert (response.status_code, "/login/" in str(response.redirect_chain)) == (200, False), address
    if "html" not in response.headers["Content-Type"]:
        response.close()
        return ""
    return response.content.decode()


def test_markup_in_any_column_is_text_on_every_page(organizations, marked_world):
    pages = {
        address: shown_on(organizations, address.format(**organizations.own))
        for address in PAGES
        if address != "/styles/"  # It is there in DEBUG alone, and shows nobody's rows.
    }

    assert [address for address, page in pages.items() if MARK in page] == []
    assert len([address for address, page in pages.items() if "&lt;xss&gt;" in page]) > 30
    assert len(marked_world) > 100


@pytest.mark.check
def test_markup_in_any_column_is_text_in_the_admin(organizations, marked_world):
    found, told = [], 0
    for model in admin.site._registry:
        if model._meta.app_label in DOMAINS:
            name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
            first = model._base_manager.first()
            forms = [] if first is None else [reverse(f"{name}_change", args=[first.pk])]
            for address in [reverse(f"{name}_changelist"), *forms]:
                page = shown_on(organizations, address)
                told += "&lt;xss&gt;" in page
                found += re.findall(r".{40}<xss>.{20}", page, re.DOTALL)

    assert found == []
    assert told > 40
