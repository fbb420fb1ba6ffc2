"""Kinds of references."""

from django.contrib.contenttypes.fields import GenericForeignKey, GenericRelation
from django.contrib.contenttypes.models import ContentType
from django.db import models


class Keeper(models.Model):
    name = models.CharField(max_length=20)
    code = models.CharField(max_length=10, unique=True, null=True)
    number = models.IntegerField(unique=True, null=True)
    boss = models.ForeignKey("self", on_delete=models.CASCADE, null=True)
    notes = GenericRelation("zoo.Note", object_id_field="target_id", content_type_field="target_type")


class Cage(models.Model):
    keeper = models.ForeignKey(Keeper, on_delete=models.CASCADE, null=True)
    size = models.IntegerField(default=1)


class Lock(models.Model):
    cage = models.OneToOneField(Cage, on_delete=models.CASCADE)


class Door(models.Model):
    """Its key is that of its cage."""

    cage = models.OneToOneField(Cage, on_delete=models.CASCADE, primary_key=True)
    is_open = models.BooleanField(default=False)


class Handle(models.Model):
    door = models.ForeignKey(Door, on_delete=models.CASCADE)


class ByCode(models.Model):
    keeper = models.ForeignKey(Keeper, on_delete=models.CASCADE, to_field="code")


class ByNumber(models.Model):
    keeper = models.ForeignKey(Keeper, on_delete=models.CASCADE, to_field="number")


class BadgeOfCode(models.Model):
    """Its key is another column of the row that it belongs to."""

    keeper = models.OneToOneField(Keeper, on_delete=models.CASCADE, to_field="code", primary_key=True)


class Skill(models.Model):
    name = models.CharField(max_length=20)


class Trainer(models.Model):
    name = models.CharField(max_length=20)
    skills = models.ManyToManyField(Skill)
    friends = models.ManyToManyField("self")
    follows = models.ManyToManyField("self", symmetrical=False, related_name="followers")
    taught = models.ManyToManyField(Skill, through="zoo.Lesson", related_name="+")
    tested = models.ManyToManyField(Skill, through="zoo.Exam", related_name="+")


class Lesson(models.Model):
    """A through model that needs nothing else."""

    trainer = models.ForeignKey(Trainer, on_delete=models.CASCADE)
    skill = models.ForeignKey(Skill, on_delete=models.CASCADE)
    hours = models.IntegerField(default=2)


class Exam(models.Model):
    """A through model with a column that has no default."""

    trainer = models.ForeignKey(Trainer, on_delete=models.CASCADE)
    skill = models.ForeignKey(Skill, on_delete=models.CASCADE)
    grade = models.IntegerField()


class Note(models.Model):
    """Refers to any row. Without a constraint: tables of apps without migrations are made before those with."""

    target_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, db_constraint=False, null=True)
    target_id = models.PositiveBigIntegerField(null=True)
    target = GenericForeignKey("target_type", "target_id")
    text = models.CharField(max_length=40)


class Label(models.Model):
    """Refers to any row, by a text."""

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, db_constraint=False)
    object_id = models.CharField(max_length=40)
    content_object = GenericForeignKey()


class Permit(models.Model):
    """Refers to a kind of rows."""

    kind = models.ForeignKey(ContentType, on_delete=models.CASCADE, db_constraint=False)
    name = models.CharField(max_length=20)
