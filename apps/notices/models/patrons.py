"""Patrons: their record, registration and addresses, and what they owe."""

from django.db import models

from seedplot.fields import WallClockField


class PatronRecord(models.Model):
    """Patrons: a library card, its circulation counts and its balance."""

    patron_id = models.IntegerField(unique=True)
    patron_code_id = models.IntegerField()
    organization_id = models.IntegerField()
    creator_id = models.IntegerField()
    modifier_id = models.IntegerField(null=True, blank=True)
    barcode = models.CharField(max_length=20, unique=True)
    system_blocks = models.IntegerField()
    ytd_circ_count = models.IntegerField()
    lifetime_circ_count = models.IntegerField()
    last_activity_date = WallClockField(null=True, blank=True)
    claim_count = models.IntegerField()
    lost_item_count = models.IntegerField()
    charges_amount = models.DecimalField(max_digits=12, decimal_places=4)
    credits_amount = models.DecimalField(max_digits=12, decimal_places=4)
    record_status_id = models.IntegerField()
    record_status_date = WallClockField()
    ytd_you_saved_amount = models.DecimalField(max_digits=12, decimal_places=4)
    lifetime_you_saved_amount = models.DecimalField(max_digits=12, decimal_places=4)

    class Meta:
        verbose_name = "patron"

    def __str__(self) -> str:
        return self.barcode


class PatronRegistration(models.Model):
    """PatronRegistration: who the patron is and how to reach them; one for each patron.

    Voice calls and text messages both go to `phone_voice1`. `enable_sms` means another text beside the main notice.
    """

    patron_id = models.IntegerField(unique=True)
    language_id = models.SmallIntegerField()
    first_name = models.CharField(max_length=32)
    last_name = models.CharField(max_length=100)
    middle_name = models.CharField(max_length=32, null=True, blank=True)
    name_title = models.CharField(max_length=8, null=True, blank=True)
    name_suffix = models.CharField(max_length=4, null=True, blank=True)
    phone_voice1 = models.CharField(max_length=20, db_index=True, null=True, blank=True)
    phone_voice2 = models.CharField(max_length=20, null=True, blank=True)
    phone_voice3 = models.CharField(max_length=20, null=True, blank=True)
    email_address = models.CharField(max_length=64, db_index=True, null=True, blank=True)
    entry_date = WallClockField()
    expiration_date = WallClockField()
    address_check_date = WallClockField(null=True, blank=True)
    update_date = WallClockField()
    user1 = models.CharField(max_length=64, null=True, blank=True)
    user2 = models.CharField(max_length=64, null=True, blank=True)
    user3 = models.CharField(max_length=64, null=True, blank=True)
    user4 = models.CharField(max_length=64, null=True, blank=True)
    user5 = models.CharField(max_length=64, null=True, blank=True)
    birthdate = WallClockField(null=True, blank=True)
    registration_date = WallClockField()
    former_id = models.CharField(max_length=20, null=True, blank=True)
    reading_list = models.PositiveSmallIntegerField()
    phone_fax = models.CharField(max_length=20, null=True, blank=True)
    delivery_option_id = models.IntegerField()
    statistical_class_id = models.IntegerField(null=True, blank=True)
    collection_exempt = models.BooleanField(default=False)
    alt_email_address = models.CharField(max_length=64, null=True, blank=True)
    exclude_from_overdues = models.BooleanField(default=False)
    sdi_email_address = models.CharField(max_length=150, null=True, blank=True)
    sdi_email_format_id = models.IntegerField(null=True, blank=True)
    sdi_positive_assent = models.BooleanField(null=True, blank=True)
    sdi_positive_assent_date = WallClockField(null=True, blank=True)
    deletion_exempt = models.BooleanField(default=False)
    full_name = models.CharField(max_length=100)
    exclude_from_holds = models.BooleanField(default=False)
    exclude_from_bills = models.BooleanField(default=False)
    email_format_id = models.IntegerField()
    first_last_name = models.CharField(max_length=100)
    username = models.CharField(max_length=50, null=True, blank=True)
    merge_date = WallClockField(null=True, blank=True)
    merge_user_id = models.IntegerField(null=True, blank=True)
    merge_barcode = models.CharField(max_length=20, null=True, blank=True)
    enable_sms = models.BooleanField(default=False)
    request_pickup_branch_id = models.IntegerField(null=True, blank=True)
    phone1_carrier_id = models.IntegerField(null=True, blank=True)
    phone2_carrier_id = models.IntegerField(null=True, blank=True)
    phone3_carrier_id = models.IntegerField(null=True, blank=True)
    e_receipt_option_id = models.IntegerField(null=True, blank=True)
    txt_phone_number = models.PositiveSmallIntegerField(null=True, blank=True)
    exclude_from_almost_overdue_auto_renew = models.BooleanField(default=False)
    exclude_from_patron_record_expiration = models.BooleanField(default=False)
    exclude_from_inactive_patron = models.BooleanField(default=False)
    do_not_show_e_receipt_prompt = models.BooleanField(default=False)
    password_hash = models.CharField(max_length=256, null=True, blank=True)
    obfuscated_password = models.CharField(max_length=256, null=True, blank=True)
    name_title_id = models.IntegerField(null=True, blank=True)
    rbdigital_patron_id = models.IntegerField(null=True, blank=True)
    gender_id = models.IntegerField(null=True, blank=True)
    legal_first_name = models.CharField(max_length=32, null=True, blank=True)
    legal_last_name = models.CharField(max_length=32, null=True, blank=True)
    legal_middle_name = models.CharField(max_length=32, null=True, blank=True)
    legal_full_name = models.CharField(max_length=100, null=True, blank=True)
    use_legal_name_on_notices = models.BooleanField(default=False)
    enable_push = models.BooleanField(default=False)
    staff_accepted_use_single_name = models.BooleanField(default=False)
    extended_loan_periods = models.BooleanField(default=False)
    increased_check_out_limits = models.BooleanField(default=False)

    class Meta:
        verbose_name = "patron registration"

    def __str__(self) -> str:
        return self.full_name


