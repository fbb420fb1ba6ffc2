"""Models that do more when a row is saved than write it."""

from django.db import models
from django.db.models.signals import m2m_changed, post_save, pre_save
from django.dispatch import receiver
from django.utils.crypto import get_random_string

from tests.zoo.fields import MoneyField, SlugOfNameField
from tests.zoo.models.inheritance import Place
from tests.zoo.models.references import Skill


class Saving(models.Model):
    name = models.CharField(max_length=40)
    words = models.IntegerField(default=0)

    def save(self, *args, **kwargs):
        self.words = len(self.name.split())
        super().save(*args, **kwargs)


class Preparing(models.Model):
    """Has its own __init__, as wagtail's pages do."""

    name = models.CharField(max_length=40)
    length = models.IntegerField(default=0)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.length = self.length or len(self.name)


class Slugged(models.Model):
    name = models.CharField(max_length=40)
    slug = SlugOfNameField(blank=True)


class Sign(Place):
    """The slug is made of a name that lies in the parent's table."""

    slug = SlugOfNameField(blank=True)
    note = models.CharField(max_length=20, null=True, default="none")


class FreeNumberField(models.IntegerField):
    """Takes the next number that is free."""

    def pre_save(self, model_instance, add):
        value = type(model_instance).objects.count() + 1
        setattr(model_instance, self.attname, value)
        return value


class Asking(models.Model):
    name = models.CharField(max_length=40)
    number = FreeNumberField(default=0)


class DrawnCodeField(models.CharField):
    """Takes whatever chance gives."""

    def pre_save(self, model_instance, add):
        return get_random_string(12)


class Drawing(models.Model):
    name = models.CharField(max_length=40)
    code = DrawnCodeField(max_length=12, blank=True)


class Bought(models.Model):
    amount = MoneyField(max_digits=8, decimal_places=2)
    amount_currency = models.CharField(max_length=3, default="USD")


class Counter(models.Model):
    number = models.IntegerField(default=0)


class Watched(models.Model):
    counter = models.ForeignKey(Counter, on_delete=models.CASCADE)


@receiver(post_save, sender=Watched)
def count_watched(sender, instance, **_):
    Counter.objects.filter(pk=instance.counter_id).update(number=models.F("number") + 1)


class Corrected(models.Model):
    name = models.CharField(max_length=40)


@receiver(pre_save, sender=Corrected)
def correct(sender, instance, **_):
    instance.name = instance.name.strip()


class Team(models.Model):
    size = models.IntegerField(default=0)
    skills = models.ManyToManyField(Skill)


@receiver(m2m_changed, sender=Team.skills.through)
def count_skills(sender, instance, action, **_):
    if action == "post_add":
        Team.objects.filter(pk=instance.pk).update(size=instance.skills.count())


class Branch(models.Model):
    """A tree of paths, as django-treebeard keeps it."""

    steplen = 4

    path = models.CharField(max_length=40, unique=True)
    depth = models.PositiveIntegerField()
    numchild = models.PositiveIntegerField(default=0)


class Visible(models.Manager):
    def get_queryset(self):
        return super().get_queryset().filter(hidden=False)


class Hidden(models.Model):
    """Its base manager hides rows from Django itself."""

    name = models.CharField(max_length=20)
    hidden = models.BooleanField(default=True)

    objects = Visible()

    class Meta:
        base_manager_name = "objects"


class SoftDeleted(models.Model):
    """Its default manager hides rows."""

    name = models.CharField(max_length=20)
    hidden = models.BooleanField(default=True)

    objects = Visible()
    every = models.Manager()


class Plain(models.Model):
    """One with a receiver for all senders says nothing of this model."""

    name = models.CharField(max_length=20)


@receiver(post_save)
def note_any(sender, **_):
    """A receiver for every model, such as an audit log's."""
