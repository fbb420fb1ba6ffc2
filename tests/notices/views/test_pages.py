"""Pages of the library's notices: what they show, what they cost, and what nonsense is answered."""

import html
import re
from collections import Counter
from datetime import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.accounts.models import User
from apps.notices import models
from apps.notices.exports import export_library, output_directory
from apps.notices.management.trace_tree import draw
from apps.notices.models.codes import ContactStatus
from apps.notices.queries.tracing import trace_patron
from apps.pages.formatting import clock
from seedplot.clock import midnight
from seedplot.engine import provenance
from seedplot.models import SeedRun
from seedplot.plan import World
from tests.notices.rows import add
from tests.notices.seeded import AS_OF, seed_library
from tests.notices.small_library import add_hold, add_item, add_patron, at, make_small_library
from tests.rings import sampled

DAY = "2026-03-11"
PAGES = ("", "patrons/", f"batches/{DAY}/", "files/")
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXY"


@pytest.fixture
def visitor(client, db):
    client.force_login(User.objects.create_superuser("ada"))
    return client


@pytest.fixture
def library(db):
    return seed_library()


@pytest.fixture
def small_library(db):
    """Rows by hand, and a run that says which day it is there."""
    make_small_library()
    run = provenance.open_run(
        "default",
        World(),
        kind="scenario",
        scenario="library-notices",
        domain="notices",
        exclusive_key="library",
        options={},
        seed=42,
        anchor=midnight(AS_OF),
    )
    run.status = SeedRun.Status.COMPLETE
    run.save()


def add_contact(patron, moment, *, option=8, status=ContactStatus.TEXTED, **columns):
    number = models.NotificationLog.objects.count() + 1
    return add(
        models.NotificationLog,
        notification_log_id=number,
        patron_id=patron,
        patron_barcode=f"233070{patron:08d}",
        notified_at=at(moment),
        notification_type_id=2,
        delivery_option_id=option,
        notification_status_id=status,
        **columns,
    )


def text_of(response):
    assert response.status_code == 200
    return response.content.decode()


