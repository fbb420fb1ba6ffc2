"""Dialogues are edited by people who do not program: what they mistype is told with file and line."""

import json
import shutil

import pytest

from apps.tenants.models import ConversationThread, MaintenanceRequest, Topic
from apps.tenants.seeding.content import stories
from apps.tenants.seeding.content.dialogue_files import FOLDER, SCHEMAS
from apps.tenants.seeding.planning.authored import authored_files
from apps.tenants.seeding.specification.actions import FIELDS, PRIORITIES, URGENCIES
from apps.tenants.seeding.specification.conversations import SUBTOPICS
from apps.tenants.seeding.specification.homes import AMENITIES, RULES
from seedplot.content import check_content
from seedplot.errors import SeedError

ALICE = "authored/1_alice_johnson.yaml"


@pytest.fixture
def folder(tmp_path):
    """A copy of all dialogues, to be spoilt."""
    return shutil.copytree(FOLDER, tmp_path / "dialogues")


def spoil(folder, name, old, new):
    """Exchange a text in a file; on which line it stood."""
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def refusal(call, *arguments):
    with pytest.raises(SeedError) as refused:
        call(*arguments)
    message = str(refused.value)
    assert message.endswith(". Correct the file and run the command again.")
    assert "\n" not in message
    return message.removesuffix(". Correct the file and run the command again.")


AUTHORED_MISTAKES = {
    "unknown action": (
        "action: maintenance_request",
        "action: call_plumber",
        "rows 2, actions 1, action: 'call_plumber' is not known; known: maintenance_request, alert_manager",
    ),
    "unknown priority": (
        "priority: urgent",
        "priority: high",
        "rows 2, actions 1, priority: 'high' is not known; known: emergency, urgent, normal, low",
    ),
    "unknown field": (
        "        priority: urgent",
        "        prioritie: urgent\n        priority: urgent",
        "rows 2, actions 1, prioritie: there is no such field; "
        "known: action, priority, description, existing_request_id",
    ),
    "too short a gap": (
        "minutes: { normal: 16,",
        "minutes: { normal: 14,",
        "rows 2, minutes, normal: 14 is less than the minimum of 15",
    ),
    "unknown topic": (
        "topic: maintenance",
        "topic: repairs",
        "thread, topic: 'repairs' is not known; known: maintenance, rent, amenities, lease, general, other",
    ),
    "unknown amenity": (
        "    gym: ",
        "    sauna: ",
        "property, amenities, sauna: 'sauna' is not known; "
        "known: wifi, wifi_password, parking, laundry, gym, pool, yard, security",
    ),
    "real address": (
        "alice.johnson@example.com",
        "alice@mail.com",
        "tenant, email: 'alice@mail.com' is not written as it must be (^[a-z.]+@example\\.com$)",
    ),
    "blank text": ('subject: "Leaking bathroom faucet"', 'subject: " "', "thread, subject: a text is missing"),
    "number for a text": (
        'subtopic: "plumbing"',
        "subtopic: 12",
        "thread, subtopic: it must be a text, not 12; put it in quotes",
    ),
    "key that is no text": (
        "    pool: ",
        "    no: ",
        "the key 'no' is no text; put it in quotes",
    ),
    "key given twice": ("    gym: ", '    wifi: "No"\n    gym: ', "'wifi' stands here twice"),
}


@pytest.mark.parametrize("mistake", AUTHORED_MISTAKES)
def test_mistake_in_an_authored_thread_is_told_with_file_and_line(folder, mistake):
    old, new, told = AUTHORED_MISTAKES[mistake]

    line = spoil(folder, ALICE, old, new)

    assert refusal(authored_files, folder / "authored") == f"{folder / ALICE}, line {line}: {told}"


def test_missing_field_is_told_with_the_line_of_what_lacks_it(folder):
    spoil(folder, ALICE, '        description: "Cold', '        # description: "Cold')

    message = refusal(authored_files, folder / "authored")

    lines = (folder / ALICE).read_text(encoding="utf-8").splitlines()
    number = lines.index("      - action: maintenance_request") + 1
    assert message == f"{folder / ALICE}, line {number}: rows 2, actions 1: 'description' is missing"


def test_broken_yaml_is_told_with_file_and_line(folder):
    line = spoil(folder, ALICE, 'subtopic: "plumbing"', 'subtopic: "plumbing')

    message = refusal(authored_files, folder / "authored")

    assert message.startswith(f"{folder / ALICE}, line ")
    assert int(message.split("line ")[1].split(":")[0]) >= line


def test_empty_file_is_told(folder):
    (folder / ALICE).write_text("# nothing yet\n", encoding="utf-8")

    assert refusal(authored_files, folder / "authored") == f"{folder / ALICE}, line 1: the file is empty"


def test_file_that_is_no_text_is_told(folder):
    (folder / ALICE).write_bytes(b"\xff\xfe\x00\xd8 nonsense")

    assert refusal(authored_files, folder / "authored").startswith(f"{folder / ALICE}")


def test_several_mistakes_are_told_at_once(folder):
    first = spoil(folder, ALICE, "topic: maintenance", "topic: repairs")
    second = spoil(folder, ALICE, "priority: urgent", "priority: high")

    with pytest.raises(SeedError) as refused:
        authored_files(folder / "authored")

    assert f"line {first}: thread, topic: 'repairs'" in str(refused.value)
    assert "(and 1 more)" in str(refused.value)
    assert [f"line {second}: rows 2, actions 1, priority: 'high'" in detail for detail in refused.value.details] == [
        True
    ]


