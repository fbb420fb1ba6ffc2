"""The models that have a table in the database of the tests."""

from django.apps import apps
from django.db import connection


def tabled_models():
    """All but those of the zoo, whose tables are not in every database and which nobody else refers to."""
    tables = set(connection.introspection.table_names())
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label != "zoo" and model._meta.db_table in tables
    ]