def words_of(page):
    """What a reader sees of the page: its text, with single blanks."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def downloaded(visitor, name):
    response = visitor.get(f"/notices/files/{name}")
    assert response.status_code == 200
    return response.getvalue()


# Who may look.


@pytest.mark.parametrize("page", [*PAGES, "patrons/23307000000001/", "files/holds.txt"])
def test_page_asks_for_a_login(client, db, page):
    response = client.get(f"/notices/{page}")

    assert (response.status_code, response.url) == (302, f"/login/?next=/notices/{page}")


# What they show.


def test_overview_has_the_figures_of_the_rows(visitor, library):
    response = visitor.get("/notices/")

    assert response.context["totals"] == {
        "patrons": 25,
        "holds": 20,
        "overdues": 27,
        "reminders": models.CirculationReminder.objects.count(),
        "contacts": models.NotificationLog.objects.count(),
        "failed": 2,
    }
    waiting = {each.kind: (each.count, each.waiting) for each in response.context["queue"]}
    assert (waiting["Hold"], waiting["Fine"], waiting["Manual Bill"]) == ((20, 0), (6, 6), (2, 0))
    assert sum(count for count, _ in waiting.values()) == 55


WAYS = {1: "letter", 2: "e-mail", 3: "call", 8: "text"}


def test_way_that_has_no_color_of_its_own_is_drawn_too(visitor, library):
    models.NotificationLog.objects.filter(delivery_option_id=1).update(delivery_option_id=4)

    lead = visitor.get("/notices/").context["contacts"].lead()

    assert lead.table.heads[-1] == "other"
    others = models.NotificationLog.objects.filter(delivery_option_id=4).count()
    assert sum(int(row[-1]) for row in lead.table.rows) == others > 0
    assert sum(shape.kind == "rect" and shape.tone == "context" for shape in lead.desk.shapes) > 0


def test_chart_counts_the_contacts_of_every_day_by_delivery(visitor, library):
    response = visitor.get("/notices/")

    lead = response.context["contacts"].lead()
    _, *ways = lead.table.heads
    told = {row[0]: dict(zip(ways, map(int, row[1:]), strict=True)) for row in lead.table.rows}
    counted = Counter(
        (f"{moment:%b} {moment.day}", WAYS[option])
        for moment, option in models.NotificationLog.objects.values_list("notified_at", "delivery_option_id")
    )
    assert ways == ["e-mail", "text", "call", "letter"]
    assert len(told) == 20
    assert {(day, way): count for day, counts in told.items() for way, count in counts.items() if count} == counted
    # A rectangle for each count, as high as it says beside the others.
    bars = [shape for shape in lead.desk.shapes if shape.kind == "rect"]
    assert len(bars) == len(counted)
    for day in response.context["days"]:
        assert f'href="/notices/batches/{day.day}/"' in text_of(response)


def test_patrons_are_listed_with_what_waits_for_them(visitor, library):
    page = text_of(visitor.get("/notices/patrons/"))

    rows = visitor.get("/notices/patrons/").context["page"]
    fourth = trace_patron(library, "D")
    assert [row.barcode for row in rows] == sorted(models.PatronRecord.objects.values_list("barcode", flat=True))
    assert (rows[3].name, rows[3].delivery) == (fourth.name, "Email Address")
    assert [(row.hold_count, row.overdue_count) for row in rows][:9] == [
        (0, 7), (0, 5), (0, 4), (3, 0), (2, 0), (2, 0), (2, 1), (1, 2), (3, 1),
    ]  # fmt: skip
    assert f'<a href="/notices/patrons/{fourth.barcode}/">{fourth.name}</a>' in page


def test_patron_is_found_by_name_barcode_phone_and_email(visitor, small_library):
    words = ("ada quill", "Quill", "0000008", "2705550008", "bo.odell@", "O'Dell", "nobody")

    found = {
        word: [row.patron_id for row in visitor.get("/notices/patrons/", {"q": word}).context["page"]] for word in words
    }

    assert found == {
        "ada quill": [8, 10, 11],
        "Quill": [8, 10, 11],
        "0000008": [8],
        "2705550008": [8],
        "bo.odell@": [9],
        "O'Dell": [9],
        "nobody": [],
    }


def test_patrons_are_filtered_by_how_they_are_told(visitor, library):
    found = [visitor.get("/notices/patrons/", {"option": option}).context["page"] for option in (1, 2, 3, 8)]

    assert [page.paginator.count for page in found] == [2, 15, 3, 5]


@pytest.mark.check
def test_patron_page_shows_the_chain_that_the_command_prints(visitor, library):
    for letter in LETTERS:
        trace = trace_patron(library, letter)

        page = text_of(visitor.get(f"/notices/patrons/{trace.barcode}/"))

        shown = without_blanks(words_of(page.split("</section>", 1)[1]))
        for line in draw(trace, Printed()).splitlines()[1:]:
            printed = without_blanks(re.sub("^[│├└─ ]+", "", line))
            assert printed in shown, f"{letter}: {line}"
            # Each in its turn: what comes next stands behind it.
            shown = shown.split(printed, 1)[1]


def without_blanks(text):
    return "".join(text.split())


class Printed:
    """A stream that is no terminal."""

    encoding = "utf-8"

    def isatty(self):
        return False


def test_steps_lead_to_the_day_of_the_batch_and_to_the_file(visitor, library):
    trace = trace_patron(library, "I")
    steps = [each for chain in trace.chains for each in chain.walk()]

    page = text_of(visitor.get(f"/notices/patrons/{trace.barcode}/"))

    days = {f"{each.at:%Y-%m-%d}" for each in steps if each.stage == "log"}
    files = {each.where for each in steps if each.stage == "file"}
    assert files >= {"PhoneNotices.csv", "holds.txt", "overdue.txt"}
    assert set(re.findall(r'href="/notices/batches/([\d-]+)/"', page)) == days
    assert set(re.findall(r'href="/notices/files/([^"]+)"', page)) == files


def test_day_shows_its_log_rows_batch_by_batch(visitor, library):
    for day in {moment.date() for moment in models.NotificationLog.objects.values_list("notified_at", flat=True)}:
        response = visitor.get(f"/notices/batches/{day}/")

        rows = [
            row.notification_log_id
            for row in models.NotificationLog.objects.order_by("notified_at", "patron_barcode")
            if row.notified_at.date() == day
        ]
        parts = response.context["parts"]
        assert [contact.notification_log_id for _, contacts in parts for contact in contacts] == rows
        assert all(
            contact.notified_at.replace(second=0, microsecond=0) == datetime.combine(day, batch)
            for batch, contacts in parts
            for contact in contacts
        )
        assert [(batch.at, batch.contact_count) for batch in response.context["batches"]] == [
            (batch, len(contacts)) for batch, contacts in parts
        ]


def test_day_tells_who_was_told_what_and_that_it_failed(visitor, library):
    failed = models.NotificationLog.objects.get(notification_status_id=ContactStatus.NO_ANSWER)
    name = trace_patron(library, "S").name

    page = words_of(text_of(visitor.get(f"/notices/batches/{failed.notified_at.date()}/?outcome=failed")))

    assert f"{clock(failed.notified_at)} {name}" in page
    assert f"Call not completed - No answer {failed.details}" in page


def test_log_is_filtered_by_batch_delivery_and_outcome(visitor, small_library):
    first = add_contact(8, "2026-03-11T10:01:15")
    second = add_contact(9, "2026-03-11T10:01:59.500", option=3, status=ContactStatus.NO_ANSWER, details="Nobody there")
    third = add_contact(8, "2026-03-11T14:01:20")
    add_contact(8, "2026-03-10T14:01:20")
    filters = ("", "batch=10:01", "option=8", "outcome=failed", "outcome=completed", "batch=23:59")

    found = {
        query: [row.pk for row in visitor.get(f"/notices/batches/{DAY}/?{query}").context["page"]] for query in filters
    }

    assert found == {
        "": [first.pk, second.pk, third.pk],
        "batch=10:01": [first.pk, second.pk],
        "option=8": [first.pk, third.pk],
        "outcome=failed": [second.pk],
        "outcome=completed": [first.pk, third.pk],
        "batch=23:59": [],
    }


def test_days_lead_to_each_other(visitor, small_library):
    for moment in ("2026-03-05T10:01:15", "2026-03-09T10:01:15", "2026-03-11T10:01:15"):
        add_contact(8, moment)

    page = text_of(visitor.get("/notices/batches/2026-03-09/"))

    assert '<a rel="prev" href="/notices/batches/2026-03-05/">' in page
    assert '<a rel="next" href="/notices/batches/2026-03-11/">' in page
    assert "Nobody was told anything on this day." in text_of(visitor.get("/notices/batches/2026-03-06/"))


def test_links_between_pages_keep_the_filters(visitor, small_library):
    for number in range(100, 160):
        add_patron(number, 8)
        add_contact(number, "2026-03-11T10:01:15")

    patrons = text_of(visitor.get("/notices/patrons/?q=Quill&option=8&page=2"))
    contacts = text_of(visitor.get(f"/notices/batches/{DAY}/?batch=10:01&page=1"))

    assert 'href="?page=3&amp;q=Quill&amp;option=8"' in patrons
    assert 'href="?page=2&amp;batch=10%3A01"' in contacts


# The files.


def test_every_file_is_downloaded_as_it_is_exported(visitor, library, tmp_path):
    export_library(output_directory(tmp_path), AS_OF)
    exported = {path.name: path.read_bytes() for path in tmp_path.iterdir() if not path.name.startswith(".")}

    listed = re.findall(r'href="/notices/files/([^"]+)" download', text_of(visitor.get("/notices/files/")))

    assert sorted(listed) == sorted(exported)
    assert {name: downloaded(visitor, name) for name in listed} == exported


def test_download_says_what_it_is(visitor, small_library):
    names = ("Polaris.Polaris.Patrons.csv", "holds.txt")

    answers = {name: visitor.get(f"/notices/files/{name}") for name in names}

    said = {
        name: {each: answer.headers[f"Content-{each}"] for each in ("Type", "Disposition", "Length")}
        for name, answer in answers.items()
    }
    assert said == {
        name: {
            "Type": kind,
            "Disposition": f'attachment; filename="{name}"',
            "Length": str(len(answers[name].getvalue())),
        }
        for name, kind in zip(names, ("text/csv; charset=utf-8", "text/plain; charset=cp1252"), strict=True)
    }


def test_row_that_the_file_cannot_hold_is_told_before_anything_is_sent(visitor, small_library):
    models.Address.objects.all().delete()
    add(models.Address, address_id=1, street_one="1 Main\tStreet")

    response = visitor.get("/notices/files/Polaris.Polaris.Addresses.csv")

    assert response.status_code == 409
    assert response.content.decode().startswith("Cannot write row 1 of Polaris.Polaris.Addresses.csv: ")


@pytest.mark.parametrize(
    "name", ["nothing.csv", "..%2f..%2fmanage.py", "%2e%2e/manage.py", "holds.txt/", ".seedplot-manifest.json", "%00"]
)
def test_only_files_of_the_export_are_there(visitor, small_library, name):
    assert visitor.get(f"/notices/files/{name}").status_code == 404


# Text, and nothing at all.


def test_text_is_shown_as_text(visitor, small_library):
    add_patron(12, 8, first_name="<script>alert(1)</script>", last_name="<b>x</b>")
    add_item(50, "<img src=x onerror=alert(1)>")
    add_hold(12, 50, 8, "<img src=x onerror=alert(1)>")
    add_contact(12, "2026-03-10T14:01:20", delivery_string="<i>a</i>", details="<u>b</u>")

    for page in ("patrons/", "patrons/23307000000012/", "batches/2026-03-10/"):
        shown = text_of(visitor.get(f"/notices/{page}")).split("<main", 1)[1]
        assert not re.search(r"<script>alert|<img|<b>|<i>|<u>", shown)
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown


def test_pages_without_a_library_say_what_makes_one(visitor):
    for page in ("", "patrons/", "files/"):
        assert "python manage.py generate_library_notices" in text_of(visitor.get(f"/notices/{page}"))
    assert visitor.get("/notices/files/holds.txt").status_code == 404
    assert visitor.get("/notices/patrons/23307000000001/").status_code == 404


# What they cost.


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("page", "queries"),
    [("", 14), ("patrons/", 4), ("patrons/23307000000008/", 30), (f"batches/{DAY}/", 7), ("files/", 1)],
)
def test_page_costs_as_much_with_more_rows(visitor, small_library, page, queries, count):
    for number in range(count):
        add_item(60 + number, f"Title {number}")
        add_hold(8, 60 + number, 8, f"Title {number}")
        add_patron(100 + number, 8)
        add_contact(100 + number, f"{DAY}T10:01:15")
        add_contact(8, f"{DAY}T1{number}:01:15")

    with CaptureQueriesContext(connection) as captured:
        assert visitor.get(f"/notices/{page}").status_code == 200

    # Three more are the visitor's session and account, and the ribbon's.
    assert len(captured) - 3 == queries


# Nonsense.

NONSENSE = ("", "0", "-1", "x", "%00", "9" * 40, "24:00", "10:61", "%F0%9F%8C%B1", "<b>")


@pytest.mark.check
@pytest.mark.parametrize("name", sampled(["page", "q", "option", "batch", "outcome", "other"], every=4))
def test_nonsense_is_never_an_error_of_ours(visitor, small_library, name):
    addresses = [f"/notices/{page}" for page in (*PAGES, "patrons/23307000000008/", "batches/9999-12-31/")]

    statuses = {visitor.get(f"{address}?{name}={value}").status_code for address in addresses for value in NONSENSE}

    assert statuses <= {200, 400}


@pytest.mark.parametrize(
    "page",
    [
        "patrons/A/",
        "patrons/8/",
        "patrons/%00/",
        "patrons/../../etc/",
        "batches/2026-02-30/",
        "batches/today/",
        "batches/0000-01-01/",
        "batches/2026-3-1/",
    ],
)
def test_what_is_not_there_is_not_found(visitor, small_library, page):
    assert visitor.get(f"/notices/{page}").status_code == 404


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_first_and_last_day_of_all_can_be_asked_for(visitor, small_library, day):
    add_contact(8, "2026-03-11T10:01:15")

    assert visitor.get(f"/notices/batches/{day}/").status_code == 200
    assert visitor.get(f"/notices/batches/{day}/?batch=23:59").status_code == 200


def test_bad_filters_are_refused(visitor, small_library):
    queries = ("page=x", "batch=x", "batch=1001", "outcome=gone", "option=-1")

    assert [visitor.get(f"/notices/batches/{DAY}/?{query}").status_code for query in queries] == [400] * 5
