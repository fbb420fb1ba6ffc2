"""Pages of the workshop: who sees what, what may be sent, and what nonsense is answered."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from apps.accounts.models import User
from apps.tickets.factories import LogEntryFactory, MachineInstanceFactory, MaintainerFactory, TaskFactory
from apps.tickets.models import LogEntry, MachineInstance, Task
from apps.tickets.models.sample import SAMPLE_CONTACT
from apps.tickets.services.tasks import add_note, set_machine_status

REPORT = {"problem_type": "stuck_ball", "problem_text": "The ball hangs behind the left bumper."}


@pytest.fixture
def maintainer(db):
    user = User.objects.create_user("ken", "ken@example.com", "a good password", first_name="Ken")
    return MaintainerFactory.create(user=user, nickname="")


@pytest.fixture
def workshop(client, maintainer):
    client.force_login(maintainer.user)
    return client


@pytest.fixture
def reported(machine):
    return TaskFactory.create(
        machine=machine,
        problem_text="Left flipper is weak.",
        reported_by_name="Marta Kessler",
        reported_by_contact=SAMPLE_CONTACT,
        device_info="marta@example.com",
        ip_address="192.0.2.7",
    )


def text_of(response):
    return response.content.decode()


def queries_of(client, address):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    # One of them is the ribbon's.
    return len(captured) - 1


PUBLIC = ("/tickets/tasks/", "/tickets/tasks/{task}/", "/tickets/m/{slug}/", "/tickets/p/{slug}/")
WORKSHOP = (
    "/tickets/floor/",
    "/tickets/tasks/new/",
    "/tickets/machines/",
    "/tickets/machines/{slug}/",
    "/tickets/machines/{slug}/tasks/",
    "/tickets/machines/{slug}/tasks/new/",
    "/tickets/machines/{slug}/log/",
    "/tickets/machines/{slug}/log/new/",
    "/tickets/machines/{slug}/log/{entry}/",
    "/tickets/machines/{slug}/qr/",
)


def filled(address, task):
    entry = task.log_entries.first() or add_note(task, [], "Looked at it.")
    return address.format(task=task.pk, slug=task.machine.slug, entry=entry.pk)


# Who sees what.


@pytest.mark.parametrize("address", PUBLIC)
def test_public_page_opens_for_everybody_and_names_no_reporter(client, reported, address):
    page = text_of(client.get(filled(address, reported)))

    for secret in ("Marta", "Kessler", "marta@", "192.0.2.7", SAMPLE_CONTACT):
        assert secret not in page


@pytest.mark.parametrize("address", WORKSHOP)
def test_other_pages_ask_for_a_login(client, reported, address):
    path = filled(address, reported)

    response = client.get(path)

    assert (response.status_code, response.url) == (302, f"/login/?next={path}")


@pytest.mark.parametrize("address", WORKSHOP)
def test_other_pages_refuse_who_is_not_of_the_workshop(client, reported, address):
    client.force_login(User.objects.create_user("visitor"))

    assert client.get(filled(address, reported)).status_code == 403


@pytest.mark.parametrize("address", [*PUBLIC, *WORKSHOP])
def test_every_page_opens_for_a_maintainer_and_for_staff(workshop, client, reported, address):
    path = filled(address, reported)

    assert workshop.get(path).status_code == 200
    client.force_login(User.objects.create_user("boss", is_staff=True))
    assert client.get(path).status_code == 200


def test_start_of_the_domain_leads_to_the_tasks(client, db):
    assert client.get("/tickets/").url == "/tickets/tasks/"


def test_workshop_sees_reporter_and_contact(workshop, reported):
    page = text_of(workshop.get(f"/tickets/tasks/{reported.pk}/"))

    assert "by Marta Kessler" in page
    assert "marta@example.com" in page
    assert SAMPLE_CONTACT not in page


# Lists.


def test_list_shows_open_tasks_newest_first_and_how_many(client, machine):
    old = TaskFactory.create(machine=machine, created_at=datetime(2026, 1, 1, tzinfo=UTC))
    new = TaskFactory.create(machine=machine, created_at=datetime(2026, 1, 2, tzinfo=UTC))
    closed = TaskFactory.create(machine=machine, status=Task.STATUS_CLOSED)

    shown = {query: client.get(f"/tickets/tasks/{query}").context for query in ("", "?status=closed", "?status=all")}

    assert [list(each["page"]) for each in shown.values()] == [[new, old], [closed], [closed, new, old]]
    assert shown[""]["open_count"] == 2


def test_search_finds_problem_machine_and_log_and_reporters_only_for_the_workshop(client, workshop, reported):
    add_note(reported, [], "Swapped the coil sleeve.")
    words = ("weak", reported.machine.name[:5], "sleeve", "Kessler")

    found_by_workshop = [workshop.get("/tickets/tasks/", {"q": word}).context["page"].paginator.count for word in words]
    workshop.logout()
    found_by_public = [client.get("/tickets/tasks/", {"q": word}).context["page"].paginator.count for word in words]

    assert found_by_workshop == [1, 1, 1, 1]
    assert found_by_public == [1, 1, 1, 0]


def test_task_shows_all_entries_oldest_first_with_people(client, maintainer, reported):
    start = reported.created_at
    add_note(reported, [maintainer], "Looked at it.", occurred_at=start + timedelta(hours=1))
    set_machine_status(reported, "fixing", [], "On the bench.", occurred_at=start + timedelta(hours=2))

    page = text_of(client.get(f"/tickets/tasks/{reported.pk}/"))

    assert page.index("Looked at it.") < page.index("On the bench.")
    assert re.search(r"<strong>Ken</strong>.*<strong>System</strong>", page, re.DOTALL)
    assert "machine fixing" in page


def test_machine_lists_what_is_broken_like_any_other(workshop, machine):
    MachineInstance.objects.filter(pk=machine.pk).update(operational_status="broken")
    MachineInstanceFactory.create(operational_status="good")

    assert list(workshop.get("/tickets/machines/?status=broken").context["page"]) == [machine]


def test_machine_without_tasks_says_so(workshop, machine):
    LogEntryFactory.create(task=None, machine=machine, text="Came in from the estate.")

    assert "There are no tasks for" in text_of(workshop.get(f"/tickets/machines/{machine.slug}/tasks/"))
    assert "Came in from the estate." in text_of(workshop.get(f"/tickets/machines/{machine.slug}/log/"))


def test_log_has_entries_with_and_without_task(workshop, reported):
    entry = add_note(reported, [], "About the task.")
    alone = LogEntryFactory.create(task=None, machine=reported.machine, text="About the machine.")

    page = workshop.get(f"/tickets/machines/{reported.machine.slug}/log/")

    assert {each.pk for each in page.context["page"]} == {entry.pk, alone.pk}
    assert f'href="/tickets/tasks/{reported.pk}/"' in text_of(page)


def test_links_to_pages_keep_the_filters_and_one_page_number(client, machine):
    for _ in range(41):
        TaskFactory.create(machine=machine)

    page = text_of(client.get("/tickets/tasks/?q=&type=problem_report&page=2"))

    assert 'href="?page=3&amp;q=&amp;type=problem_report"' in page
    assert "page=2&amp;page" not in page


def test_code_leads_to_the_sheet(workshop, machine):
    page = text_of(workshop.get(f"/tickets/machines/{machine.slug}/qr/"))

    assert f"http://testserver/tickets/m/{machine.slug}/" in page
    assert "<svg" in page


# Reports of visitors.


def test_visitor_reports_a_problem(client, machine):
    other = MachineInstanceFactory.create()
    given = {**REPORT, "reported_by_name": "Ana", "machine": other.pk, "status": "closed", "type": "task"}

    response = client.post(f"/tickets/p/{machine.slug}/", given, headers={"User-Agent": "Phone 1.0"}, follow=True)

    [task] = Task.objects.all()
    assert (task.machine, task.type, task.status) == (machine, "problem_report", "open")
    assert (task.reported_by_name, task.device_info, task.ip_address) == ("Ana", "Phone 1.0", "127.0.0.1")
    assert task.reported_by_user is None
    assert response.redirect_chain == [(f"/tickets/m/{machine.slug}/", 302)]
    assert "Thank you." in text_of(response)


def test_report_by_somebody_who_is_logged_in_keeps_the_account_instead(workshop, maintainer, machine):
    workshop.post(f"/tickets/p/{machine.slug}/", REPORT)

    [task] = Task.objects.all()
    assert (task.reported_by_user, task.reported_by_name, task.reported_by_contact) == (
        maintainer.user,
        "Ken",
        "ken@example.com",
    )
    assert (task.device_info, task.ip_address) == ("", None)


@pytest.mark.parametrize("text", ["", "   ", "\n"])
def test_empty_report_is_refused(client, machine, text):
    response = client.post(f"/tickets/p/{machine.slug}/", {**REPORT, "problem_text": text})

    assert response.status_code == 200
    assert "This field is required." in text_of(response)
    assert Task.objects.count() == 0


def test_sixth_report_within_ten_minutes_is_explained_and_not_kept(client, machine):
    answers = [
        client.post(f"/tickets/p/{machine.slug}/", REPORT, headers={"X-Forwarded-For": f"198.51.100.{number}"})
        for number in range(6)
    ]

    assert [answer.status_code for answer in answers] == [302] * 5 + [200]
    assert "this one was not kept" in text_of(answers[-1])
    assert Task.objects.count() == 5


def test_old_reports_and_other_addresses_do_not_count(client, machine):
    TaskFactory.create_batch(
        5, machine=machine, ip_address="127.0.0.1", created_at=timezone.now() - timedelta(seconds=601)
    )
    TaskFactory.create_batch(5, machine=machine, ip_address="192.0.2.9", created_at=timezone.now())

    assert client.post(f"/tickets/p/{machine.slug}/", REPORT).status_code == 302


def test_addresses_of_one_ipv6_network_share_their_reports(client, machine):
    def report(address):
        return client.post(f"/tickets/p/{machine.slug}/", REPORT, REMOTE_ADDR=address).status_code

    answers = [report(f"2001:db8:1:2::{number}") for number in range(6)]

    assert answers == [302] * 5 + [200]
    assert report("2001:db8:1:3::1") == 302


def test_visitors_behind_a_proxy_are_told_apart_by_its_header(client, machine, settings):
    settings.PROXY_ADDRESS_HEADER = "X-Real-IP"

    def report(address):
        return client.post(f"/tickets/p/{machine.slug}/", REPORT, headers={"X-Real-IP": address}).status_code

    assert [report("192.0.2.1") for _ in range(6)] == [302] * 5 + [200]
    assert report("192.0.2.2") == 302


def test_forms_need_their_token(machine):
    from django.test import Client

    assert Client(enforce_csrf_checks=True).post(f"/tickets/p/{machine.slug}/", REPORT).status_code == 403


# What the workshop writes.


def test_task_is_created_for_the_machine_of_the_address(workshop, maintainer, machine):
    given = {"problem_type": "other", "problem_text": "Wax the playfield."}

    response = workshop.post(f"/tickets/machines/{machine.slug}/tasks/new/", given)

    [task] = Task.objects.all()
    assert (task.machine, task.type, task.reported_by_user) == (machine, "task", maintainer.user)
    assert response.url == f"/tickets/tasks/{task.pk}/"


def test_task_is_created_for_a_chosen_machine(workshop, machine):
    given = {"machine": machine.pk, "problem_type": "other", "problem_text": "Wax the playfield."}

    workshop.post("/tickets/tasks/new/", given)

    assert Task.objects.get().machine == machine


@pytest.mark.parametrize(
    ("given", "task_status", "machine_status", "entries"),
    [
        ({"text": "Looked."}, "open", "good", [(None, None)]),
        ({"status": "closed"}, "closed", "good", [("closed", None)]),
        ({"machine_status": "broken"}, "open", "broken", [("open", "broken")]),
        ({"text": "Rolled out.", "machine_status": "good"}, "closed", "good", [("closed", "good")]),
        (
            {"text": "Given up.", "status": "closed", "machine_status": "broken"},
            "closed",
            "broken",
            [("open", "broken"), ("closed", None)],
        ),
        ({"status": "closed", "machine_status": "fixing"}, "closed", "fixing", [("open", "fixing"), ("closed", None)]),
    ],
)
def test_update_writes_what_the_services_would(workshop, machine, given, task_status, machine_status, entries):
    MachineInstance.objects.filter(pk=machine.pk).update(operational_status="good")
    task = TaskFactory.create(machine=machine)

    workshop.post(f"/tickets/tasks/{task.pk}/", given)

    task.refresh_from_db()
    task.machine.refresh_from_db()
    assert (task.status, task.machine.operational_status) == (task_status, machine_status)
    assert [(each.status, each.machine_status) for each in task.log_entries.all()] == entries
    assert [person.short_name for person in task.log_entries.first().maintainers.all()] == ["Ken"]


def test_empty_update_is_refused(workshop, reported):
    response = workshop.post(f"/tickets/tasks/{reported.pk}/", {"text": "  ", "status": "", "machine_status": ""})

    assert "Write what was done, or change a status." in text_of(response)
    assert LogEntry.objects.count() == 0


def test_update_needs_the_workshop(client, reported):
    path = f"/tickets/tasks/{reported.pk}/"

    assert client.post(path, {"text": "Hello."}).url == f"/login/?next={path}"
    client.force_login(User.objects.create_user("visitor"))
    assert client.post(path, {"text": "Hello."}).status_code == 403
    assert LogEntry.objects.count() == 0


@pytest.mark.parametrize(("status", "kept"), [("", None), ("fixing", "fixing")])
def test_entry_about_a_machine_alone(workshop, machine, status, kept):
    before = machine.operational_status

    workshop.post(f"/tickets/machines/{machine.slug}/log/new/", {"text": "Waxed it.", "machine_status": status})

    [entry] = LogEntry.objects.all()
    machine.refresh_from_db()
    assert (entry.task, entry.machine, entry.machine_status, entry.status) == (None, machine, kept, None)
    assert machine.operational_status == (kept or before)


def test_text_is_shown_as_text(client, machine):
    task = TaskFactory.create(machine=machine, problem_text="<script>alert(1)</script>")
    add_note(task, [], "<img src=x onerror=alert(1)>")

    page = text_of(client.get(f"/tickets/tasks/{task.pk}/"))

    assert "<script>alert" not in page
    assert "<img" not in page


# What it costs.


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("address", "queries"),
    [
        ("/tickets/tasks/", 4),
        ("/tickets/tasks/{task}/", 3),
        ("/tickets/m/{slug}/", 1),
    ],
)
def test_public_pages_cost_as_much_with_more_rows(client, db, address, queries, count):
    for _ in range(count):
        task = TaskFactory.create()
        for _ in range(count):
            add_note(task, [MaintainerFactory.create()], "Looked.")

    assert queries_of(client, address.format(task=task.pk, slug=task.machine.slug)) == queries


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("address", "queries"),
    [
        ("/tickets/floor/", 5),
        ("/tickets/machines/", 2),
        ("/tickets/machines/{slug}/", 4),
        ("/tickets/machines/{slug}/tasks/", 3),
        ("/tickets/machines/{slug}/log/", 5),
    ],
)
def test_workshop_pages_cost_as_much_with_more_rows(workshop, machine, address, queries, count):
    for _ in range(count):
        MachineInstanceFactory.create()
        task = TaskFactory.create(machine=machine)
        for _ in range(count):
            add_note(task, [MaintainerFactory.create()], "Looked.")

    # Three more are the visitor's session and account, and whether that is a maintainer's.
    assert queries_of(workshop, address.format(slug=machine.slug)) - 3 == queries


# Nonsense.

NONSENSE = ("", "0", "-1", "x", "%00", "9" * 40, "%F0%9F%8C%B1", "<b>")


@pytest.mark.parametrize("name", ["page", "q", "status", "type", "machine", "location", "era"])
def test_nonsense_is_never_an_error_of_ours(workshop, reported, name):
    addresses = [filled(address, reported) for address in (*PUBLIC, *WORKSHOP)]

    statuses = {workshop.get(f"{address}?{name}={value}").status_code for address in addresses for value in NONSENSE}

    assert statuses <= {200, 400, 404}


@pytest.mark.parametrize("address", ["/tickets/tasks/99999999999999999999/", "/tickets/m/no/", "/tickets/p/no/"])
def test_what_is_not_there_is_not_found(client, db, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("field", ["problem_type", "problem_text", "reported_by_name", "reported_by_contact"])
@pytest.mark.parametrize("value", ["\x00", "x" * 6_000, "<b>", "gone"])
def test_nonsense_in_a_report_is_never_an_error_of_ours(client, machine, field, value):
    response = client.post(f"/tickets/p/{machine.slug}/", {**REPORT, field: value})

    assert response.status_code in (200, 302)


def test_machine_in_a_room_that_nobody_knows_is_somewhere_else(workshop):
    MachineInstanceFactory.create(name_override="Xenon", location="attic")

    assert "Somewhere else" in text_of(workshop.get("/tickets/floor/"))
