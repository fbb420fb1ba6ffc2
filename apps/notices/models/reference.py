"""The product's own lists of codes, the same in every library.

`seeding/specification/reference_rows.yaml` has their rows.
"""

from django.db import models


class DeliveryOption(models.Model):
    """How a notice reaches a patron: 2 is e-mail, 8 a text message."""

    delivery_option_id = models.IntegerField(unique=True)
    name = models.CharField(max_length=30)

    class Meta:
        verbose_name = "delivery option"

    def __str__(self) -> str:
        return self.name


class NotificationStatus(models.Model):
    """How a contact ended: 12 is an e-mail that went out, 16 a text message."""

    notification_status_id = models.IntegerField(unique=True)
    description = models.CharField(max_length=80)

    class Meta:
        verbose_name = "notification status"
        verbose_name_plural = "notification statuses"

    def __str__(self) -> str:
        return self.description


class NotificationType(models.Model):
    """What a notice is about: 2 is a hold, 1, 12 and 13 are overdues."""

    notification_type_id = models.IntegerField(unique=True)
    description = models.CharField(max_length=80)

    class Meta:
        verbose_name = "notification type"

    def __str__(self) -> str:
        return self.description


class HoldStatus(models.Model):
    """Where a hold request stands: 6 is held, ready on the shelf."""

    hold_status_id = models.IntegerField(unique=True)
    description = models.CharField(max_length=80)

    class Meta:
        verbose_name = "hold status"
        verbose_name_plural = "hold statuses"

    def __str__(self) -> str:
        return self.description


class ItemStatus(models.Model):
    """Where an item is: 2 is out, 4 held."""

    item_status_id = models.IntegerField(unique=True)
    description = models.CharField(max_length=80)
    name = models.CharField(max_length=25)
    banner_text = models.CharField(max_length=15)

    class Meta:
        verbose_name = "item status"
        verbose_name_plural = "item statuses"

    def __str__(self) -> str:
        return self.name


class AddressType(models.Model):
    """What an address is for: a letter goes to type 2 first, then to 12."""

    address_type_id = models.IntegerField(unique=True)
    description = models.CharField(max_length=80)

    class Meta:
        verbose_name = "address type"

    def __str__(self) -> str:
        return self.description


class TransactionType(models.Model):
    """What the transaction log records; nothing here refers to it."""

    transaction_type_id = models.IntegerField(unique=True)
    description = models.CharField(max_length=100)
    mnemonic = models.CharField(max_length=50, null=True, blank=True)
    is_system_administration = models.BooleanField(default=False)
    is_implemented = models.BooleanField(default=False)

    class Meta:
        verbose_name = "transaction type"

    def __str__(self) -> str:
        return self.description


class TransactionSubType(models.Model):
    """A detail of a logged transaction; nothing here refers to it."""

    transaction_sub_type_id = models.IntegerField(unique=True)
    description = models.CharField(max_length=100)
    data_type = models.CharField(max_length=1)
    mnemonic = models.CharField(max_length=100, null=True, blank=True)
    is_implemented = models.BooleanField(default=False)

    class Meta:
        verbose_name = "transaction subtype"

    def __str__(self) -> str:
        return self.description


class PostalCode(models.Model):
    """A postal code and its town."""

    postal_code_id = models.IntegerField(unique=True)
    postal_code = models.CharField(max_length=12)
    city = models.CharField(max_length=32)
    state = models.CharField(max_length=32)
    country_id = models.IntegerField()
    county = models.CharField(max_length=32)

    class Meta:
        verbose_name = "postal code"

    def __str__(self) -> str:
        return f"{self.postal_code} {self.city}"
