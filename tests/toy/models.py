"""A garden: small, and with every kind of column and reference that the engine handles."""

import uuid

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
