"""The library's notices in a real browser, as they are seeded."""

from collections import Counter
from datetime import date

import pytest

from apps.accounts.models import User
from apps.notices.exports import library_files
from apps.notices.models import NotificationLog
from apps.notices.queries.library import library_there
from apps.notices.queries.tracing import trace_patron
from apps.notices.seeding.scenarios import LibraryNoticesScenario
from seedplot.clock import midnight
from seedplot.engine.pipeline import run
from seedplot.engine.runs import Request

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.check]


@pytest.fixture
def library():
    User.objects.create_superuser("ada", "ada@example.com", "a good password")
    run(Request(LibraryNoticesScenario(), 42, midnight(date(2026, 3, 12)), {}))
    return library_there()


def test_every_page_opens_without_trouble_and_can_be_used_by_everybody(visit, library):
    visit.log_in("ada", "a good password")
    day = NotificationLog.objects.order_by("-notified_at").first().notified_at.date()

    found = {}
    for path in (
        "/notices/",
        "/notices/patrons/",
        *(f"/notices/patrons/{trace_patron(library, letter).barcode}/" for letter in "AIPX"),
        f"/notices/batches/{day}/",
        "/notices/batches/2026-03-08/?outcome=failed",
        "/notices/files/",
    ):
        visit.open(path)
        found[path] = (visit.violations(), visit.overflows())

    assert {path: each for path, each in found.items() if each != ([], False)} == {}
    assert visit.troubles == []


def test_chart_is_drawn_with_the_values_of_the_database(visit, library):
    visit.log_in("ada", "a good password")

    page = visit.open("/notices/")

    drawn = page.evaluate(
        """() => {
            const table = document.querySelector("figure.chart table");
            const [, ...ways] = [...table.tHead.rows[0].cells].map((cell) => cell.textContent);
            return [...table.tBodies[0].rows].flatMap(({ cells: [day, ...counts] }) =>
                counts.map((count, index) => [day.textContent, ways[index], Number(count.textContent)]));
        }"""
    )
    names = {1: "letter", 2: "e-mail", 3: "call", 8: "text"}
    # One of the two is seen, and a column of it for each count.
    bars = page.evaluate(
        "() => [...document.querySelectorAll('figure.chart svg rect')].map((each) => each.checkVisibility())"
    )
    counted = Counter(
        (f"{moment:%b} {moment.day}", names[option])
        for moment, option in NotificationLog.objects.values_list("notified_at", "delivery_option_id")
    )
    assert {(day, name): count for day, name, count in drawn if count} == counted
    assert (sum(bars), len(bars)) == (len(counted), 2 * len(counted))
    assert visit.troubles == []


def test_file_is_downloaded_byte_for_byte(visit, library):
    visit.log_in("ada", "a good password")
    page = visit.open("/notices/files/")

    with page.expect_download() as waiting:
        page.get_by_role("link", name="PhoneNotices.csv").click()

    [file] = [each for each in library_files(library) if each.name == "PhoneNotices.csv"]
    assert waiting.value.suggested_filename == "PhoneNotices.csv"
    assert waiting.value.path().read_bytes() == b"".join(file.encoded())
