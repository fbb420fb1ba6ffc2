"""Every table of the library system as the product knows it: database, name and columns in the order of its files.

The models are checked against this, and the exports are written from it. A line of a table is a type, then the columns
that have it: `nv(20)!: Barcode`. A `!` means that the column is never empty. `BrowseTitle=title` says that the model
calls BrowseTitle `title`; all other names follow from the original one (`PatronID` is `patron_id`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.apps import apps

SCHEMA = "Polaris"

_WORDS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_TYPE = re.compile(r"(?P<kind>[a-z]+)(\((?P<size>\d+)\))?(?P<filled>!)?")


@dataclass(frozen=True)
class Column:
    """A column: its original name, the model's name for it, and its type.

    `kind` is int, smallint, tinyint, bit, money, dt (a wall-clock datetime), nv (text), char (text) or guid; `size` is
    the length of a text, or the number of decimal places of money.
    """

    name: str
    field: str
    kind: str
    size: int | None
    is_filled: bool
    """It is never empty."""


@dataclass(frozen=True)
class Table:
    """A table of the library system; `key` names the columns (by field) that tell its rows apart, as far as any do."""

    database: str
    name: str
    model_name: str
    key: tuple[str, ...]
    text: str

    @property
    def file_name(self) -> str:
        """Of the exported file: "Polaris.Polaris.Patrons.csv"."""
        return f"{self.database}.{SCHEMA}.{self.name}.csv"

    @property
    def model(self) -> Any:
        return apps.get_model("notices", self.model_name)

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        return tuple(_columns(self.text))

    @cached_property
    def fields(self) -> tuple[str, ...]:
        """The model's names for the columns, in their order."""
        return tuple(column.field for column in self.columns)


def _columns(text: str) -> Iterator[Column]:
    for line in text.strip().splitlines():
        declared, _, names = line.strip().partition(": ")
        found = _TYPE.fullmatch(declared)
        assert found is not None, f"'{declared}' is no type"
        kind, size = found["kind"], found["size"]
        places = {"money": 2}.get(kind)
        for each in names.split(","):
            name, _, field = each.strip().partition("=")
            yield Column(name, field or field_name(name), kind, int(size) if size else places, bool(found["filled"]))


def field_name(name: str) -> str:
    """An original name as the models write it: "PatronID" is "patron_id"."""
    return _WORDS.sub("_", name).lower()


# Reference tables, filled by `apps.notices.reference`.

DELIVERY_OPTIONS = Table(
    "Polaris",
    "DeliveryOptions",
    "DeliveryOption",
    ("delivery_option_id",),
    """
    int!: DeliveryOptionID
    nv(30)!: DeliveryOption=name
    """,
)
NOTIFICATION_STATUSES = Table(
    "Polaris",
    "NotificationStatuses",
    "NotificationStatus",
    ("notification_status_id",),
    """
    int!: NotificationStatusID
    nv(80)!: Description
    """,
)
NOTIFICATION_TYPES = Table(
    "Polaris",
    "NotificationTypes",
    "NotificationType",
    ("notification_type_id",),
    """
    int!: NotificationTypeID
    nv(80)!: Description
    """,
)
SYS_HOLD_STATUSES = Table(
    "Polaris",
    "SysHoldStatuses",
    "HoldStatus",
    ("hold_status_id",),
    """
    int!: SysHoldStatusID=hold_status_id
    nv(80)!: Description
    """,
)
ITEM_STATUSES = Table(
    "Polaris",
    "ItemStatuses",
    "ItemStatus",
    ("item_status_id",),
    """
    int!: ItemStatusID
    nv(80)!: Description
    nv(25)!: Name
    nv(15)!: BannerText
    """,
)
ADDRESS_TYPES = Table(
    "Polaris",
    "AddressTypes",
    "AddressType",
    ("address_type_id",),
    """
    int!: AddressTypeID
    nv(80)!: Description
    """,
)
TRANSACTION_TYPES = Table(
    "PolarisTransactions",
    "TransactionTypes",
    "TransactionType",
    ("transaction_type_id",),
    """
    int!: TransactionTypeID
    nv(100)!: TransactionTypeDescription=description
    nv(50): Mnemonic
    bit!: SysAdminuseTransaction=is_system_administration, IsImplemented
    """,
)
TRANSACTION_SUB_TYPES = Table(
    "PolarisTransactions",
    "TransactionSubTypes",
    "TransactionSubType",
    ("transaction_sub_type_id",),
    """
    int!: TransactionSubTypeID
    nv(100)!: TransactionSubTypeDescription=description
    char(1)!: DataType
    nv(100): Mnemonic
    bit!: IsImplemented
    """,
)
POSTAL_CODES = Table(
    "Polaris",
    "PostalCodes",
    "PostalCode",
    ("postal_code_id",),
    """
    int!: PostalCodeID
    nv(12)!: PostalCode
    nv(32)!: City, State
    int!: CountryID
    nv(32)!: County
    """,
)
REFERENCE_TABLES = (
    DELIVERY_OPTIONS,
    NOTIFICATION_STATUSES,
    NOTIFICATION_TYPES,
    SYS_HOLD_STATUSES,
    ITEM_STATUSES,
    ADDRESS_TYPES,
    TRANSACTION_TYPES,
    TRANSACTION_SUB_TYPES,
    POSTAL_CODES,
)

