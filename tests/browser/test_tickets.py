"""The workshop in a real browser, after the imports and with the stories."""

import pytest
from django.core.management import call_command

from apps.tickets.models import LogEntry, Task

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.check]


@pytest.fixture
def museum(settings):
    settings.DEBUG = True
    call_command("import_legacy_data", "--as-of", "2026-03-12", verbosity=0)


def test_public_pages_open_without_trouble_and_a_report_arrives(visit, museum):
    task = Task.objects.filter(machine__slug="ballyhoo").first()

    found = {}
    for path in ("/tickets/tasks/", f"/tickets/tasks/{task.pk}/", "/tickets/m/ballyhoo/", "/tickets/p/ballyhoo/"):
        visit.open(path)
        found[path] = (visit.violations(), visit.overflows())
    visit.page.select_option("#id_problem_type", "stuck_ball")
    visit.page.fill("#id_problem_text", "The ball rests on the top arch.")
    visit.page.click("main button")
    visit.page.wait_for_url("**/tickets/m/ballyhoo/")

    assert {path: each for path, each in found.items() if each != ([], False)} == {}
    assert visit.page.locator(".notice.success").inner_text().startswith("Thank you.")
    report = Task.objects.latest("pk")
    assert (report.problem_text, report.machine.slug) == ("The ball rests on the top arch.", "ballyhoo")
    assert visit.troubles == []


def test_pages_of_the_workshop_open_without_trouble_and_an_update_closes_a_task(visit, museum):
    visit.log_in("william", "test123")
    entry = LogEntry.objects.filter(machine__slug="gorgar").first()

    found = {}
    for path in (
        "/tickets/machines/",
        "/tickets/machines/gorgar/",
        "/tickets/machines/gorgar/tasks/",
        "/tickets/machines/gorgar/log/",
        f"/tickets/machines/gorgar/log/{entry.pk}/",
        "/tickets/machines/gorgar/log/new/",
        "/tickets/machines/gorgar/qr/",
        "/tickets/machines/gorgar/tasks/new/",
        "/tickets/machines/the-incredible-hulk/tasks/",
        "/tickets/machines/the-incredible-hulk/log/",
        "/tickets/tasks/new/",
    ):
        visit.open(path)
        found[path] = (visit.violations(), visit.overflows())
    task = Task.objects.open().first()
    page = visit.open(f"/tickets/tasks/{task.pk}/")
    page.fill("#id_text", "Played ten games, all fine.")
    page.select_option("#id_status", "closed")
    page.click("main form button")
    page.wait_for_load_state("networkidle")

    assert {path: each for path, each in found.items() if each != ([], False)} == {}
    task.refresh_from_db()
    assert task.status == "closed"
    assert "Played ten games, all fine." in page.locator(".timeline").inner_text()
    assert visit.troubles == []


def test_hulk_has_no_tasks_and_one_old_entry(visit, museum):
    visit.log_in("william", "test123")

    tasks = visit.open("/tickets/machines/the-incredible-hulk/tasks/").locator("main").inner_text()
    entries = visit.open("/tickets/machines/the-incredible-hulk/log/").locator(".timeline li").count()

    assert "There are no tasks for The Incredible Hulk." in tasks
    assert entries == 1
