"""The plan's command as its user meets it: steps, checks, summary, and what it refuses."""

import io
import re
from functools import partial
from itertools import islice

import pytest
from django.apps import apps
from django.core.management import call_command

from apps.tenants import factories
from apps.tenants.management.commands.seed_mock_conversations import Command
from apps.tenants.models import ConversationThread, MaintenanceRequest, Message, Property, Tenant
from apps.tenants.seeding.planning.steps import (
    create_conversation_threads,
    create_messages,
    create_properties,
    create_tenants,
)
from apps.tenants.seeding.scenarios import TenantConversationsScenario
from seedplot import testing
from seedplot.errors import SeedError
from seedplot.models import SeedRun
from tests.conftest import ROOT
from tests.tenants.seeding.correspondence import ANCHOR, seed_portfolio, thread_of

DAY = "--as-of=2026-03-12"


@pytest.fixture(autouse=True)
def debug(settings):
    """On, as where the command is meant to be run; the test runner turns it off."""
    settings.DEBUG = True


run = partial(testing.run, "seed_mock_conversations")
refusal = partial(testing.refusal, "seed_mock_conversations")


def everything():
    """Every row of the domain, and of the engine's own record."""
    found = [*apps.get_app_config("tenants").get_models(), *apps.get_app_config("seedplot").get_models()]
    return {model._meta.label: list(model._base_manager.order_by("pk").values()) for model in found}


def test_run_tells_its_steps_its_checks_and_each_tenant(db):
    printed = run(DAY)

    lines = [line.rstrip() for line in printed.splitlines()]
    assert lines[:4] == [
        "✓ 3 properties",
        "✓ 3 tenants of the properties",
        "✓ 3 conversation threads of the tenants",
        "✓ 30 messages of the threads",
    ]
    assert len(re.findall(r"^tenants\.P\d{3} .* yes$", "\n".join(lines), re.MULTILINE)) == 40
    for name, line in {
        "Alice Johnson": "123 Main Street, Apt 4B, San Francisco 94102: Leaking bathroom faucet (active), 10 messages",
        "Bob Martinez": "456 Oak Lane, Pleasanton 94588: Pool access and guests (resolved), 10 messages",
        "Carol Chen": "789 Market Street, Studio 12, San Francisco 94103: "
        "Power outage in the unit (resolved), 10 messages",
    }.items():
        assert any(each.startswith(name) and each.endswith(line) for each in lines)
    assert printed.errors == ""


def test_ticks_are_words_where_the_terminal_has_none(db):
    out = io.TextIOWrapper(io.BytesIO(), encoding="ascii")

    call_command("seed_mock_conversations", DAY, "--no-color", stdout=out)

    out.seek(0)
    assert out.readline() == "ok 3 properties\n"


def test_second_run_writes_nothing_and_names_the_run(db):
    run(DAY)
    before = everything()

    again = [run(DAY), run(), run(DAY, "--spacing=normal")]

    assert all("tenant-conversations, seed 42, as of 2026-03-12 (run" in each for each in again)
    assert all("is there already; nothing was written." in each for each in again)
    assert everything() == before


@pytest.mark.parametrize(
    ("other", "options"),
    [
        (("--as-of=2026-03-13",), "--as-of 2026-03-13 --clear"),
        ((DAY, "--seed=7"), "--seed 7 --as-of 2026-03-12 --clear"),
        ((DAY, "--spacing=wide"), "--as-of 2026-03-12 --clear --spacing wide"),
    ],
    ids=str,
)
def test_another_run_in_the_same_place_is_refused_with_the_command_that_replaces_it(db, other, options):
    run(DAY)
    before = everything()

    message = refusal(*other)

    assert message.endswith(f"Replace it: python manage.py seed_mock_conversations {options}")
    assert everything() == before


def test_clear_removes_exactly_what_was_seeded_and_seeds_again(db):
    foreign = factories.MaintenanceRequestFactory.create()
    before = everything()
    run(DAY)

    run("--clear", "--spacing=wide", DAY)
    assert (Message.objects.count(), Tenant.objects.count()) == (31, 4)
    cleared = run("--clear-only")

    assert cleared == "Cleared 45 rows.\n"
    assert everything() == before
    assert MaintenanceRequest.objects.get() == foreign
    assert run("--clear-only") == "There is nothing to clear.\n"


def test_clearing_leaves_the_portfolio_alone(db):
    seed_portfolio(3)
    before = everything()
    run(DAY)

    run("--clear-only")

    assert everything() == before


def test_foreign_row_on_a_seeded_one_keeps_it_from_being_cleared(db):
    run(DAY)
    factories.MessageFactory.create(thread=thread_of("Alice Johnson"))
    before = everything()

    message = refusal("--clear-only")

    assert "1 tenants.Message refers to its tenants." in message
    assert everything() == before


