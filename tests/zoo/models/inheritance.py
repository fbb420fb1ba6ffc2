"""Kinds of inheritance."""

from django.db import models

from tests.zoo.models.references import Skill


class Place(models.Model):
    name = models.CharField(max_length=20)
    area = models.IntegerField(default=10)
    needs = models.ManyToManyField(Skill)


class House(Place):
    floors = models.IntegerField(default=1)


class Aviary(House):
    height = models.IntegerField()


class Pond(Place):
    """The link to the parent has a name of its own."""

    ground = models.OneToOneField(Place, on_delete=models.CASCADE, parent_link=True, primary_key=True)
    depth = models.IntegerField()


class Machine(models.Model):
    serial = models.AutoField(primary_key=True)
    watts = models.IntegerField()


class HeatedHouse(House, Machine):
    """Two parents."""

    degrees = models.IntegerField()


class Abstract(models.Model):
    title = models.CharField(max_length=20)

    class Meta:
        abstract = True


class Concrete(Abstract):
    text = models.CharField(max_length=20)


class QuietPlace(Place):
    class Meta:
        proxy = True


class Visit(models.Model):
    place = models.ForeignKey(Place, on_delete=models.CASCADE, null=True, related_name="+")
    quiet = models.ForeignKey(QuietPlace, on_delete=models.CASCADE, null=True, related_name="+")
    house = models.ForeignKey(House, on_delete=models.CASCADE, null=True, related_name="+")
    machine = models.ForeignKey(Machine, on_delete=models.CASCADE, null=True, related_name="+")
