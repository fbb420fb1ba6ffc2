"""A garden: small, and with every kind of column and reference that the engine handles."""

import uuid

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models

from seedplot.fields import WallClockField


class Gardener(models.Model):
    """Belongs to the world: no scenario makes one."""

    name = models.CharField(max_length=80, unique=True)
    status = models.CharField(max_length=20, default="working")

    def __str__(self) -> str:
        return self.name


class Bed(models.Model):
    name = models.CharField(max_length=80, unique=True)
    gardener = models.ForeignKey(Gardener, on_delete=models.PROTECT, null=True, blank=True)
    sunny = models.BooleanField(default=True)
    favourite = models.ForeignKey("Plant", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    def __str__(self) -> str:
        return self.name


class Tag(models.Model):
    word = models.CharField(max_length=80, unique=True)

    def __str__(self) -> str:
        return self.word


class Plant(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=80)
    label = models.CharField(max_length=120)
    bed = models.ForeignKey(Bed, on_delete=models.SET_NULL, null=True)
    neighbour = models.ForeignKey("self", on_delete=models.SET_NULL, null=True)
    tags = models.ManyToManyField(Tag)

    def __str__(self) -> str:
        return self.label


class Harvest(models.Model):
    plant = models.ForeignKey(Plant, on_delete=models.CASCADE, related_name="harvests")
    picked_at = models.DateTimeField()
    picked_on = models.DateField()
    weight_kg = models.DecimalField(max_digits=8, decimal_places=3)
    rainy = models.BooleanField(default=False)
    notes = models.JSONField(default=dict)
    replant_on = models.DateField(null=True, help_text="A plan, which may lie after the anchor.")

    def __str__(self) -> str:
        return f"{self.weight_kg} kg on {self.picked_on}"


class Turn(models.Model):
    """A day of the almanac, on which somebody has a turn; only tests of advances make any."""

    day = models.DateField(unique=True)
    place = models.IntegerField(unique=True)
    word = models.CharField(max_length=20)

    class Meta:
        constraints = [models.UniqueConstraint(models.functions.Lower("word"), name="turn_word_unique")]

    def __str__(self) -> str:
        return f"{self.word} on {self.day}"


class Sundial(models.Model):
    """Has no key of its own: it is its bed's. Only tests of that make one."""

    bed = models.OneToOneField(Bed, on_delete=models.CASCADE, primary_key=True)
    hours = models.IntegerField(default=12)

    def __str__(self) -> str:
        return f"{self.hours} hours on {self.bed}"


class Reading(models.Model):
    """What a thermometer without a time zone showed; no scenario makes one."""

    shown_at = WallClockField(null=True, blank=True)
    degrees = models.IntegerField()

    def __str__(self) -> str:
        return f"{self.degrees} at {self.shown_at}"


class MirroredField(models.CharField):
    """Keeps a text backwards: a field of a project's own, whose values Django has to read."""

    def get_prep_value(self, value):
        value = super().get_prep_value(value)
        return None if value is None else value[::-1]

    def from_db_value(self, value, expression, connection):
        return None if value is None else value[::-1]


class MomentField(models.DateTimeField):
    """A moment like any other, under a name of a project's own."""


class MinuteField(models.DateTimeField):
    """A moment that is read to the minute, by a reading of a project's own."""

    def from_db_value(self, value, expression, connection):
        return None if value is None else value.replace(second=0, microsecond=0)


class FramedField(models.FileField):
    """A file whose name a project reads in a way of its own."""

    def from_db_value(self, value, expression, connection):
        return None if value is None else f"framed {value}"


class Variety(models.Model):
    """Has a text for its key; only tests of that make one."""

    name = models.CharField(max_length=80, primary_key=True)

    def __str__(self) -> str:
        return self.name


class Sample(models.Model):
    """The usual kinds of columns, with and without nulls. Only tests of reading make those below."""

    class Size(models.TextChoices):
        SMALL = "S", "small"
        LARGE = "L", "large"

    word = models.CharField(max_length=200, null=True)
    text = models.TextField()
    size = models.CharField(max_length=1, choices=Size, default=Size.SMALL)
    count = models.IntegerField(null=True)
    large = models.BigIntegerField()
    ratio = models.FloatField(null=True)
    is_ripe = models.BooleanField()
    is_sweet = models.BooleanField(null=True)
    seen_at = models.DateTimeField(null=True)
    noted_at = MomentField()
    shown_at = WallClockField(null=True)
    day = models.DateField(null=True)
    price = models.DecimalField(max_digits=9, decimal_places=2, null=True)
    pieces = models.DecimalField(max_digits=6, decimal_places=0)
    notes = models.JSONField(null=True)
    lines = models.JSONField(default=list)
    token = models.UUIDField(null=True)
    picture = models.FileField()
    sketch = models.FileField(null=True)

    class Meta:
        abstract = True


class Specimen(Sample):
    """Every column is read directly."""

    plant = models.ForeignKey(Plant, on_delete=models.SET_NULL, null=True, related_name="+")
    bed = models.ForeignKey(Bed, on_delete=models.SET_NULL, null=True, related_name="+")
    variety = models.ForeignKey(Variety, on_delete=models.SET_NULL, null=True, related_name="+")
    sundial = models.ForeignKey(Sundial, on_delete=models.SET_NULL, null=True, related_name="+")
    twin = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="+")

    def __str__(self) -> str:
        return f"specimen {self.pk}"


class Curiosity(Sample):
    """Some columns are read by Django's own converters."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    _mark = models.CharField(max_length=20, null=True)
    mirrored = MirroredField(max_length=80, null=True)
    framed = FramedField(null=True)
    read_at = MinuteField(null=True)
    opens_at = models.TimeField(null=True)
    lasts = models.DurationField(null=True)
    pixels = models.BinaryField(null=True)
    address = models.GenericIPAddressField(null=True)
    bed = models.ForeignKey(Bed, on_delete=models.SET_NULL, null=True, related_name="+")

    def __str__(self) -> str:
        return f"curiosity {self.pk}"


class Nursery(models.Model):
    """What may refer to the garden in ways that are not a usual foreign key. Only tests of clearing make one."""

    class Shown(models.Manager):
        def get_queryset(self):
            return super().get_queryset().filter(hidden=False)

    hidden = models.BooleanField(default=True)
    bed = models.ForeignKey(Bed, on_delete=models.DO_NOTHING, null=True, db_constraint=False, related_name="+")
    word = models.ForeignKey(Tag, on_delete=models.SET_NULL, null=True, to_field="word", related_name="+")
    # Without a constraint: tables of apps without migrations, as this one, are made before those with.
    content_type = models.ForeignKey(
        ContentType, on_delete=models.CASCADE, null=True, db_constraint=False, related_name="+"
    )
    object_id = models.CharField(max_length=80, null=True)
    about = GenericForeignKey()

    objects = Shown()

    class Meta:
        base_manager_name = "objects"
        indexes = [models.Index(fields=["content_type", "object_id"], name="nursery_about")]

    def __str__(self) -> str:
        return f"nursery {self.pk}"


class Branch(models.Model):
    """A tree of paths, as django-treebeard keeps it: a path is its parent's and one step more."""

    steplen = 4

    path = models.CharField(max_length=80, unique=True)
    depth = models.PositiveIntegerField()
    numchild = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return self.path