# Master data: database Polaris.

PATRONS = Table(
    "Polaris",
    "Patrons",
    "PatronRecord",
    ("patron_id",),
    """
    int!: PatronID, PatronCodeID, OrganizationID, CreatorID
    int: ModifierID
    nv(20)!: Barcode
    int!: SystemBlocks, YTDCircCount, LifetimeCircCount
    dt: LastActivityDate
    int!: ClaimCount, LostItemCount
    money(4)!: ChargesAmount, CreditsAmount
    int!: RecordStatusID
    dt!: RecordStatusDate
    money(4)!: YTDYouSavedAmount, LifetimeYouSavedAmount
    """,
)
PATRON_REGISTRATION = Table(
    "Polaris",
    "PatronRegistration",
    "PatronRegistration",
    ("patron_id",),
    """
    int!: PatronID
    smallint!: LanguageID
    nv(32)!: NameFirst=first_name
    nv(100)!: NameLast=last_name
    nv(32): NameMiddle=middle_name
    nv(8): NameTitle
    nv(4): NameSuffix
    nv(20): PhoneVoice1, PhoneVoice2, PhoneVoice3
    nv(64): EmailAddress
    dt!: EntryDate, ExpirationDate
    dt: AddrCheckDate=address_check_date
    dt!: UpdateDate
    nv(64): User1, User2, User3, User4, User5
    dt: Birthdate
    dt!: RegistrationDate
    nv(20): FormerID
    tinyint!: ReadingList
    nv(20): PhoneFAX
    int!: DeliveryOptionID
    int: StatisticalClassID
    bit!: CollectionExempt
    nv(64): AltEmailAddress
    bit!: ExcludeFromOverdues
    nv(150): SDIEmailAddress
    int: SDIEmailFormatID
    bit: SDIPositiveAssent
    dt: SDIPositiveAssentDate
    bit!: DeletionExempt
    nv(100)!: PatronFullName=full_name
    bit!: ExcludeFromHolds, ExcludeFromBills
    int!: EmailFormatID
    nv(100)!: PatronFirstLastName=first_last_name
    nv(50): Username
    dt: MergeDate
    int: MergeUserID
    nv(20): MergeBarcode
    bit!: EnableSMS
    int: RequestPickupBranchID, Phone1CarrierID, Phone2CarrierID, Phone3CarrierID, eReceiptOptionID
    tinyint: TxtPhoneNumber
    bit!: ExcludeFromAlmostOverdueAutoRenew, ExcludeFromPatronRecExpiration=exclude_from_patron_record_expiration
    bit!: ExcludeFromInactivePatron, DoNotShowEReceiptPrompt
    nv(256): PasswordHash, ObfuscatedPassword
    int: NameTitleID, RBdigitalPatronID=rbdigital_patron_id, GenderID
    nv(32): LegalNameFirst=legal_first_name, LegalNameLast=legal_last_name, LegalNameMiddle=legal_middle_name
    nv(100): LegalFullName
    bit!: UseLegalNameOnNotices, EnablePush
    bit!: StaffAcceptedUseSingleName, ExtendedLoanPeriods, IncreasedCheckOutLimits
    """,
)
ADDRESSES = Table(
    "Polaris",
    "Addresses",
    "Address",
    ("address_id",),
    """
    int!: AddressID, PostalCodeID
    nv(64)!: StreetOne
    nv(64): StreetTwo
    nv(4): ZipPlusFour
    nv(64): MunicipalityName
    nv(64): StreetThree
    """,
)
PATRON_ADDRESSES = Table(
    "Polaris",
    "PatronAddresses",
    "PatronAddress",
    ("patron_id", "address_id", "address_type_id"),
    """
    int!: PatronID, AddressID, AddressTypeID
    bit!: Verified=is_verified
    dt: VerificationDate
    int: PolarisUserID
    int!: AddressLabelID
    """,
)
CIRC_RESERVE_ITEM_RECORDS_VIEW = Table(
    "Polaris",
    "CircReserveItemRecords_View",
    "CirculationItem",
    ("item_record_id",),
    """
    int!: ItemRecordID
    nv(20)!: Barcode
    int!: ItemStatusID
    dt: LastCircTransactionDate
    int!: AssociatedBibRecordID=bibliographic_record_id
    int: ParentItemRecordID
    int!: RecordStatusID, MaterialTypeID
    int: LastUsePatronID, LastUseBranchID
    int!: YTDCircCount, YTDPrevCircCount, LifetimeCircCount
    int!: YTDInHouseUseCount, YTDPrevInHouseUseCount, LifetimeInHouseUseCount
    nv(255): FreeTextBlock
    int: ManualBlockID, StatisticalCodeID
    bit!: ILLFlag, DisplayInPAC, LoanableOutsideSystem, NonCirculating
    dt: RecordStatusDate
    int: LastCircWorkstationID, LastCircPolarisUserID
    dt: OriginalCheckOutDate, OriginalDueDate, ItemStatusDate
    int: CheckInBranchID, CheckInWorkstationID, CheckInUserID
    dt: CheckInDate
    int: InTransitSentBranchID
    dt: InTransitSentDate
    int: InTransitRecvdBranchID=in_transit_received_branch_id
    dt: InTransitRecvdDate=in_transit_received_date, LastCheckOutRenewDate
    int!: AssignedBranchID
    int: AssignedCollectionID, FineCodeID, LoanPeriodCodeID, ShelfLocationID
    int!: RenewalLimit
    bit!: Holdable, HoldableByPickup
    int: HoldPickupBranchID
    bit!: HoldableByBranch, HoldableByLibrary, HoldableByPrimaryLender
    bit: CopyrightFeeRequired, CopyrightCompliance
    money: CopyrightFee
    bit: CopyrightFeePaid, LimitedToLibUse=limited_to_library_use, LibraryCopy, DeleteWhenDone
    bit: ActionWhenDone, RequiresFullCataloging, Purchase
    int: ReserveYTDCircCount
    nv(255): Note
    bit: IsReserved
    bit!: Retained
    bit: ShelvingBit=is_shelving
    dt: FirstAvailableDate
    int: LoaningOrgID=loaning_organization_id, HomeBranchID
    bit!: ItemDoesNotFloat, DoNotMailToPatron, ElectronicItem
    int: ResourceEntityID
    bit!: DelayedHoldsFlag
    int!: DelayedNumberOfDays
    nv(255)!: BrowseTitle=title
    nv(255): BrowseAuthor=author
    nv(370)!: CallNumber
    money!: Price
    """,
)
SYS_HOLD_REQUESTS = Table(
    "Polaris",
    "SysHoldRequests",
    "HoldRequest",
    ("hold_request_id",),
    """
    int!: SysHoldRequestID=hold_request_id, Sequence, PatronID, PickupBranchID, SysHoldStatusID=hold_status_id
    int!: RTFCyclesPrimary
    dt!: CreationDate, ActivationDate, ExpirationDate, LastStatusTransitionDate
    nv(40): LCCN
    smallint: PublicationYear
    nv(50): ISBN, ISSN
    nv(20)!: ItemBarcode
    int!: BibliographicRecordID, TrappingItemRecordID
    nv(255): StaffDisplayNotes, NonPublicNotes, PatronNotes
    guid: MessageID
    dt!: HoldTillDate
    smallint!: Origin
    nv(255): Series, Pages
    int: CreatorID, ModifierID
    dt: ModificationDate
    nv(40): Publisher
    nv(10): Edition
    nv(60): VolumeNumber
    dt!: HoldNotificationDate
    int!: DeliveryOptionID
    bit!: Suspended=is_suspended, UnlockedRequest
    int!: RTFCyclesSecondary
    tinyint: PrimarySecondaryFlag
    int: PrimaryRandomStartSequence, SecondaryRandomStartSequence
    tinyint: PrimaryMARCTOMID=primary_marc_tom_id
    nv(50): ISBNNormalized, ISSNNormalized
    nv(780): Designation
    bit!: ItemLevelHold
    int: ItemLevelHoldItemRecordID
    bit!: BorrowByMailRequest
    nv(255): PACDisplayNotes
    nv(100): TrackingInfo
    dt: HoldNotification2ndDate=second_hold_notification_date
    int: ConstituentBibRecordID
    dt: PrimaryRTFBeginDate, PrimaryRTFEndDate, SecondaryRTFBeginDate, SecondaryRTFEndDate
    int: NotSuppliedReasonCodeID, NewPickupBranchID, HoldPickupAreaID, NewHoldPickupAreaID
    bit!: FeeInserted
    """,
)
SYS_HOLD_HISTORY = Table(
    "Polaris",
    "SysHoldHistory",
    "HoldTransition",
    ("hold_history_id",),
    """
    int!: SysHoldRequestID=hold_request_id, SysHoldStatusID=hold_status_id
    dt!: StatusTransitionDate
    int!: CreatorID
    int: ItemRecordID
    int!: ActionTakenID, OrganizationID, WorkstationID, SysHoldHistoryID=hold_history_id
    """,
)
SYS_HOLD_HISTORY_DAILY = Table(
    "Polaris",
    "SysHoldHistoryDaily",
    "DailyHoldTransition",
    ("hold_history_id",),
    """
    int!: SysHoldHistoryID=hold_history_id, SysHoldRequestID=hold_request_id, SysHoldStatusID=hold_status_id
    dt!: StatusTransitionDate
    int!: CreatorID
    int: ItemRecordID
    int!: ActionTakenID, OrganizationID, WorkstationID
    """,
)
VIEW_OVERDUE_NOTICES_DATA = Table(
    "Polaris",
    "ViewOverdueNoticesData",
    "OverdueItem",
    ("item_record_id",),
    """
    int!: ItemRecordID, ItemStatusID, PatronID
    nv(20)!: ItemBarcode
    dt!: DueDate
    nv(255)!: BrowseTitle=title
    nv(255): BrowseAuthor=author
    nv(370)!: ItemCallNumber=call_number
    nv(370): CallNumberVolumeCopy
    money!: Price
    nv(50)!: Name=branch_name
    nv(15)!: Abbreviation=branch_abbreviation
    nv(20)!: PhoneNumberOne=branch_phone
    int!: LoaningOrganizationID, FineCodeID, LoanUnits, OvdNoticeCount=overdue_notice_count, AdminLanguageID
    """,
)
CIRC_ITEM_RECORDS = Table(
    "Polaris",
    "CircItemRecords",
    "ItemRecord",
    ("item_record_id",),
    """
    int!: ItemRecordID
    nv(20)!: Barcode
    int!: ItemStatusID, AssociatedBibRecordID=bibliographic_record_id, RecordStatusID, AssignedBranchID
    int: AssignedCollectionID
    int!: MaterialTypeID
    int: LastUsePatronID, FineCodeID, LoanPeriodCodeID
    int!: RenewalLimit
    int: LoaningOrgID=loaning_organization_id
    dt: ItemStatusDate, CheckInDate, LastCheckOutRenewDate
    """,
)
ITEM_CHECKOUTS = Table(
    "Polaris",
    "ItemCheckouts",
    "ItemCheckout",
    ("item_record_id",),
    """
    int!: ItemRecordID, PatronID, OrganizationID, CreatorID
    dt!: CheckOutDate, DueDate
    int!: Renewals, OVDNoticeCount=overdue_notice_count
    smallint!: RecallFlag
    dt: RecallDate
    tinyint!: LoanUnits
    dt: OVDNoticeDate=overdue_notice_date
    tinyint: BillingNoticeSent
    dt!: OriginalCheckOutDate, OriginalDueDate
    int: CourseReserveID
    """,
)
BIBLIOGRAPHIC_RECORDS = Table(
    "Polaris",
    "BibliographicRecords",
    "BibliographicRecord",
    ("bibliographic_record_id",),
    """
    int!: BibliographicRecordID, RecordStatusID
    nv(255): BrowseAuthor=author
    nv(255)!: BrowseTitle=title
    """,
)
ITEM_RECORD_DETAILS = Table(
    "Polaris",
    "ItemRecordDetails",
    "ItemRecordDetail",
    ("item_record_id",),
    """
    int!: ItemRecordID
    nv(370)!: CallNumber
    nv(370): CallNumberVolumeCopy
    money!: Price
    """,
)
PATRON_ACCOUNT = Table(
    "Polaris",
    "PatronAccount",
    "AccountCharge",
    ("transaction_id",),
    """
    int!: TxnID=transaction_id, PatronID, TxnCodeID=transaction_code_id, FeeReasonCodeID
    money!: TxnAmount=amount, OutstandingAmount
    int: ItemRecordID
    dt!: TxnDate=transaction_date
    int!: OrganizationID
    dt: CheckOutDate, DueDate
    nv(255): FreeTextNote
    """,
)

