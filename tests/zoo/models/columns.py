"""Kinds of columns."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models.functions import Lower, Now

from seedplot import TimeStamped, WallClockField
from tests.zoo.fields import BlocksField, ColorField, OpaqueField


class Animal(models.Model):
    """Texts, numbers and truths, with and without nulls."""

    class Diet(models.TextChoices):
        PLANTS = "P", "plants"
        MEAT = "M", "meat"

    name = models.CharField(max_length=40)
    note = models.TextField(blank=True)
    nickname = models.SlugField(null=True)
    diet = models.CharField(max_length=1, choices=Diet, default=Diet.PLANTS)
    legs = models.PositiveSmallIntegerField(default=4)
    steps = models.BigIntegerField(null=True)
    speed = models.FloatField(null=True)
    is_tame = models.BooleanField(default=False)
    is_awake = models.BooleanField(null=True)
    page = models.URLField(blank=True)
    mail = models.EmailField(null=True)


class Weighing(models.Model):
    kilos = models.DecimalField(max_digits=6, decimal_places=2)


class Feeding(models.Model):
    at = models.DateTimeField()
    day = models.DateField()
    opens = models.TimeField(null=True)
    lasts = models.DurationField(null=True)


class Sighting(TimeStamped):
    shown_at = WallClockField()


class Chip(models.Model):
    number = models.UUIDField()
    raw = models.BinaryField(null=True)
    address = models.GenericIPAddressField(null=True)


class Report(models.Model):
    facts = models.JSONField(default=dict)
    moments = models.JSONField(encoder=DjangoJSONEncoder, null=True)


class Story(models.Model):
    blocks = BlocksField()


class Coat(models.Model):
    color = ColorField(max_length=20)


class Mystery(models.Model):
    color = OpaqueField(max_length=20)


def _next_number():
    return 7


class Counted(models.Model):
    number = models.IntegerField(default=_next_number)


class Defaulted(models.Model):
    name = models.CharField(max_length=20)
    level = models.IntegerField(db_default=3)
    word = models.CharField(max_length=20, db_default=models.Value("none"))


class Clocked(models.Model):
    made_at = models.DateTimeField(db_default=Now())


class Priced(models.Model):
    price = models.IntegerField()
    count = models.IntegerField()
    total = models.GeneratedField(
        expression=models.F("price") * models.F("count"), output_field=models.IntegerField(), db_persist=True
    )


class Stamped(models.Model):
    name = models.CharField(max_length=20)
    made_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)


class Renamed(models.Model):
    name = models.CharField(max_length=20, db_column="The Name")

    class Meta:
        db_table = "zoo Renamed table"


class Clashing(models.Model):
    """Columns that are called as a planned row, its factory or Python calls something."""

    key = models.CharField(max_length=20)
    shape = models.CharField(max_length=20)
    columns = models.CharField(max_length=20)
    stream = models.CharField(max_length=20)
    model = models.CharField(max_length=20)
    count = models.IntegerField()
    values = models.CharField(max_length=20)
    row = models.CharField(max_length=20)


class Bounded(models.Model):
    word = models.CharField(max_length=5, unique=True)
    level = models.IntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(level__gt=0), name="zoo_bounded_level"),
            models.UniqueConstraint(Lower("word"), name="zoo_bounded_word_in_any_case"),
        ]


class Document(models.Model):
    paper = models.FileField(upload_to="papers/", blank=True)
