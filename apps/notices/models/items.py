"""Titles and items, and the loans that are open."""

from django.db import models

from seedplot.fields import WallClockField


class BibliographicRecord(models.Model):
    """BibliographicRecords: a title, of which there may be several items."""

    bibliographic_record_id = models.IntegerField(unique=True)
    record_status_id = models.IntegerField()
    author = models.CharField(max_length=255, null=True, blank=True)
    title = models.CharField(max_length=255)

    class Meta:
        verbose_name = "bibliographic record"

    def __str__(self) -> str:
        return self.title


class CirculationItem(models.Model):
    """CircReserveItemRecords_View: an item with everything that circulation knows of it, and its title and price.

    What comes from course reserves (`copyright_fee_required` to `is_reserved`) is empty here.
    """

    item_record_id = models.IntegerField(unique=True)
    barcode = models.CharField(max_length=20, unique=True)
    item_status_id = models.IntegerField()
    last_circ_transaction_date = WallClockField(null=True, blank=True)
    bibliographic_record_id = models.IntegerField()
    parent_item_record_id = models.IntegerField(null=True, blank=True)
    record_status_id = models.IntegerField()
    material_type_id = models.IntegerField()
    last_use_patron_id = models.IntegerField(null=True, blank=True)
    last_use_branch_id = models.IntegerField(null=True, blank=True)
    ytd_circ_count = models.IntegerField()
    ytd_prev_circ_count = models.IntegerField()
    lifetime_circ_count = models.IntegerField()
    ytd_in_house_use_count = models.IntegerField()
    ytd_prev_in_house_use_count = models.IntegerField()
    lifetime_in_house_use_count = models.IntegerField()
    free_text_block = models.CharField(max_length=255, null=True, blank=True)
    manual_block_id = models.IntegerField(null=True, blank=True)
    statistical_code_id = models.IntegerField(null=True, blank=True)
    ill_flag = models.BooleanField(default=False)
    display_in_pac = models.BooleanField(default=False)
    loanable_outside_system = models.BooleanField(default=False)
    non_circulating = models.BooleanField(default=False)
    record_status_date = WallClockField(null=True, blank=True)
    last_circ_workstation_id = models.IntegerField(null=True, blank=True)
    last_circ_polaris_user_id = models.IntegerField(null=True, blank=True)
    original_check_out_date = WallClockField(null=True, blank=True)
    original_due_date = WallClockField(null=True, blank=True)
    item_status_date = WallClockField(null=True, blank=True)
    check_in_branch_id = models.IntegerField(null=True, blank=True)
    check_in_workstation_id = models.IntegerField(null=True, blank=True)
    check_in_user_id = models.IntegerField(null=True, blank=True)
    check_in_date = WallClockField(null=True, blank=True)
    in_transit_sent_branch_id = models.IntegerField(null=True, blank=True)
    in_transit_sent_date = WallClockField(null=True, blank=True)
    in_transit_received_branch_id = models.IntegerField(null=True, blank=True)
    in_transit_received_date = WallClockField(null=True, blank=True)
    last_check_out_renew_date = WallClockField(null=True, blank=True)
    assigned_branch_id = models.IntegerField()
    assigned_collection_id = models.IntegerField(null=True, blank=True)
    fine_code_id = models.IntegerField(null=True, blank=True)
    loan_period_code_id = models.IntegerField(null=True, blank=True)
    shelf_location_id = models.IntegerField(null=True, blank=True)
    renewal_limit = models.IntegerField()
    holdable = models.BooleanField(default=False)
    holdable_by_pickup = models.BooleanField(default=False)
    hold_pickup_branch_id = models.IntegerField(null=True, blank=True)
    holdable_by_branch = models.BooleanField(default=False)
    holdable_by_library = models.BooleanField(default=False)
    holdable_by_primary_lender = models.BooleanField(default=False)
    copyright_fee_required = models.BooleanField(null=True, blank=True)
    copyright_compliance = models.BooleanField(null=True, blank=True)
    copyright_fee = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    copyright_fee_paid = models.BooleanField(null=True, blank=True)
    limited_to_library_use = models.BooleanField(null=True, blank=True)
    library_copy = models.BooleanField(null=True, blank=True)
    delete_when_done = models.BooleanField(null=True, blank=True)
    action_when_done = models.BooleanField(null=True, blank=True)
    requires_full_cataloging = models.BooleanField(null=True, blank=True)
    purchase = models.BooleanField(null=True, blank=True)
    reserve_ytd_circ_count = models.IntegerField(null=True, blank=True)
    note = models.CharField(max_length=255, null=True, blank=True)
    is_reserved = models.BooleanField(null=True, blank=True)
    retained = models.BooleanField(default=False)
    is_shelving = models.BooleanField(null=True, blank=True)
    first_available_date = WallClockField(null=True, blank=True)
    loaning_organization_id = models.IntegerField(null=True, blank=True)
    home_branch_id = models.IntegerField(null=True, blank=True)
    item_does_not_float = models.BooleanField(default=False)
    do_not_mail_to_patron = models.BooleanField(default=False)
    electronic_item = models.BooleanField(default=False)
    resource_entity_id = models.IntegerField(null=True, blank=True)
    delayed_holds_flag = models.BooleanField(default=False)
    delayed_number_of_days = models.IntegerField()
    title = models.CharField(max_length=255)
    author = models.CharField(max_length=255, null=True, blank=True)
    call_number = models.CharField(max_length=370)
    price = models.DecimalField(max_digits=12, decimal_places=2)

    class Meta:
        verbose_name = "circulation item"

    def __str__(self) -> str:
        return f"{self.title} ({self.barcode})"


