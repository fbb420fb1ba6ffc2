"""PhoneNotices.csv and the five text files, line by line, from rows made by hand."""

import csv
from datetime import date

import pytest

from apps.notices import models
from apps.notices.exports.phone_files import phone_notices_file, text_file
from apps.notices.exports.phone_readers import LINES_OF, read_phone_notices, read_text_file
from apps.notices.queries.library import Library
from apps.notices.queries.lines import HoldLine, LoanLine, PatronLine, PhoneNotice, delivery_of, kind_of, level_of
from apps.notices.queries.phone_notices import phone_notices
from apps.notices.queries.vendor_lines import KINDS, months_before, renew_date
from seedplot.exporters import ExportError, write_rows
from tests.notices.small_library import (
    AS_OF,
    add_hold,
    add_item,
    add_loan,
    add_overdue,
    add_patron,
    add_queued,
    at,
    make_small_library,
    tampered,
)

LIBRARY = Library(AS_OF)

pytestmark = pytest.mark.django_db


def lines(kind, library=LIBRARY):
    return list(KINDS[kind](library))


def written(tmp_path, file):
    write_rows(tmp_path / file.name, file.dialect, file.rows())
    return (tmp_path / file.name).read_bytes().decode("ascii")


# PhoneNotices.csv.


def test_phone_notices_are_written_as_the_product_does(tmp_path):
    make_small_library()

    assert written(tmp_path, phone_notices_file(LIBRARY)) == (
        '"T","eng","2","1","23307000000008"," ","Ada","Quill","2705550008"," ","RBPL","Riverbend Public Library",'
        '"33307000000042","3/17/2026","River Stones","3","1033","2","8","8","42","800042"," "," "," "\r\n'
        '"T","eng","1","2","23307000000008"," ","Ada","Quill","2705550008"," ","RBPL","Riverbend Public Library",'
        '"33307000000043","3/2/2026","Paper Lanterns","3","1033","12","8","8","43","0"," "," "," "\r\n'
        '"V","eng","1","3","23307000000009","Dr.","Bo","O\'Dell","2705550009","bo.odell@example.com","RBPL",'
        '"Riverbend Public Library","33307000000044","2/25/2026","The ""Small"" Hours, Again","3","1033","13","3","9",'
        '"44","0"," "," "," "\r\n'
    )


def test_phone_notices_are_read_back_equal_by_our_reader_and_by_another(tmp_path):
    make_small_library()
    file = phone_notices_file(LIBRARY)
    write_rows(tmp_path / file.name, file.dialect, file.rows())

    with (tmp_path / file.name).open(newline="", encoding="utf-8") as stream:
        independent = list(csv.reader(stream))

    assert list(read_phone_notices(tmp_path / file.name)) == list(phone_notices(LIBRARY))
    assert independent == list(file.lines())
    assert {len(fields) for fields in independent} == {25}


def test_phone_notices_are_those_of_voice_and_text_in_the_order_of_barcodes():
    make_small_library()
    add_patron(7, 8)
    add_hold(7, 41, 8)
    add_overdue(8, 40, 8, 1, "2026-03-09T23:59:59")

    found = [(line.patron_id, line.item_record_id) for line in phone_notices(LIBRARY)]

    assert found == [(7, 41), (8, 40), (8, 42), (8, 43), (9, 44)]


def test_phone_notices_can_be_narrowed_to_a_patron(django_assert_num_queries):
    make_small_library()

    with django_assert_num_queries(2):
        [line] = phone_notices(LIBRARY, patron_id=9)

    assert line == PhoneNotice(
        delivery="V",
        language="eng",
        kind=1,
        level=3,
        patron_barcode="23307000000009",
        name_title="Dr.",
        first_name="Bo",
        last_name="O'Dell",
        phone="2705550009",
        email="bo.odell@example.com",
        site_code="RBPL",
        site_name="Riverbend Public Library",
        item_barcode="33307000000044",
        last_day=date(2026, 2, 25),
        title='The "Small" Hours, Again',
        reporting_org_id=3,
        language_id=1033,
        notification_type_id=13,
        delivery_option_id=3,
        patron_id=9,
        item_record_id=44,
        hold_request_id=0,
    )