# Staging: database Results.

HOLD_NOTICES = Table(
    "Results",
    "HoldNotices",
    "HoldNotice",
    ("item_record_id", "patron_id", "notification_type_id"),
    """
    int!: ItemRecordID, AssignedBranchID, PickupOrganizationID, PatronID
    nv(20)!: ItemBarcode
    nv(255)!: BrowseTitle=title
    nv(255): BrowseAuthor=author
    nv(370)!: ItemCallNumber=call_number
    money!: Price
    nv(15)!: Abbreviation=branch_abbreviation
    nv(50)!: Name=branch_name
    nv(20)!: PhoneNumberOne=branch_phone
    int!: DeliveryOptionID
    dt!: HoldTillDate
    int: ItemFormatID
    int!: AdminLanguageID, NotificationTypeID, HoldPickupAreaID
    """,
)
NOTIFICATION_QUEUE = Table(
    "Results",
    "NotificationQueue",
    "QueuedNotification",
    ("notification_queue_id",),
    """
    int: ItemRecordID
    int!: NotificationTypeID, PatronID, DeliveryOptionID
    bit!: Processed=is_processed
    int: MinorPatronID
    int!: ReportingOrgID=reporting_organization_id
    money: Amount
    dt!: CreationDate
    bit!: IsAdditionalTxt=is_additional_text
    int!: NotificationQueueID
    """,
)
OVERDUE_NOTICES = Table(
    "Results",
    "OverdueNotices",
    "OverdueNotice",
    ("overdue_notice_id",),
    """
    int!: ItemRecordID, PatronID
    nv(20)!: ItemBarcode
    dt!: DueDate
    nv(255)!: BrowseTitle=title
    nv(255): BrowseAuthor=author
    nv(370)!: ItemCallNumber=call_number
    money!: Price
    nv(15)!: Abbreviation=branch_abbreviation
    nv(50)!: Name=branch_name
    nv(20)!: PhoneNumberOne=branch_phone
    int!: LoaningOrganizationID, FineCodeID, LoanUnits
    tinyint!: BillingNotice
    money!: ReplacementCost, OverdueCharge
    int!: ReportingOrgID=reporting_organization_id, DeliveryOptionID, ReturnAddressOrgID=return_address_organization_id
    int!: NotificationTypeID
    bit!: IncludeClaimedItems
    money!: ProcessingCharge
    int!: AdminLanguageID, OverdueNoticeID
    money!: BaseProcessingCharge, BaseReplacementCost
    """,
)
NOTIFICATION_HISTORY = Table(
    "Results",
    "NotificationHistory",
    "NotificationHistoryEntry",
    (),
    """
    int!: PatronId, ItemRecordId
    int: TxnId=transaction_id
    int!: NotificationTypeId, ReportingOrgId=reporting_organization_id, DeliveryOptionId
    dt!: NoticeDate
    money!: Amount
    int!: NotificationStatusId
    nv(600)!: Title
    """,
)
FINE_NOTICES = Table(
    "Results",
    "FineNotices",
    "FineNotice",
    ("patron_id",),
    """
    int!: PatronID
    money!: ItemRelatedCharges, NonItemRelatedCharges, Credit, TotalOutstandingCharges
    int: PrimaryPatronID
    int!: DeliveryOptionID, ReportingOrgID=reporting_organization_id, TxnID=transaction_id
    bit!: IsAdditionalTxt=is_additional_text
    int!: NotificationTypeID
    """,
)
FINE_NOTICES_REPORT = Table(
    "Results",
    "FineNoticesReport",
    "FineNoticeLine",
    ("transaction_id",),
    """
    int!: PatronID
    nv(165)!: PatronName
    int!: ReportingOrgID=reporting_organization_id
    int!: ReturnAddrOrgID=return_address_organization_id
    nv(80)!: ReportingOrgName=reporting_organization_name
    nv(15)!: ReportingOrgAbbreviation=reporting_organization_abbreviation
    nv(32)!: ReportingOrgPhoneVoice=reporting_organization_phone
    money!: TotalAmountOwed
    int: MinorPatronID
    nv(20): MinorPatronBarcode
    nv(165): MinorPatronName
    int: ItemRecordID
    nv(20): ItemBarcode
    nv(370): CallNumber
    nv(400): Author
    nv(600): Title
    dt!: TxnDate=transaction_date
    money!: Amount
    int!: OwedOrganizationID
    nv(15)!: OwedOrganizationAbbr=owed_organization_abbreviation
    int!: DeliveryOptionID
    int: PatronAddressID
    nv(400): PatronAddress
    nv(400): ReportingOrgAddress=reporting_organization_address
    nv(32): PatronCity
    nv(17): PatronZip
    int!: AdminLanguageID, TxnID=transaction_id
    """,
)
MANUAL_BILL_NOTICES = Table(
    "Results",
    "ManualBillNotices",
    "ManualBillNotice",
    ("transaction_id",),
    """
    int!: TxnID=transaction_id, ItemRecordID, PatronID
    nv(20)!: ItemBarcode
    nv(255)!: BrowseTitle=title
    nv(255): BrowseAuthor=author
    nv(370)!: ItemCallNumber=call_number
    nv(15)!: Abbreviation=branch_abbreviation
    nv(50)!: Name=branch_name
    nv(20)!: PhoneNumber=branch_phone
    int!: ReportingOrgID=reporting_organization_id, DeliveryOptionID, ReturnAddressOrgID=return_address_organization_id
    int!: NotificationTypeID, AdminLanguageID, MaterialTypeID, FeeReasonCodeID
    nv(255): AddedMessage
    int!: ChargingLibraryID
    dt!: TxnDate=transaction_date
    money!: Amount
    """,
)
CIRC_REMINDERS = Table(
    "Results",
    "CircReminders",
    "CirculationReminder",
    ("reminder_id",),
    """
    int!: CircReminderID=reminder_id, NotificationTypeID, ReportingOrgID=reporting_organization_id
    nv(80)!: ReportingOrgName=reporting_organization_name
    nv(400): ReportingOrgAddress=reporting_organization_address
    int!: PatronID
    nv(165)!: PatronName
    nv(64): EmailAddress
    nv(400): PatronAddress
    nv(20): PhoneVoice
    int!: EmailFormatID, ItemRecordID
    dt!: DueDate
    nv(255)!: BrowseTitle=title
    nv(50)!: ItemFormat
    nv(80)!: ItemAssignedBranch
    int!: Renewals
    nv(32)!: ReportingOrgPhone=reporting_organization_phone
    int!: AdminLanguageID, DeliveryOptionID
    bit!: IsAdditionalTxt=is_additional_text, AutoRenewal
    dt!: CreationDate
    """,
)

