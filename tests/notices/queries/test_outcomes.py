from datetime import date

import pytest

from apps.notices.models import NotificationLog
from apps.notices.queries.outcomes import count_outcomes, find_failed
from apps.notices.queries.parts import FAILED
from apps.notices.seeding.scenarios import LibraryNoticesScenario
from apps.notices.views.story import Contacts, story_of
from seedplot.clock import midnight
from seedplot.engine.pipeline import run
from seedplot.engine.runs import Request
from seedplot.models import SeedRun


@pytest.fixture
def library(db):
    run(Request(LibraryNoticesScenario(), 42, midnight(date(2026, 3, 12)), {}))


def test_outcomes_add_up_to_the_log(library):
    outcomes = count_outcomes()

    assert sum(each.arrived + each.failed for each in outcomes) == NotificationLog.objects.count()
    assert (
        sum(each.failed for each in outcomes)
        == NotificationLog.objects.filter(notification_status_id__in=FAILED).count()
    )
    assert {each.name for each in outcomes} == {"letter", "e-mail", "call", "text"}


def test_failed_contact_has_the_next_one_that_reached_the_patron(library):
    failed = find_failed(10)

    assert len(failed) == 2
    for each in failed:
        later = NotificationLog.objects.filter(patron_barcode=each.barcode, notified_at__gt=each.at)
        reached = later.exclude(notification_status_id__in=FAILED).order_by("notified_at").first()
        assert each.reached_at == reached.notified_at


def test_claim_has_the_figures_of_the_log(library, admin_user):
    total = NotificationLog.objects.count()
    contacts = Contacts(date(2026, 3, 12))

    claim = "".join(part.text for part in contacts.claim())

    assert claim == f"{total - 2} of {total} contacts arrived. 2 failed, and 2 reached the patron by the next step."
    assert story_of(SeedRun.objects.get(), admin_user).title == "Library notices"
    assert sum(float(each.height) > 0 for each in contacts.picture().shapes if each.kind == "rect") > 10
