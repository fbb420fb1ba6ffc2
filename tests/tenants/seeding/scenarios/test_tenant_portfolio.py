"""The portfolio: shares, phone numbers and texts that hold for every seed, and rows that stay as they are."""

import re
from collections import Counter
from datetime import date

import pytest

from apps.tenants import factories
from apps.tenants.models import ConversationThread, Message, Property, Tenant
from apps.tenants.seeding.content.stories import stories
from apps.tenants.seeding.content.wording import BLANK, chosen, filled, wordings
from apps.tenants.seeding.measures.figures import amenity_words, figures, known_figures
from apps.tenants.seeding.measures.portfolio import area_codes
from apps.tenants.seeding.planning.homes import HOUSE_NUMBERS, plan_places
from apps.tenants.seeding.scenarios import TenantConversationsScenario, TenantPortfolioScenario
from apps.tenants.seeding.scenarios.tenant_portfolio import parse_properties
from apps.tenants.seeding.specification.portfolio import MOST_PROPERTIES, PROPERTIES_OF_A_BLOCK
from apps.tenants.seeding.specification.streets import STREETS
from seedplot.clock import midnight
from seedplot.context import context_of
from seedplot.engine import pipeline
from seedplot.engine.runs import Request
from seedplot.errors import SeedError
from seedplot.fiction import People, fictional_phone_numbers
from seedplot.plan import Row
from seedplot.streams import DeterministicRandom
from tests.conftest import run_python
from tests.rings import sampled
from tests.tenants.seeding.correspondence import ANCHOR, plan_portfolio, seed, seed_portfolio

each_story = pytest.mark.parametrize("story", stories(), ids=lambda story: story.name)


def by_name(rows):
    """Rows as plain values, by what the outside world knows them as; references as that of their row."""

    def name(row):
        kind = row.shape.label.removeprefix("tenants.")
        names = {
            "Property": lambda: row.address,
            "Tenant": lambda: row.phone,
            "ConversationThread": lambda: (row.tenant.phone, row.created_at, row.subject),
            "Message": lambda: (row.tenant.phone, row.timestamp),
            "MaintenanceRequest": lambda: (name(row.message), row.issue_description),
            "ConversationEvent": lambda: (name(row.thread), row.event_type),
        }
        return (kind, names[kind]())

    return {
        name(row): {column: name(value) if isinstance(value, Row) else value for column, value in row.as_dict().items()}
        for row in rows
    }


@pytest.mark.parametrize("number", [1, 3, 25, 40])
def test_portfolio_keeps_its_promises_at_any_size(db, number):
    report = seed_portfolio(number)

    assert report.broken == []
    assert Property.objects.count() == number


@pytest.mark.parametrize("number", sampled(range(8), every=4))
def test_portfolio_keeps_its_promises_for_any_seed_and_anchor(db, number):
    anchor = midnight(date(2026, 3, 9 + number))

    assert seed_portfolio(25, seed=1_000 + number, anchor=anchor, dry_run=True).broken == []


@pytest.mark.parametrize(
    "day", sampled([date(2026, 3, 8), date(2026, 3, 9), date(2026, 11, 1), date(2026, 11, 3)], every=2), ids=str
)
def test_clock_changes_leave_the_fingerprint_as_it_is(db, day):
    assert seed_portfolio(25, anchor=midnight(day), dry_run=True).tables == seed_portfolio(25, dry_run=True).tables


def test_whole_blocks_have_their_shares_exactly(db):
    seed_portfolio(50)

    def counts(column):
        return Counter(ConversationThread.objects.values_list(column, flat=True))

    assert counts("topic_category") == {
        "maintenance": 48,
        "rent": 18,
        "amenities": 18,
        "general": 18,
        "lease": 12,
        "other": 6,
    }
    assert counts("status") == {"resolved": 60, "active": 24, "closed": 18, "closing": 10, "escalated": 8}
    assert counts("channel") == {"sms": 72, "whatsapp": 24, "email": 24}
    assert Counter(home.tenants.count() for home in Property.objects.all()) == {1: 20, 2: 20, 3: 10}


def test_one_more_property_leaves_all_others_as_they_are():
    before, after = by_name(plan_portfolio(27)), by_name(plan_portfolio(28))

    assert before.items() <= after.items()
    assert len({name for kind, name in after.keys() - before.keys() if kind == "Property"}) == 1