# Permanent: database PolarisTransactions.

NOTIFICATION_LOGS = Table(
    "PolarisTransactions",
    "NotificationLogs",
    "NotificationLog",
    ("notification_log_id",),
    """
    int!: PatronID
    dt!: NotificationDateTime=notified_at
    int!: NotificationTypeID, DeliveryOptionID
    nv(255): DeliveryString
    int!: OverduesCount, HoldsCount, CancelsCount, RecallsCount, NotificationStatusID
    nv(255): Details
    int!: RoutingsCount, ReportingOrgID=reporting_organization_id
    nv(20)!: PatronBarcode
    bit!: Reported=is_reported
    int!: Overdues2ndCount=second_overdues_count, Overdues3rdCount=third_overdues_count, BillsCount, LanguageID
    nv(255): CarrierName
    int!: ManualBillCount=manual_bills_count, NotificationLogID
    """,
)
DATA_TABLES = (
    PATRONS,
    PATRON_REGISTRATION,
    ADDRESSES,
    PATRON_ADDRESSES,
    CIRC_RESERVE_ITEM_RECORDS_VIEW,
    SYS_HOLD_REQUESTS,
    SYS_HOLD_HISTORY,
    SYS_HOLD_HISTORY_DAILY,
    VIEW_OVERDUE_NOTICES_DATA,
    CIRC_ITEM_RECORDS,
    ITEM_CHECKOUTS,
    BIBLIOGRAPHIC_RECORDS,
    ITEM_RECORD_DETAILS,
    PATRON_ACCOUNT,
    HOLD_NOTICES,
    NOTIFICATION_QUEUE,
    OVERDUE_NOTICES,
    NOTIFICATION_HISTORY,
    FINE_NOTICES,
    FINE_NOTICES_REPORT,
    MANUAL_BILL_NOTICES,
    CIRC_REMINDERS,
    NOTIFICATION_LOGS,
)
TABLES = (*REFERENCE_TABLES, *DATA_TABLES)
