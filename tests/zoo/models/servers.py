"""Kinds of columns that only PostgreSQL has; their tables are made there alone."""

from django.contrib.postgres.fields import ArrayField, DateRangeField, IntegerRangeField
from django.contrib.postgres.search import SearchVectorField
from django.db import models


class Listed(models.Model):
    words = ArrayField(models.CharField(max_length=20))
    table = ArrayField(ArrayField(models.IntegerField()), null=True)

    class Meta:
        required_db_vendor = "postgresql"


class Ranged(models.Model):
    numbers = IntegerRangeField()
    days = DateRangeField(null=True)

    class Meta:
        required_db_vendor = "postgresql"


class Searched(models.Model):
    text = models.CharField(max_length=40)
    vector = SearchVectorField(null=True)

    class Meta:
        required_db_vendor = "postgresql"


class OwnSequence(models.Model):
    """Its keys come from a sequence that does not belong to the column, as in a table that is not Django's."""

    name = models.CharField(max_length=20)

    class Meta:
        managed = False
        db_table = "zoo_own_sequence"
