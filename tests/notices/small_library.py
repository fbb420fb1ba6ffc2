"""A library of four patrons, made by hand: enough for every line of the phone files. Its "now" is 2026-03-12."""

from datetime import date, datetime

from apps.notices import models
from tests.notices.rows import add

AS_OF = date(2026, 3, 12)
"""A Thursday, so that what is renewed is due in four days."""


def at(text):
    return datetime.fromisoformat(text)


def add_patron(number, option, **columns):
    add(models.PatronRecord, patron_id=number, barcode=f"233070{number:08d}")
    standard = {
        "first_name": "Ada",
        "last_name": "Quill",
        "phone_voice1": f"2705550{number:03d}",
        "email_address": None,
        "expiration_date": at("2027-01-01"),
    }
    add(models.PatronRegistration, patron_id=number, delivery_option_id=option, **standard | columns)


def add_item(number, title, **columns):
    said = {"item_record_id": number, "bibliographic_record_id": 600000 + number, "material_type_id": 1}
    add(
        models.CirculationItem,
        barcode=f"333070{number:08d}",
        title=title,
        **{"renewal_limit": 2, **said, **columns},
    )
    add(models.ItemRecord, barcode=f"333070{number:08d}", **said)


def add_hold(patron, item, option, title="River Stones", *, ready="2026-03-10T14:00:00", till="2026-03-17T23:59:59"):
    barcode = f"333070{item:08d}"
    shared = {"patron_id": patron, "delivery_option_id": option}
    add(
        models.HoldRequest,
        hold_request_id=800000 + item,
        trapping_item_record_id=item,
        item_barcode=barcode,
        hold_notification_date=at(ready),
        hold_till_date=at(till),
        **shared,
    )
    add(
        models.HoldNotice,
        item_record_id=item,
        item_barcode=barcode,
        title=title,
        notification_type_id=2,
        pickup_organization_id=3,
        hold_till_date=at(till),
        admin_language_id=1033,
        branch_abbreviation="RBPL",
        branch_name="Riverbend Public Library",
        **shared,
    )
    add_queued(patron, item, option, 2, ready)


def add_queued(patron, item, option, kind, created):
    number = models.QueuedNotification.objects.count() + 1
    add(
        models.QueuedNotification,
        notification_queue_id=number,
        patron_id=patron,
        item_record_id=item,
        notification_type_id=kind,
        delivery_option_id=option,
        creation_date=at(created),
    )


def add_loan(patron, item, due, **columns):
    add(models.ItemCheckout, item_record_id=item, patron_id=patron, due_date=at(due), **{"renewals": 1, **columns})


def add_overdue(patron, item, option, kind, due, title="Paper Lanterns", queued="2026-03-11T02:00:00"):
    add_loan(patron, item, due)
    add(
        models.OverdueNotice,
        overdue_notice_id=500000 + item,
        item_record_id=item,
        item_barcode=f"333070{item:08d}",
        patron_id=patron,
        due_date=at(due),
        title=title,
        notification_type_id=kind,
        delivery_option_id=option,
        reporting_organization_id=3,
        admin_language_id=1033,
        branch_abbreviation="RBPL",
        branch_name="Riverbend Public Library",
    )
    add_queued(patron, item, option, kind, queued)


def make_small_library():
    """A text patron with a hold and an overdue, a voice patron with an overdue and a loan, one by mail, one e-mail."""
    add_patron(8, 8)
    add_patron(9, 3, first_name="Bo", last_name="O'Dell", name_title="Dr.", email_address="bo.odell@example.com")
    add_patron(10, 2, email_address="cy.ames@example.com", phone_voice1=None)
    add_patron(11, 1)
    add_item(42, "River Stones")
    add_item(43, "Paper Lanterns")
    add_item(44, 'The "Small" Hours, Again')
    add_item(45, "A Field of Clocks")
    add_item(46, "Salt Roads")
    add_hold(8, 42, 8)
    add_overdue(8, 43, 8, 12, "2026-03-02T23:59:59")
    add_overdue(9, 44, 3, 13, "2026-02-25T23:59:59", 'The "Small" Hours, Again')
    add_loan(9, 45, "2026-03-16T23:59:59")
    add_overdue(10, 46, 2, 1, "2026-03-07T23:59:59", "Salt Roads")


def tampered(model, where, **columns):
    """Change columns of the one row that `where` finds."""
    assert model.objects.filter(**where).update(**columns) == 1