@pytest.mark.parametrize(
    ("columns", "what"),
    [
        ({"phone": "+1-415-555-0112", "email": None}, "phone number +1-415-555-0112"),
        ({"phone": "+1-201-555-0100", "email": "carol.chen@example.com"}, "e-mail address carol.chen@example.com"),
    ],
)
def test_foreign_tenant_with_a_number_or_address_of_the_story_is_refused(db, columns, what):
    somebody = factories.TenantFactory.create(name="Zoe Zimmer", **columns)
    before = everything()

    message = refusal(DAY)

    assert message == (
        f"Tenant {somebody.pk} ('Zoe Zimmer') has the {what}, which a tenant of this scenario is to have. "
        "Change or remove that tenant and run the command again; nothing was written."
    )
    assert everything() == before


class InterruptedScenario(TenantConversationsScenario):
    """Its plan breaks off when properties, tenants, threads and some messages are written."""

    def plan(self, context, shard):
        yield from islice(super().plan(context, shard), 20)
        raise SeedError("The plan broke off. Try again.")


class ForgetfulScenario(TenantConversationsScenario):
    """Forgets the events."""

    def plan(self, context, shard):
        return (row for row in super().plan(context, shard) if row.shape.label != "tenants.ConversationEvent")


def refusal_of(scenario):
    """What the command says where it runs that scenario."""
    command = Command()
    command.scenario = scenario
    return testing.refusal(command, DAY)


def test_error_half_way_leaves_no_row(db):
    before = everything()

    refused = refusal_of(InterruptedScenario)

    assert (refused, refused.errors) == ("The plan broke off. Try again.", "")
    assert everything() == before


def test_broken_promise_is_told_and_rolls_back(db):
    before = everything()

    message = refusal_of(ForgetfulScenario)

    assert message.startswith("1 promise is broken by the rows of tenant-conversations, first tenants.P008")
    assert (
        "(tenants.P008) Events say on which channel and when a thread began, and how and when it ended."
        in message.errors
    )
    assert everything() == before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--spacing=narrow",), "--spacing narrow: it must be one of: normal, wide"),
        (("--as-of=yesterday",), "'yesterday' is not a date. Give --as-of as YYYY-MM-DD, such as 2026-03-09."),
        (("--seed=many",), "'many' is not an integer. Give --seed as a whole number, such as 42."),
    ],
)
def test_mistake_is_answered_in_one_line(db, arguments, message):
    assert refusal(*arguments) == message
    assert not SeedRun.objects.exists()


def test_checks_can_be_repeated_and_dry_runs_leave_nothing(db):
    dry = run(DAY, "--dry-run")
    assert "Dry run: everything was written, checked and rolled back." in dry
    assert not Message.objects.exists()

    run(DAY)
    verified = run("--verify")

    assert "Verified: tenant-conversations, seed 42, as of 2026-03-12" in verified
    assert "✓" not in verified
    Message.objects.order_by("pk").first().delete()
    refused = refusal("--verify")
    assert "tenants.P101" in refused + refused.errors


def test_front_door_runs_the_same(db):
    out = io.StringIO()

    call_command("seed_demo_data", "--scenario=tenant-conversations", DAY, "--no-color", stdout=out)

    assert f"Written as run {SeedRun.objects.get().pk}." in out.getvalue()
    assert "is there already" in run(DAY)


def test_list_names_both_scenarios_and_needs_no_database(manage):
    finished = manage("seed_demo_data", "--list-scenarios")

    assert (finished.returncode, finished.stderr) == (0, "")
    assert "\n  tenant-conversations (3 tenants, 3 conversations of 10 messages)\n" in finished.stdout
    assert "\n  tenant-portfolio (125 properties, 225 tenants, 300 conversations)\n" in finished.stdout


def test_listing_scenarios_reads_no_dialogue(run_program):
    finished = run_program(
        "import sys\nfrom seedplot.registry import discover\ndiscover()\nprint([each for each in "
        "('yaml', 'jsonschema', 'apps.tenants.factories', 'apps.tenants.seeding.content.stories') "
        "if each in sys.modules])"
    )

    assert (finished.stdout, finished.stderr) == ("[]\n", "")


def test_nothing_is_queried_in_a_loop(db, django_assert_max_num_queries):
    """As many queries for 25 properties as for three, and a few for the record."""
    with django_assert_max_num_queries(75):
        seed_portfolio(25)


def test_steps_are_named_as_in_the_plan():
    functions = (create_properties, create_tenants, create_conversation_threads, create_messages)

    assert [each.__name__ for each in functions] == [
        "create_properties",
        "create_tenants",
        "create_conversation_threads",
        "create_messages",
    ]
    assert all(each.__module__ == "apps.tenants.seeding.planning.steps" for each in functions)
    assert (ROOT / "apps" / "tenants" / "seeding" / "planning" / "steps.py").is_file()


def test_totals_in_an_empty_database(db):
    run(DAY)

    assert (Property.objects.count(), Tenant.objects.count()) == (3, 3)
    assert list(ConversationThread.objects.order_by("pk").values_list("channel", "status")) == [
        ("sms", "active"),
        ("sms", "resolved"),
        ("sms", "resolved"),
    ]
    assert MaintenanceRequest.objects.count() == 1
    assert max(Message.objects.values_list("timestamp", flat=True)) < ANCHOR