def test_another_seed_gives_other_people_homes_and_conversations():
    here, there = by_name(plan_portfolio(25)), by_name(plan_portfolio(25, seed=43))

    assert not {key for key in here if key[0] == "Property"} & {key for key in there if key[0] == "Property"}
    assert not {row["name"] for key, row in here.items() if key[0] == "Tenant"} & {
        row["name"] for key, row in there.items() if key[0] == "Tenant"
    }


def test_other_process_plans_the_same():
    program = (
        "import django; django.setup()\n"
        "from hashlib import sha256\n"
        "from tests.tenants.seeding.correspondence import plan_portfolio\n"
        "print(sha256(repr([[str(v) for v in row.columns] for row in plan_portfolio(26)"
        " if row.shape.label == 'tenants.Message']).encode()).hexdigest())"
    )

    printed = {
        run_python("-c", program, PYTHONHASHSEED=seed, TZ=zone).stdout
        for seed, zone in (("0", "Asia/Kolkata"), ("77", "America/St_Johns"))
    }

    assert len(printed) == 1
    assert re.fullmatch(r"[0-9a-f]{64}\n", printed.pop())


# --- Phone numbers, names, addresses --------------------------------------------------------------------------


def test_every_property_has_four_numbers_in_a_row(db):
    seed_portfolio(60)

    numbers = [str(number) for number in fictional_phone_numbers(without_areas=[415])]
    for place, home in enumerate(Property.objects.order_by("pk")):
        tenants = [tenant.phone for tenant in home.tenants.order_by("pk")]
        assert [home.owner_phone, *tenants] == numbers[4 * place : 4 * place + 1 + len(tenants)]
    assert numbers[0] == "+1-201-555-0100"
    assert not [number for number in numbers if number.startswith("+1-415-")]


def test_there_are_numbers_for_so_many_properties_and_no_more():
    assert MOST_PROPERTIES == len(fictional_phone_numbers(without_areas=[415])) // 4 == 15_950
    assert parse_properties("15950") == 15_950
    with pytest.raises(ValueError, match=r"^there are fictional phone numbers for at most 15,950 properties$"):
        parse_properties("15951")


def test_area_codes_of_the_proof_are_those_of_the_plan():
    planned = fictional_phone_numbers(without_areas=[415])

    assert area_codes() == list(dict.fromkeys(number.area_code for number in planned))


@pytest.mark.parametrize("text", ["0", "-1", "many", "1.5", ""])
def test_number_of_properties_is_a_whole_number(text):
    with pytest.raises(ValueError, match=r"^it must be"):
        parse_properties(text)


