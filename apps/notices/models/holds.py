"""Hold requests and what happened to them."""

from django.db import models

from seedplot.fields import WallClockField


class HoldRequest(models.Model):
    """SysHoldRequests: a request for a title, filled by the trapped item.

    `hold_notification_date` is when the item was ready, up to an hour before the notice.
    """

    hold_request_id = models.IntegerField(unique=True)
    sequence = models.IntegerField()
    patron_id = models.IntegerField(db_index=True)
    pickup_branch_id = models.IntegerField()
    hold_status_id = models.IntegerField()
    rtf_cycles_primary = models.IntegerField()
    creation_date = WallClockField()
    activation_date = WallClockField()
    expiration_date = WallClockField()
    last_status_transition_date = WallClockField()
    lccn = models.CharField(max_length=40, null=True, blank=True)
    publication_year = models.SmallIntegerField(null=True, blank=True)
    isbn = models.CharField(max_length=50, null=True, blank=True)
    issn = models.CharField(max_length=50, null=True, blank=True)
    item_barcode = models.CharField(max_length=20)
    bibliographic_record_id = models.IntegerField()
    trapping_item_record_id = models.IntegerField()
    staff_display_notes = models.CharField(max_length=255, null=True, blank=True)
    non_public_notes = models.CharField(max_length=255, null=True, blank=True)
    patron_notes = models.CharField(max_length=255, null=True, blank=True)
    message_id = models.UUIDField(null=True, blank=True)
    hold_till_date = WallClockField()
    origin = models.SmallIntegerField()
    series = models.CharField(max_length=255, null=True, blank=True)
    pages = models.CharField(max_length=255, null=True, blank=True)
    creator_id = models.IntegerField(null=True, blank=True)
    modifier_id = models.IntegerField(null=True, blank=True)
    modification_date = WallClockField(null=True, blank=True)
    publisher = models.CharField(max_length=40, null=True, blank=True)
    edition = models.CharField(max_length=10, null=True, blank=True)
    volume_number = models.CharField(max_length=60, null=True, blank=True)
    hold_notification_date = WallClockField()
    delivery_option_id = models.IntegerField()
    is_suspended = models.BooleanField(default=False)
    unlocked_request = models.BooleanField(default=False)
    rtf_cycles_secondary = models.IntegerField()
    primary_secondary_flag = models.PositiveSmallIntegerField(null=True, blank=True)
    primary_random_start_sequence = models.IntegerField(null=True, blank=True)
    secondary_random_start_sequence = models.IntegerField(null=True, blank=True)
    primary_marc_tom_id = models.PositiveSmallIntegerField(null=True, blank=True)
    isbn_normalized = models.CharField(max_length=50, null=True, blank=True)
    issn_normalized = models.CharField(max_length=50, null=True, blank=True)
    designation = models.CharField(max_length=780, null=True, blank=True)
    item_level_hold = models.BooleanField(default=False)
    item_level_hold_item_record_id = models.IntegerField(null=True, blank=True)
    borrow_by_mail_request = models.BooleanField(default=False)
    pac_display_notes = models.CharField(max_length=255, null=True, blank=True)
    tracking_info = models.CharField(max_length=100, null=True, blank=True)
    second_hold_notification_date = WallClockField(null=True, blank=True)
    constituent_bib_record_id = models.IntegerField(null=True, blank=True)
    primary_rtf_begin_date = WallClockField(null=True, blank=True)
    primary_rtf_end_date = WallClockField(null=True, blank=True)
    secondary_rtf_begin_date = WallClockField(null=True, blank=True)
    secondary_rtf_end_date = WallClockField(null=True, blank=True)
    not_supplied_reason_code_id = models.IntegerField(null=True, blank=True)
    new_pickup_branch_id = models.IntegerField(null=True, blank=True)
    hold_pickup_area_id = models.IntegerField(null=True, blank=True)
    new_hold_pickup_area_id = models.IntegerField(null=True, blank=True)
    fee_inserted = models.BooleanField(default=False)

    class Meta:
        verbose_name = "hold request"

    def __str__(self) -> str:
        return f"hold {self.hold_request_id}"


class HoldTransition(models.Model):
    """SysHoldHistory: a change of a hold request's status."""

    hold_request_id = models.IntegerField(db_index=True)
    hold_status_id = models.IntegerField()
    status_transition_date = WallClockField()
    creator_id = models.IntegerField()
    item_record_id = models.IntegerField(null=True, blank=True)
    action_taken_id = models.IntegerField()
    organization_id = models.IntegerField()
    workstation_id = models.IntegerField()
    hold_history_id = models.IntegerField(unique=True)

    class Meta:
        verbose_name = "hold transition"

    def __str__(self) -> str:
        return f"hold {self.hold_request_id}, action {self.action_taken_id}"


class DailyHoldTransition(models.Model):
    """SysHoldHistoryDaily: the transitions of the newest day that has any."""

    hold_history_id = models.IntegerField(unique=True)
    hold_request_id = models.IntegerField(db_index=True)
    hold_status_id = models.IntegerField()
    status_transition_date = WallClockField()
    creator_id = models.IntegerField()
    item_record_id = models.IntegerField(null=True, blank=True)
    action_taken_id = models.IntegerField()
    organization_id = models.IntegerField()
    workstation_id = models.IntegerField()

    class Meta:
        verbose_name = "daily hold transition"

    def __str__(self) -> str:
        return f"hold {self.hold_request_id}, action {self.action_taken_id}"
