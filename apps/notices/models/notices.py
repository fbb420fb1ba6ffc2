"""What is to be sent: the staging tables, which the product clears with each cycle."""

from django.db import models

from seedplot.fields import WallClockField


class HoldNotice(models.Model):
    """HoldNotices: an item that waits for a patron. The branch's name and phone number, not the patron's."""

    item_record_id = models.IntegerField()
    assigned_branch_id = models.IntegerField()
    pickup_organization_id = models.IntegerField()
    patron_id = models.IntegerField(db_index=True)
    item_barcode = models.CharField(max_length=20)
    title = models.CharField(max_length=255)
    author = models.CharField(max_length=255, null=True, blank=True)
    call_number = models.CharField(max_length=370)
    price = models.DecimalField(max_digits=12, decimal_places=2)
    branch_abbreviation = models.CharField(max_length=15)
    branch_name = models.CharField(max_length=50)
    branch_phone = models.CharField(max_length=20)
    delivery_option_id = models.IntegerField()
    hold_till_date = WallClockField()
    item_format_id = models.IntegerField(null=True, blank=True)
    admin_language_id = models.IntegerField()
    notification_type_id = models.IntegerField()
    hold_pickup_area_id = models.IntegerField()

    class Meta:
        verbose_name = "hold notice"
        constraints = [
            models.UniqueConstraint(
                fields=["item_record_id", "patron_id", "notification_type_id"], name="unique_hold_notice"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.item_barcode})"


class QueuedNotification(models.Model):
    """NotificationQueue: a notice to be attempted, or attempted (`is_processed`).

    Overdues are queued afresh each night while they last, so the row's date is not that of the notice.
    """

    item_record_id = models.IntegerField(db_index=True, null=True, blank=True)
    notification_type_id = models.IntegerField()
    patron_id = models.IntegerField(db_index=True)
    delivery_option_id = models.IntegerField()
    is_processed = models.BooleanField(default=False)
    minor_patron_id = models.IntegerField(null=True, blank=True)
    reporting_organization_id = models.IntegerField()
    amount = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    creation_date = WallClockField()
    is_additional_text = models.BooleanField(default=False)
    notification_queue_id = models.IntegerField(unique=True)

    class Meta:
        verbose_name = "queued notification"

    def __str__(self) -> str:
        return f"notification {self.notification_queue_id}"


class OverdueNotice(models.Model):
    """OverdueNotices: an overdue item and the latest step of its ladder."""

    item_record_id = models.IntegerField()
    patron_id = models.IntegerField(db_index=True)
    item_barcode = models.CharField(max_length=20)
    due_date = WallClockField()
    title = models.CharField(max_length=255)
    author = models.CharField(max_length=255, null=True, blank=True)
    call_number = models.CharField(max_length=370)
    price = models.DecimalField(max_digits=12, decimal_places=2)
    branch_abbreviation = models.CharField(max_length=15)
    branch_name = models.CharField(max_length=50)
    branch_phone = models.CharField(max_length=20)
    loaning_organization_id = models.IntegerField()
    fine_code_id = models.IntegerField()
    loan_units = models.IntegerField()
    billing_notice = models.PositiveSmallIntegerField()
    replacement_cost = models.DecimalField(max_digits=12, decimal_places=2)
    overdue_charge = models.DecimalField(max_digits=12, decimal_places=2)
    reporting_organization_id = models.IntegerField()
    delivery_option_id = models.IntegerField()
    return_address_organization_id = models.IntegerField()
    notification_type_id = models.IntegerField()
    include_claimed_items = models.BooleanField(default=False)
    processing_charge = models.DecimalField(max_digits=12, decimal_places=2)
    admin_language_id = models.IntegerField()
    overdue_notice_id = models.IntegerField(unique=True)
    base_processing_charge = models.DecimalField(max_digits=12, decimal_places=2)
    base_replacement_cost = models.DecimalField(max_digits=12, decimal_places=2)

    class Meta:
        verbose_name = "overdue notice"

    def __str__(self) -> str:
        return f"{self.title} ({self.item_barcode})"


class FineNotice(models.Model):
    """FineNotices: what a patron owes, not yet sent."""

    patron_id = models.IntegerField(unique=True)
    item_related_charges = models.DecimalField(max_digits=12, decimal_places=2)
    non_item_related_charges = models.DecimalField(max_digits=12, decimal_places=2)
    credit = models.DecimalField(max_digits=12, decimal_places=2)
    total_outstanding_charges = models.DecimalField(max_digits=12, decimal_places=2)
    primary_patron_id = models.IntegerField(null=True, blank=True)
    delivery_option_id = models.IntegerField()
    reporting_organization_id = models.IntegerField()
    transaction_id = models.IntegerField()
    is_additional_text = models.BooleanField(default=False)
    notification_type_id = models.IntegerField()

    class Meta:
        verbose_name = "fine notice"

    def __str__(self) -> str:
        return f"{self.total_outstanding_charges} of patron {self.patron_id}"


