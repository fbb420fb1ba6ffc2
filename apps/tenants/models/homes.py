"""Homes to let, and those who rent them. Times are aware."""

from decimal import Decimal

from django.db import models
from django.utils import timezone

from apps.accounts.fields import OptionalEmailField
from apps.tenants.models.fields import confidence_field


class Property(models.Model):
    """A home to let; what the assistant may say about it stands in `amenities`, `rules` and `faq`.

    The thresholds govern how the assistant groups messages, recognises a request made twice and closes what is done.
    """

    address = models.CharField(max_length=255)
    owner_name = models.CharField(max_length=100)
    owner_email = models.EmailField("owner's e-mail", max_length=100)
    owner_phone = models.CharField("owner's phone", max_length=20)
    amenities = models.JSONField(default=dict, blank=True)
    rules = models.JSONField(default=dict, blank=True)
    faq = models.JSONField("FAQ", default=dict, blank=True, help_text="Topic to text.")
    thread_time_threshold_hours = models.PositiveIntegerField(default=48)
    dedup_time_window_days = models.PositiveIntegerField(default=30)
    dedup_confidence_threshold = confidence_field(default=Decimal("0.60"))
    dedup_max_requests_to_check = models.PositiveIntegerField(default=5)
    thread_inactivity_hours = models.PositiveIntegerField(default=72)
    thread_closure_grace_hours = models.PositiveIntegerField(default=24)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name_plural = "properties"

    def __str__(self) -> str:
        return self.address


class Tenant(models.Model):
    """Somebody who rents a home. `lease_terms`: monthly_rent, lease_start, lease_end, security_deposit."""

    property = models.ForeignKey(Property, on_delete=models.CASCADE, null=True, blank=True, related_name="tenants")
    name = models.CharField(max_length=100)
    phone = models.CharField(
        max_length=20, unique=True, error_messages={"unique": "A tenant with this phone number exists already."}
    )
    email = OptionalEmailField(
        "e-mail address",
        max_length=100,
        unique=True,
        null=True,
        blank=True,
        error_messages={"unique": "A tenant with this e-mail address exists already."},
    )
    lease_terms = models.JSONField(default=dict, blank=True)
    move_in_date = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.name