def test_lease_that_has_run_out_is_refused(folder):
    line = spoil(folder, ALICE, "lease_days: 364", "lease_days: 214")

    message = refusal(authored_files, folder / "authored")

    assert message == f"{folder / ALICE}, line {line}: tenant, lease_days: the lease must last beyond the anchor"


def test_conversation_that_would_go_on_past_the_anchor_is_refused(folder):
    last = "  - tenant: \"Perfect, that's all"
    long = '  - tenant: "Still there?"\n    reply: "Yes."\n    minutes: { normal: 15, wide: 120 }\n'
    spoil(folder, ALICE, last, 20 * long + last)

    message = refusal(authored_files, folder / "authored")

    line = (folder / ALICE).read_text(encoding="utf-8").splitlines().index("  starts_days_before: 2") + 1
    assert message == (
        f"{folder / ALICE}, line {line}: thread, starts_days_before: "
        "with wide spacing the conversation would go on past the anchor"
    )


PORTFOLIO_MISTAKES = {
    "unknown blank": (
        "portfolio/rent.yaml",
        "there are {rent_grace} of grace. Inside",
        "there are {rent_grase} of grace. Inside",
        "stories 1, beats 1, exchanges 1: '{rent_grase}' is not known here",
        -1,
    ),
    "lonely bracket": (
        "portfolio/rent.yaml",
        "[What happens then?|Is that a problem?]",
        "[What happens then?|Is that a problem?",
        "stories 1, beats 1, exchanges 1: '[' stands alone; "
        "write {name} for a blank and [a|b] for a choice (and 1 more)",
        0,
    ),
    "unknown need": (
        "portfolio/amenities.yaml",
        "needs: [pool_hours]",
        "needs: [pool_ours]",
        "stories 1, needs 1: 'pool_ours' is not known of any home",
        0,
    ),
    "other details": (
        "portfolio/maintenance.yaml",
        '{ room: "bathroom", basin: "the basin" }',
        '{ room: "bathroom" }',
        "stories 1, details 2: has other names than the first set",
        0,
    ),
    "span the wrong way": (
        "portfolio/maintenance.yaml",
        "days: [1, 4]",
        "days: [4, 1]",
        "stories 1, endings, resolved 1, days: the least is more than the most",
        0,
    ),
    "unknown priority": (
        "portfolio/maintenance.yaml",
        "priority: normal, description",
        "priority: middling, description",
        "stories 1, beats 2, exchanges 1, actions 1, priority: 'middling' is not known; "
        "known: emergency, urgent, normal, low",
        0,
    ),
    "unknown blank of a home": (
        "portfolio/homes.yaml",
        "Gym {gym_place}, {gym_hours}",
        "Gym {gym_floor}, {gym_hours}",
        "amenities, gym 1: '{gym_floor}' is not known here",
        None,
    ),
}


@pytest.mark.parametrize("mistake", PORTFOLIO_MISTAKES)
def test_mistake_in_the_portfolio_is_told_with_file_and_line(folder, mistake):
    name, old, new, told, offset = PORTFOLIO_MISTAKES[mistake]

    line = spoil(folder, name, old, new)

    message = refusal(stories.stories, folder / "portfolio")
    where, _, what = message.partition(": ")
    assert what == told
    assert where.startswith(f"{folder / name}, line ")
    if offset is not None:
        assert where == f"{folder / name}, line {line + offset}"


def test_dialogues_can_be_changed_without_a_line_of_python(folder):
    spoil(folder, ALICE, "Sorry to hear that, Alice.", "That's a nuisance, Alice.")

    changed = authored_files(folder / "authored")[0].content

    assert changed["rows"][0]["reply"].startswith("That's a nuisance, Alice. Two questions")


def test_schemas_know_what_models_and_specification_know():
    actions = json.loads((SCHEMAS / "actions.schema.json").read_text(encoding="utf-8"))
    thread = json.loads((SCHEMAS / "thread.schema.json").read_text(encoding="utf-8"))
    homes = json.loads((SCHEMAS / "homes.schema.json").read_text(encoding="utf-8"))
    repair, alarm = (each["then"]["properties"] for each in actions["items"]["allOf"])

    assert repair["priority"]["enum"] == MaintenanceRequest.Priority.values == list(PRIORITIES)
    assert alarm["urgency"]["enum"] == list(URGENCIES)
    assert [tuple(repair), tuple(alarm)] == [("action", *fields) for fields in FIELDS.values()]
    for properties in (homes["properties"], thread["properties"]["property"]["properties"]):
        assert properties["amenities"]["propertyNames"]["enum"] == list(AMENITIES)
        assert properties["rules"]["propertyNames"]["enum"] == list(RULES)
    assert thread["properties"]["thread"]["properties"]["topic"]["enum"] == Topic.values
    assert set(thread["properties"]["thread"]["properties"]["status"]["enum"]) < set(ConversationThread.Status.values)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*/*.yaml")), ids=lambda path: path.name)
def test_every_file_names_its_schema_for_editors(path):
    first = path.read_text(encoding="utf-8").splitlines()[0]
    prefix, _, schema = first.rpartition("/")

    assert prefix == "# yaml-language-server: $schema=../schema"
    assert check_content(path, SCHEMAS / schema).content


def test_table_of_subtopics_is_that_of_the_dialogues():
    told = {(story.topic, story.subtopic) for story in stories.stories()}
    told |= {(found["topic"], found["subtopic"]) for found in (each.content["thread"] for each in authored_files())}

    assert told == {(topic, subtopic) for topic, subtopics in SUBTOPICS.items() for subtopic in subtopics}