def test_names_and_addresses_last_for_all_properties():
    blocks = -(-MOST_PROPERTIES // PROPERTIES_OF_A_BLOCK)
    people = People(DeterministicRandom(42))
    streets = [street for names in STREETS.values() for street in names]

    assert len(people) >= max(45 * blocks, MOST_PROPERTIES)
    assert len(set(streets)) == len(streets)
    assert len(streets) * len(HOUSE_NUMBERS) >= MOST_PROPERTIES


def test_last_block_can_be_planned():
    scenario = TenantPortfolioScenario()
    context = context_of(scenario, 42, ANCHOR, {"properties": MOST_PROPERTIES}, None)

    last = list(scenario.shards(context.options))[-1]
    rows = list(scenario.plan(context, last))

    assert last.name == "block 638"
    assert [row.owner_phone[:7] for row in rows if row.shape.label == "tenants.Property"] == ["+1-989-"] * 25


def test_portfolio_and_authored_tenants_stand_side_by_side(db):
    seed_portfolio(25)
    report = seed(TenantConversationsScenario)

    assert report.broken == []
    assert Tenant.objects.count() == 48
    emails = [*Tenant.objects.values_list("email", flat=True), *Property.objects.values_list("owner_email", flat=True)]
    assert len(set(emails)) == len(emails) == 48 + 28
    assert all(email.endswith("@example.com") for email in emails)


def test_foreign_tenant_with_a_number_of_the_portfolio_is_refused(db):
    factories.TenantFactory.create(phone="+1-201-555-0101", email=None)

    with pytest.raises(SeedError, match=r"^A value is taken: .*phone.* Nothing of tenant-portfolio was written\."):
        pipeline.run(Request(TenantPortfolioScenario(), anchor=ANCHOR, options={"properties": 5}))

    assert (Tenant.objects.count(), Message.objects.count()) == (1, 0)


# --- Dialogues: what a promise can only see in what it happens to meet -----------------------------------------

WORDS_OF = {
    "pool": "pool_hours",
    "gym": "gym_hours",
    "laundry room": "laundry_hours",
    "barbecue": "grill_until",
}
"""Amenities that answers may name, and what must be known of a home so that it has them."""


def lines_of(story):
    return [line for beat in story.beats for line in beat.lines] + [
        line for lines in story.endings.values() for line in lines
    ]


@each_story
def test_no_answer_names_a_figure_of_its_own(story):
    details = " ".join(value for each in story.details for value in each.values())
    for line in lines_of(story):
        own = known_figures([line.tenant, details, "911"])
        assert figures(BLANK.sub("it", line.reply)) <= own, line.reply


@each_story
def test_answers_name_amenities_only_where_the_home_has_them(story):
    for line in lines_of(story):
        for word in amenity_words(BLANK.sub("it", line.reply)):
            assert WORDS_OF[word] in story.needs | line.needs, line.reply


@each_story
def test_openings_of_a_story_all_differ(story):
    texts = []
    for details, number, wording in story.openings:
        line = story.beats[0].lines[number]
        known = {name: f"<{name}>" for name in story.needs | {"first_name"}} | dict(story.details[details])
        texts.append(filled(chosen(line.tenant, wording), known))

    assert len(set(texts)) == len(texts)
    # A topic's conversations of a block are spread over its stories, so none is told more often than this.
    assert len(texts) >= 3


def test_stories_of_a_topic_begin_in_different_ways():
    openings = Counter(line.tenant for story in stories() for line in story.beats[0].lines)

    assert [text for text, count in openings.items() if count > 1] == []


@each_story
def test_every_line_can_be_said_in_some_home(story):
    places = [place for block in range(4) for place in plan_places(DeterministicRandom(42).at("homes"), block)]
    homes = [frozenset(place.facts) for place in places]

    assert any(story.can_be_told(facts) for facts in homes)
    for line in lines_of(story):
        assert any(line.needs <= facts for facts in homes if story.can_be_told(facts)), line.tenant
        assert wordings(line.tenant) >= 1


def test_every_home_has_enough_to_talk_about():
    """Each topic has a story for each home, so that the shares can be kept."""
    places = [place for block in range(8) for place in plan_places(DeterministicRandom(7), block)]
    topics = {story.topic for story in stories()}

    for place in places:
        told = {story.topic for story in stories() if story.can_be_told(place.facts)}
        assert told == topics, place.address


@pytest.mark.check
def test_most_openings_of_a_large_portfolio_are_met_once(db):
    seed_portfolio(125)

    firsts = Counter(
        thread.messages.order_by("timestamp").first().message for thread in ConversationThread.objects.all()
    )

    assert sum(count for count in firsts.values() if count == 1) >= 0.9 * 300
    assert max(firsts.values()) <= 4


def test_conversations_are_had_by_day_and_read_like_people(db):
    seed_portfolio(25)

    for message in Message.objects.all():
        assert len(message.message) <= 320
        assert len(message.response) <= 520
        assert not re.search(r"[{}\[\]|]|\.\.(?!\.)|  |\byes\b, yes", f"{message.message} {message.response}")
        assert re.match(r"[A-Z$]", message.response)


@pytest.mark.check
def test_postgresql_holds_the_same_as_sqlite(db, postgres_garden_url):
    program = (
        "import django; django.setup()\n"
        "from tests.tenants.seeding.correspondence import seed, seed_portfolio\n"
        "print(seed(dry_run=True).fingerprint, seed_portfolio(26, dry_run=True).fingerprint)"
    )

    finished = run_python("-c", program, DATABASE_URL=postgres_garden_url)

    assert finished.stderr == ""
    assert finished.stdout.split() == [
        seed(dry_run=True).fingerprint,
        seed_portfolio(26, dry_run=True).fingerprint,
    ]