class ItemRecord(models.Model):
    """CircItemRecords: the item itself."""

    item_record_id = models.IntegerField(unique=True)
    barcode = models.CharField(max_length=20, unique=True)
    item_status_id = models.IntegerField()
    bibliographic_record_id = models.IntegerField()
    record_status_id = models.IntegerField()
    assigned_branch_id = models.IntegerField()
    assigned_collection_id = models.IntegerField(null=True, blank=True)
    material_type_id = models.IntegerField()
    last_use_patron_id = models.IntegerField(null=True, blank=True)
    fine_code_id = models.IntegerField(null=True, blank=True)
    loan_period_code_id = models.IntegerField(null=True, blank=True)
    renewal_limit = models.IntegerField()
    loaning_organization_id = models.IntegerField(null=True, blank=True)
    item_status_date = WallClockField(null=True, blank=True)
    check_in_date = WallClockField(null=True, blank=True)
    last_check_out_renew_date = WallClockField(null=True, blank=True)

    class Meta:
        verbose_name = "item record"

    def __str__(self) -> str:
        return self.barcode


class ItemRecordDetail(models.Model):
    """ItemRecordDetails: where the item stands and what it costs."""

    item_record_id = models.IntegerField(unique=True)
    call_number = models.CharField(max_length=370)
    call_number_volume_copy = models.CharField(max_length=370, null=True, blank=True)
    price = models.DecimalField(max_digits=12, decimal_places=2)

    class Meta:
        verbose_name = "item record detail"

    def __str__(self) -> str:
        return self.call_number


class ItemCheckout(models.Model):
    """ItemCheckouts: an item on loan. `overdue_notice_count` counts this loan's overdue notices."""

    item_record_id = models.IntegerField(unique=True)
    patron_id = models.IntegerField(db_index=True)
    organization_id = models.IntegerField()
    creator_id = models.IntegerField()
    check_out_date = WallClockField()
    due_date = WallClockField()
    renewals = models.IntegerField()
    overdue_notice_count = models.IntegerField()
    recall_flag = models.SmallIntegerField()
    recall_date = WallClockField(null=True, blank=True)
    loan_units = models.PositiveSmallIntegerField()
    overdue_notice_date = WallClockField(null=True, blank=True)
    billing_notice_sent = models.PositiveSmallIntegerField(null=True, blank=True)
    original_check_out_date = WallClockField()
    original_due_date = WallClockField()
    course_reserve_id = models.IntegerField(null=True, blank=True)

    class Meta:
        verbose_name = "item checkout"

    def __str__(self) -> str:
        return f"item {self.item_record_id}, due {self.due_date}"


class OverdueItem(models.Model):
    """ViewOverdueNoticesData: an item that is overdue, or was and is settled (`item_status_id` 1)."""

    item_record_id = models.IntegerField(unique=True)
    item_status_id = models.IntegerField()
    patron_id = models.IntegerField(db_index=True)
    item_barcode = models.CharField(max_length=20)
    due_date = WallClockField()
    title = models.CharField(max_length=255)
    author = models.CharField(max_length=255, null=True, blank=True)
    call_number = models.CharField(max_length=370)
    call_number_volume_copy = models.CharField(max_length=370, null=True, blank=True)
    price = models.DecimalField(max_digits=12, decimal_places=2)
    branch_name = models.CharField(max_length=50)
    branch_abbreviation = models.CharField(max_length=15)
    branch_phone = models.CharField(max_length=20)
    loaning_organization_id = models.IntegerField()
    fine_code_id = models.IntegerField()
    loan_units = models.IntegerField()
    overdue_notice_count = models.IntegerField()
    admin_language_id = models.IntegerField()

    class Meta:
        verbose_name = "overdue item"

    def __str__(self) -> str:
        return f"{self.title} ({self.item_barcode})"