@pytest.mark.parametrize(
    ("notification_type", "kind", "level"),
    [
        (1, 1, 1),
        (12, 1, 2),
        (13, 1, 3),
        (2, 2, 1),
        (18, 2, 1),
        (3, 3, 1),
        (8, 4, 1),
        (11, 4, 1),
        (20, 4, 1),
        (21, 4, 1),
    ],
)
def test_kind_and_level_follow_from_the_type(notification_type, kind, level):
    assert (kind_of(notification_type), level_of(notification_type)) == (kind, level)


def test_reminders_and_letters_do_not_go_by_phone():
    with pytest.raises(ValueError, match="notices of type 7 do not go by phone"):
        kind_of(7)
    with pytest.raises(ValueError, match="delivery option 2 is no phone's"):
        delivery_of(2)
    assert [delivery_of(option) for option in (3, 4, 5, 8)] == ["V", "V", "V", "T"]


# The text files.


def test_text_files_are_written_as_the_vendor_takes_them(tmp_path):
    make_small_library()

    found = {kind: written(tmp_path, text_file(LIBRARY, kind)) for kind in KINDS}

    assert found == {
        "holds": "River Stones|2026-03-10|800042|8|3|2026-03-17|23307000000008\r\n",
        "overdue": (
            "8|33307000000043|Paper Lanterns|2026-03-02|43|||||1|600043|2|23307000000008\r\n"
            '9|33307000000044|The "Small" Hours, Again|2026-02-25|44|||||1|600044|2|23307000000009\r\n'
        ),
        "renew": "9|33307000000045|A Field of Clocks|2026-03-16|45|||||1|600045|2|23307000000009\r\n",
        "text_patrons": "2705550008|23307000000008\r\n",
        "voice_patrons": "2705550009|23307000000009\r\n",
    }


def test_text_files_are_read_back_equal(tmp_path):
    make_small_library()

    for kind in KINDS:
        file = text_file(LIBRARY, kind)
        write_rows(tmp_path / file.name, file.dialect, file.rows())

        assert list(read_text_file(tmp_path / file.name, kind)) == lines(kind)
        assert lines(kind)


def test_uploaded_copy_is_named_by_the_moment():
    assert text_file(LIBRARY, "holds").name == "holds.txt"
    assert text_file(LIBRARY, "holds").copies == ("holds_submitted_2026-03-12_00-00-00.txt",)


def test_files_of_an_empty_library_are_empty(tmp_path):
    assert {written(tmp_path, text_file(LIBRARY, kind)) for kind in KINDS} == {""}
    assert written(tmp_path, phone_notices_file(LIBRARY)) == ""


def test_hold_line_needs_a_notice_that_waits_beyond_today():
    add_patron(8, 8)
    add_hold(8, 42, 8, till="2026-03-12T23:59:59")
    add_hold(8, 43, 8, till="2026-03-11T23:59:59")
    add_queued(8, 44, 8, 2, "2026-03-11T10:00:00")

    [line] = lines("holds")

    assert line == HoldLine("River Stones", date(2026, 3, 10), 800042, 8, 3, date(2026, 3, 12), "23307000000008")


def test_overdue_line_needs_an_item_still_out_with_that_patron_and_a_queue_row_of_the_last_day():
    add_patron(8, 8)
    for item, queued in [(40, "2026-03-11T00:00:00"), (41, "2026-03-10T23:59:59"), (42, "2026-03-11T23:59:59")]:
        add_item(item, "A Field of Clocks")
        add_overdue(8, item, 8, 1, "2026-03-07T23:59:59", queued=queued)
    add_item(43, "Salt Roads")
    add_loan(9, 43, "2026-03-07T23:59:59")
    add_queued(8, 43, 8, 1, "2026-03-11T02:00:00")

    assert [line.item_record_id for line in lines("overdue")] == [40, 42]


def test_loan_line_names_every_field():
    make_small_library()

    assert lines("overdue")[0] == LoanLine(
        patron_id=8,
        item_barcode="33307000000043",
        title="Paper Lanterns",
        due_on=date(2026, 3, 2),
        item_record_id=43,
        renewals=1,
        bibliographic_record_id=600043,
        renewal_limit=2,
        patron_barcode="23307000000008",
    )