class Address(models.Model):
    """Addresses: a place, which several patrons may share."""

    address_id = models.IntegerField(unique=True)
    postal_code_id = models.IntegerField()
    street_one = models.CharField(max_length=64)
    street_two = models.CharField(max_length=64, null=True, blank=True)
    zip_plus_four = models.CharField(max_length=4, null=True, blank=True)
    municipality_name = models.CharField(max_length=64, null=True, blank=True)
    street_three = models.CharField(max_length=64, null=True, blank=True)

    class Meta:
        verbose_name = "address"
        verbose_name_plural = "addresses"

    def __str__(self) -> str:
        return self.street_one


class PatronAddress(models.Model):
    """PatronAddresses: that a patron lives there."""

    patron_id = models.IntegerField(db_index=True)
    address_id = models.IntegerField()
    address_type_id = models.IntegerField()
    is_verified = models.BooleanField(default=False)
    verification_date = WallClockField(null=True, blank=True)
    polaris_user_id = models.IntegerField(null=True, blank=True)
    address_label_id = models.IntegerField()

    class Meta:
        verbose_name = "patron address"
        verbose_name_plural = "patron addresses"
        constraints = [
            models.UniqueConstraint(
                fields=["patron_id", "address_id", "address_type_id"], name="unique_patron_address"
            ),
        ]

    def __str__(self) -> str:
        return f"patron {self.patron_id} at address {self.address_id}"


class AccountCharge(models.Model):
    """PatronAccount: a charge, and what is still owed of it."""

    transaction_id = models.IntegerField(unique=True)
    patron_id = models.IntegerField(db_index=True)
    transaction_code_id = models.IntegerField()
    fee_reason_code_id = models.IntegerField()
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    outstanding_amount = models.DecimalField(max_digits=12, decimal_places=2)
    item_record_id = models.IntegerField(db_index=True, null=True, blank=True)
    transaction_date = WallClockField()
    organization_id = models.IntegerField()
    check_out_date = WallClockField(null=True, blank=True)
    due_date = WallClockField(null=True, blank=True)
    free_text_note = models.CharField(max_length=255, null=True, blank=True)

    class Meta:
        verbose_name = "account charge"

    def __str__(self) -> str:
        return f"{self.amount} for patron {self.patron_id}"
