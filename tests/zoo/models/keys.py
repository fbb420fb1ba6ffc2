"""Kinds of keys."""

import uuid

from django.db import models


class Named(models.Model):
    name = models.CharField(max_length=20, primary_key=True)


class Tagged(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    named = models.ForeignKey(Named, on_delete=models.CASCADE, null=True)


class Small(models.Model):
    id = models.SmallAutoField(primary_key=True)
    name = models.CharField(max_length=20)


class Numbered(models.Model):
    number = models.AutoField(primary_key=True, db_column="No")
    name = models.CharField(max_length=20)


class Given(models.Model):
    number = models.IntegerField(primary_key=True)


class Pair(models.Model):
    pk = models.CompositePrimaryKey("left", "right")
    left = models.IntegerField()
    right = models.IntegerField()


class Step(models.Model):
    """Django keeps an order of its own, which save() numbers."""

    numbered = models.ForeignKey(Numbered, on_delete=models.CASCADE)

    class Meta:
        order_with_respect_to = "numbered"