@pytest.mark.parametrize(
    ("as_of", "due"),
    [
        ("2026-03-11", "2026-03-14"),
        ("2026-03-12", "2026-03-16"),
        ("2026-03-13", "2026-03-16"),
        ("2024-02-28", "2024-03-02"),
    ],
)
def test_renew_is_three_days_ahead_and_never_a_sunday(as_of, due):
    assert renew_date(date.fromisoformat(as_of)) == date.fromisoformat(due)


def test_renew_skips_what_is_due_on_another_day_cannot_be_renewed_or_is_told_otherwise():
    add_patron(8, 8)
    add_patron(10, 2)
    for item, patron, due, material in [
        (40, 8, "2026-03-16T23:59:59", 1),
        (41, 8, "2026-03-15T23:59:59", 1),
        (42, 8, "2026-03-17T00:00:00", 1),
        (43, 8, "2026-03-16T23:59:59", 12),
        (44, 10, "2026-03-16T23:59:59", 1),
    ]:
        add_item(item, "Salt Roads", material_type_id=material)
        add_loan(patron, item, due)

    assert [line.item_record_id for line in lines("renew")] == [40]


def test_lines_of_one_patron_come_by_item_barcode():
    add_patron(8, 8)
    for item, barcode in [(40, "33307000000099"), (41, "33307000000011")]:
        add_item(item, "Salt Roads")
        add_loan(8, item, "2026-03-16T23:59:59")
        tampered(models.CirculationItem, {"item_record_id": item}, barcode=barcode)

    assert [line.item_record_id for line in lines("renew")] == [41, 40]


def test_patron_lists_leave_out_short_numbers_and_cards_that_ran_out_long_ago():
    add_patron(1, 8, phone_voice1="270-555-0101")
    add_patron(2, 8, phone_voice1="555-0102")
    add_patron(3, 8, phone_voice1=None)
    add_patron(4, 8, expiration_date=at("2025-12-12"))
    add_patron(5, 8, expiration_date=at("2025-12-11T23:59:59"))

    assert lines("text_patrons") == [
        PatronLine("2705550101", "23307000000001"),
        PatronLine("2705550004", "23307000000004"),
    ]
    assert lines("voice_patrons") == []


@pytest.mark.parametrize(
    ("day", "before"),
    [
        ("2026-03-12", "2025-12-12"),
        ("2026-05-31", "2026-02-28"),
        ("2024-05-31", "2024-02-29"),
        ("2026-12-31", "2026-09-30"),
    ],
)
def test_three_months_before_a_month_end(day, before):
    assert months_before(date.fromisoformat(day), 3) == date.fromisoformat(before)


def test_bar_in_a_title_is_replaced_and_trailing_spaces_go(tmp_path):
    add_patron(8, 8)
    add_hold(8, 42, 8, title="Either|Or  ")

    assert written(tmp_path, text_file(LIBRARY, "holds")).startswith("Either/Or|2026-03-10|")


# Readers.


@pytest.mark.parametrize(
    ("kind", "text", "reason"),
    [
        ("text_patrons", "2705550108\r\n", "a line of 1 fields where 2 belong"),
        ("text_patrons", "2705550108|NULL\r\n", "a line with a missing value or a trailing space"),
        ("text_patrons", "2705550108 |1\r\n", "a line with a missing value or a trailing space"),
        ("holds", "T|2026-03-10|800012|10008|3|17.3.2026|23307000000008\r\n", "a line that cannot be read"),
        ("overdue", "1|2|T|2026-03-10|5||||1|6|2|7\r\n", "a line without its 13 fields"),
        ("renew", "1|2|T|2026-03-10|5||x|||1|6|2|7\r\n", "a line without its 13 fields"),
    ],
)
def test_reader_refuses_what_a_receiver_would_drop(tmp_path, kind, text, reason):
    path = tmp_path / f"{kind}.txt"
    path.write_bytes(text.encode())

    with pytest.raises(ExportError, match=rf"^{kind}\.txt has {reason}"):
        list(read_text_file(path, kind))


def test_every_text_file_has_a_reader():
    assert LINES_OF.keys() == KINDS.keys()
