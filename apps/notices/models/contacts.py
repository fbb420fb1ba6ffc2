"""What has been sent: a history row per item and notice, a log row per patron and batch."""

from django.db import models

from seedplot.fields import WallClockField


class NotificationHistoryEntry(models.Model):
    """NotificationHistory: one item in one notice."""

    patron_id = models.IntegerField(db_index=True)
    item_record_id = models.IntegerField(db_index=True)
    transaction_id = models.IntegerField(null=True, blank=True)
    notification_type_id = models.IntegerField()
    reporting_organization_id = models.IntegerField()
    delivery_option_id = models.IntegerField()
    notice_date = WallClockField()
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    notification_status_id = models.IntegerField()
    title = models.CharField(max_length=600)

    class Meta:
        verbose_name = "notification history entry"
        verbose_name_plural = "notification history entries"

    def __str__(self) -> str:
        return f"{self.title} on {self.notice_date}"


class NotificationLog(models.Model):
    """NotificationLogs: one contact with a patron, and how many items of each kind it was about."""

    patron_id = models.IntegerField(db_index=True)
    notified_at = WallClockField(db_index=True)
    notification_type_id = models.IntegerField()
    delivery_option_id = models.IntegerField()
    delivery_string = models.CharField(max_length=255, null=True, blank=True)
    overdues_count = models.IntegerField()
    holds_count = models.IntegerField()
    cancels_count = models.IntegerField()
    recalls_count = models.IntegerField()
    notification_status_id = models.IntegerField()
    details = models.CharField(max_length=255, null=True, blank=True)
    routings_count = models.IntegerField()
    reporting_organization_id = models.IntegerField()
    patron_barcode = models.CharField(max_length=20)
    is_reported = models.BooleanField(default=False)
    second_overdues_count = models.IntegerField()
    third_overdues_count = models.IntegerField()
    bills_count = models.IntegerField()
    language_id = models.IntegerField()
    carrier_name = models.CharField(max_length=255, null=True, blank=True)
    manual_bills_count = models.IntegerField()
    notification_log_id = models.IntegerField(unique=True)

    class Meta:
        verbose_name = "notification log"

    def __str__(self) -> str:
        return f"patron {self.patron_id} at {self.notified_at}"