class FineNoticeLine(models.Model):
    """FineNoticesReport: one charge of a fine notice."""

    patron_id = models.IntegerField(db_index=True)
    patron_name = models.CharField(max_length=165)
    reporting_organization_id = models.IntegerField()
    return_address_organization_id = models.IntegerField()
    reporting_organization_name = models.CharField(max_length=80)
    reporting_organization_abbreviation = models.CharField(max_length=15)
    reporting_organization_phone = models.CharField(max_length=32)
    total_amount_owed = models.DecimalField(max_digits=12, decimal_places=2)
    minor_patron_id = models.IntegerField(null=True, blank=True)
    minor_patron_barcode = models.CharField(max_length=20, null=True, blank=True)
    minor_patron_name = models.CharField(max_length=165, null=True, blank=True)
    item_record_id = models.IntegerField(null=True, blank=True)
    item_barcode = models.CharField(max_length=20, null=True, blank=True)
    call_number = models.CharField(max_length=370, null=True, blank=True)
    author = models.CharField(max_length=400, null=True, blank=True)
    title = models.CharField(max_length=600, null=True, blank=True)
    transaction_date = WallClockField()
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    owed_organization_id = models.IntegerField()
    owed_organization_abbreviation = models.CharField(max_length=15)
    delivery_option_id = models.IntegerField()
    patron_address_id = models.IntegerField(null=True, blank=True)
    patron_address = models.CharField(max_length=400, null=True, blank=True)
    reporting_organization_address = models.CharField(max_length=400, null=True, blank=True)
    patron_city = models.CharField(max_length=32, null=True, blank=True)
    patron_zip = models.CharField(max_length=17, null=True, blank=True)
    admin_language_id = models.IntegerField()
    transaction_id = models.IntegerField(unique=True)

    class Meta:
        verbose_name = "fine notice line"

    def __str__(self) -> str:
        return f"{self.amount} for {self.title}"


class ManualBillNotice(models.Model):
    """ManualBillNotices: one charge of a bill that staff wrote for a lost item."""

    transaction_id = models.IntegerField(unique=True)
    item_record_id = models.IntegerField()
    patron_id = models.IntegerField(db_index=True)
    item_barcode = models.CharField(max_length=20)
    title = models.CharField(max_length=255)
    author = models.CharField(max_length=255, null=True, blank=True)
    call_number = models.CharField(max_length=370)
    branch_abbreviation = models.CharField(max_length=15)
    branch_name = models.CharField(max_length=50)
    branch_phone = models.CharField(max_length=20)
    reporting_organization_id = models.IntegerField()
    delivery_option_id = models.IntegerField()
    return_address_organization_id = models.IntegerField()
    notification_type_id = models.IntegerField()
    admin_language_id = models.IntegerField()
    material_type_id = models.IntegerField()
    fee_reason_code_id = models.IntegerField()
    added_message = models.CharField(max_length=255, null=True, blank=True)
    charging_library_id = models.IntegerField()
    transaction_date = WallClockField()
    amount = models.DecimalField(max_digits=12, decimal_places=2)

    class Meta:
        verbose_name = "manual bill notice"

    def __str__(self) -> str:
        return f"{self.amount} for {self.title}"


class CirculationReminder(models.Model):
    """CircReminders: that an item is due in three days or tomorrow."""

    reminder_id = models.IntegerField(unique=True)
    notification_type_id = models.IntegerField()
    reporting_organization_id = models.IntegerField()
    reporting_organization_name = models.CharField(max_length=80)
    reporting_organization_address = models.CharField(max_length=400, null=True, blank=True)
    patron_id = models.IntegerField(db_index=True)
    patron_name = models.CharField(max_length=165)
    email_address = models.CharField(max_length=64, null=True, blank=True)
    patron_address = models.CharField(max_length=400, null=True, blank=True)
    phone_voice = models.CharField(max_length=20, null=True, blank=True)
    email_format_id = models.IntegerField()
    item_record_id = models.IntegerField(db_index=True)
    due_date = WallClockField()
    title = models.CharField(max_length=255)
    item_format = models.CharField(max_length=50)
    item_assigned_branch = models.CharField(max_length=80)
    renewals = models.IntegerField()
    reporting_organization_phone = models.CharField(max_length=32)
    admin_language_id = models.IntegerField()
    delivery_option_id = models.IntegerField()
    is_additional_text = models.BooleanField(default=False)
    auto_renewal = models.BooleanField(default=False)
    creation_date = WallClockField()

    class Meta:
        verbose_name = "circulation reminder"

    def __str__(self) -> str:
        return f"{self.title}, due {self.due_date}"
