"""The machines: what was once built (the model), and the copy that stands in the museum (the instance)."""

from collections.abc import Collection, Iterable
from itertools import count
from typing import Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.db.models.base import ModelBase
from django.utils.text import slugify

from seedplot.timestamps import TimeStamped

SLUG_LENGTH = 200
ROOM_FOR_A_NUMBER = 10


class Catalogued(TimeStamped):
    """A row that also says who entered it and who changed it last."""

    # Nobody asks a user for these rows, and hidden relations need no names that could clash.
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        abstract = True


class MachineModel(Catalogued):
    """A pinball machine as its maker sold it. What nobody could establish is blank or null."""

    ERA_PM = "PM"
    ERA_EM = "EM"
    ERA_SS = "SS"
    ERA_CHOICES = [
        (ERA_PM, "Pure Mechanical"),
        (ERA_EM, "Electromechanical"),
        (ERA_SS, "Solid State"),
    ]

    name = models.CharField(max_length=200)
    manufacturer = models.CharField(max_length=200, blank=True)
    year = models.PositiveIntegerField(null=True, blank=True)
    month = models.PositiveIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(12)], help_text="1 to 12."
    )
    era = models.CharField(max_length=2, choices=ERA_CHOICES)
    system = models.CharField(max_length=100, blank=True)
    scoring = models.CharField(max_length=100, blank=True)
    flipper_count = models.CharField(
        max_length=10,
        blank=True,
        validators=[RegexValidator(r"^[0-9]+\Z", "Give the number of flippers in digits.")],
        help_text="Blank when unknown, which is not 0.",
    )
    pinside_rating = models.DecimalField(max_digits=4, decimal_places=2, null=True, blank=True)
    ipdb_id = models.PositiveIntegerField(
        "IPDB id", null=True, blank=True, unique=True, help_text="The number in the Internet Pinball Database."
    )
    production_quantity = models.CharField(max_length=50, blank=True, help_text='As it is known, such as "~50,000".')
    factory_address = models.CharField(max_length=300, blank=True)
    design_credit = models.CharField(max_length=200, blank=True)
    concept_and_design_credit = models.CharField(max_length=200, blank=True)
    art_credit = models.CharField(max_length=200, blank=True)
    sound_credit = models.CharField(max_length=200, blank=True)
    educational_text = models.TextField(blank=True)
    illustration_filename = models.CharField(max_length=255, blank=True)
    sources_notes = models.TextField(blank=True)

    class Meta:
        # Names need not differ; the id keeps the order of equal ones from page to page.
        ordering = ("name", "id")

    def __str__(self) -> str:
        return self.name


class MachineInstanceQuerySet(models.QuerySet["MachineInstance"]):
    def on_floor(self) -> Self:
        return self.filter(location=MachineInstance.LOCATION_FLOOR)

    def in_workshop(self) -> Self:
        return self.filter(location=MachineInstance.LOCATION_WORKSHOP)

    def in_storage(self) -> Self:
        return self.filter(location=MachineInstance.LOCATION_STORAGE)

    def by_name(self, name: str) -> Self:
        """Those whose override or whose model's name this is."""
        return self.filter(Q(name_override=name) | Q(model__name=name))


class MachineInstance(Catalogued):
    """The museum's copy of a model. Its slug is on printed QR codes, so it outlives a change of the name."""

    LOCATION_FLOOR = "floor"
    LOCATION_STORAGE = "storage"
    LOCATION_WORKSHOP = "workshop"
    LOCATION_CHOICES = [
        (LOCATION_FLOOR, "Floor"),
        (LOCATION_STORAGE, "Storage"),
        (LOCATION_WORKSHOP, "Workshop"),
    ]

    STATUS_GOOD = "good"
    STATUS_UNKNOWN = "unknown"
    STATUS_FIXING = "fixing"
    STATUS_BROKEN = "broken"
    STATUS_CHOICES = [
        (STATUS_GOOD, "Good"),
        (STATUS_UNKNOWN, "Unknown"),
        (STATUS_FIXING, "Fixing"),
        (STATUS_BROKEN, "Broken"),
    ]

    model = models.ForeignKey(MachineModel, on_delete=models.PROTECT, related_name="instances")
    slug = models.SlugField(
        max_length=SLUG_LENGTH, unique=True, blank=True, help_text="Made from the name when left blank."
    )
    name_override = models.CharField(
        max_length=200, blank=True, help_text="What this copy is called, if not what its model is called."
    )
    serial_number = models.CharField(max_length=100, blank=True)
    acquisition_notes = models.TextField(blank=True)
    ownership_credit = models.CharField(max_length=300, blank=True)
    location = models.CharField(max_length=20, choices=LOCATION_CHOICES, blank=True)
    operational_status = models.CharField(max_length=20, choices=STATUS_CHOICES, default=STATUS_UNKNOWN, db_index=True)

    objects = MachineInstanceQuerySet.as_manager()

    class Meta:
        ordering = ("model__name", "serial_number", "id")

    def __str__(self) -> str:
        return self.name

    def save(
        self,
        *,
        force_insert: bool | tuple[ModelBase, ...] = False,
        force_update: bool = False,
        using: str | None = None,
        update_fields: Iterable[str] | None = None,
    ) -> None:
        """Write the row; one without a slug gets the first free one of its name."""
        if not self.slug and update_fields is None:
            alike = MachineInstance.objects.using(using).filter(slug__startswith=slug_stem(self.name)).order_by()
            self.slug = free_slug(self.name, set(alike.values_list("slug", flat=True)))
        super().save(force_insert=force_insert, force_update=force_update, using=using, update_fields=update_fields)

    @property
    def name(self) -> str:
        return self.name_override or self.model.name

    @property
    def ownership_display(self) -> str:
        """Who lent the machine, else the museum's own collection."""
        return self.ownership_credit or settings.TICKETS_COLLECTION_NAME


def slug_stem(name: str) -> str:
    """The name as a slug: "teachers-pet"; "machine" for a name without a letter or digit that a slug can hold."""
    return slugify(name)[: SLUG_LENGTH - ROOM_FOR_A_NUMBER].rstrip("-") or "machine"


def free_slug(name: str, taken: Collection[str]) -> str:
    """The slug of a machine so named: the first of "star-trek", "star-trek-2", "star-trek-3", ... not yet taken."""
    stem = slug_stem(name)
    if stem not in taken:
        return stem
    return next(slug for slug in (f"{stem}-{number}" for number in count(2)) if slug not in taken)
