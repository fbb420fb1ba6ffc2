from datetime import date

import pytest

from apps.tenants.models import ConversationThread, MaintenanceRequest, Message
from apps.tenants.seeding.scenarios import TenantConversationsScenario
from apps.tenants.views.story import story_of
from seedplot.clock import midnight
from seedplot.engine.pipeline import run
from seedplot.engine.runs import Request
from seedplot.models import SeedRun


@pytest.fixture
def card(admin_user):
    run(Request(TenantConversationsScenario(), 42, midnight(date(2026, 3, 12)), {}))
    return story_of(SeedRun.objects.get(), admin_user)


def test_story_counts_the_conversations_and_the_repairs(card):
    active = ConversationThread.objects.filter(status="active").count()
    repairs = MaintenanceRequest.objects.count()

    claim = "".join(part.text for part in card.claim)

    assert claim == f"{active} conversation of 3 is open, and {repairs} repair came of them."
    assert f"{Message.objects.count()} texts" in "".join(part.text for part in card.sentence)


def test_picture_has_a_dot_for_each_text_and_names_what_the_assistant_did(card):
    [picture] = card.pictures

    assert len([each for each in picture.shapes if each.kind == "dot"]) == Message.objects.count()
    words = [each.text for each in picture.shapes if each.kind == "text"]
    assert {"repair requested", "alarm raised", "Alice", "Bob", "Carol"} <= set(words)


def test_story_is_told_only_to_those_who_look_after_homes(card, django_user_model):
    nobody = django_user_model.objects.create_user("nobody", "nobody@example.com", "secret")

    assert story_of(SeedRun.objects.get(), nobody) is None
