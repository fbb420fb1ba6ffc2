"""Tenants' conversations in a real browser, as they are seeded."""

import pytest
from django.core.management import call_command

from apps.accounts.models import User
from apps.tenants.models import ConversationThread, Property, Tenant

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.check]


@pytest.fixture
def conversations(settings):
    settings.DEBUG = True
    User.objects.create_superuser("ada", "ada@example.com", "a good password")
    call_command("seed_mock_conversations", "--as-of", "2026-03-12", verbosity=0)


def test_every_page_opens_without_trouble_and_a_status_button_works(visit, conversations):
    visit.log_in("ada", "a good password")
    thread = ConversationThread.objects.get(tenant__name="Alice Johnson")

    found = {}
    for path in (
        "/tenants/",
        "/tenants/conversations/",
        "/tenants/maintenance/",
        "/tenants/properties/",
        f"/tenants/properties/{Property.objects.first().pk}/",
        "/tenants/tenants/",
        f"/tenants/tenants/{Tenant.objects.first().pk}/",
        f"/tenants/conversations/{thread.pk}/",
    ):
        visit.open(path)
        found[path] = (visit.violations(), visit.overflows())
    bubbles = visit.page.locator(".bubble").count()
    visit.page.get_by_role("button", name="Resolve").click()
    visit.page.wait_for_load_state("networkidle")

    assert {path: each for path, each in found.items() if each != ([], False)} == {}
    assert bubbles == 20
    assert visit.page.get_by_role("button", name="Reopen").count() == 1
    thread.refresh_from_db()
    assert thread.status == "resolved"
    assert visit.troubles == []


def test_each_action_has_a_badge_and_leads_to_its_request(visit, conversations):
    visit.log_in("ada", "a good password")
    alice = ConversationThread.objects.get(tenant__name="Alice Johnson")
    carol = ConversationThread.objects.get(tenant__name="Carol Chen")

    page = visit.open(f"/tenants/conversations/{alice.pk}/")
    link = page.locator(".bubble a.badge")
    told = (link.count(), link.inner_text(), page.locator(link.get_attribute("href")).count())
    other = visit.open(f"/tenants/conversations/{carol.pk}/").locator(".bubble.ours .badge").all_inner_texts()

    assert told == (1, "maintenance request: urgent", 1)
    assert other == ["alert manager: immediate"]
