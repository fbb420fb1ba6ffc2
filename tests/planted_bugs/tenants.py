"""Bugs of the tenants domain: mistakes that a maintainer could make in planning, dialogues, wording or factories."""

from collections.abc import Callable
from dataclasses import replace
from datetime import time, timedelta
from typing import Any

from apps.tenants.seeding.scenarios import TenantConversationsScenario, TenantPortfolioScenario
from seedplot.engine.runs import Request
from tests.planted_bugs.planting import PlantedBug, PlantError
from tests.tenants.seeding.correspondence import ANCHOR

SEEDING = "apps.tenants.seeding"
PLANNING = f"{SEEDING}.planning"
CONTENT = f"{SEEDING}.content"


def conversations() -> Request:
    return Request(TenantConversationsScenario(), 42, ANCHOR)


def wide_conversations() -> Request:
    return Request(TenantConversationsScenario(), 42, ANCHOR, {"spacing": "wide"})


def block_of_a_portfolio() -> Request:
    return Request(TenantPortfolioScenario(), 42, ANCHOR, {"properties": 25})


def part_of_a_portfolio() -> Request:
    return Request(TenantPortfolioScenario(), 42, ANCHOR, {"properties": 8})


# Faulty versions of functions, by what they do to the arguments or to the result of the sound one.


def with_result(change: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """The sound function with its result changed."""
    return lambda sound: lambda *args, **kwargs: change(sound(*args, **kwargs))


def with_arguments(change: Callable[..., Any]) -> Callable[[Any], Any]:
    """The sound function called with the changed arguments."""
    return lambda sound: lambda *args: sound(*change(*args))


def without(is_lost: Callable[[Any], bool]) -> Callable[[Any], Any]:
    """The sound function with some of the things that it lists lost."""
    return with_result(lambda found: [each for each in found if not is_lost(each)])


def columns_swapped(one: str, other: str) -> Callable[[Any], Any]:
    """The function that makes rows of a plan, with two attributes of the plan taken for each other."""

    def change(stream: Any, planned: Any, *rest: Any) -> tuple[Any, ...]:
        values = {one: getattr(planned, other), other: getattr(planned, one)}
        return (stream, replace(planned, **values), *rest)

    return with_arguments(change)


def column_overwritten(column: str, value: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """The function that makes a row, with one column computed wrongly from the others."""

    def change(row: Any) -> Any:
        columns = list(row.columns)
        columns[row.shape.index[column]] = value(row)
        return type(row)(row.shape, tuple(columns))

    return with_result(change)


def retyped(name: str, old: str, new: str) -> Callable[[Any], Any]:
    """The reader of dialogue files, with a text of one file changed wherever it occurs."""

    def change(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: change(each) for key, each in value.items()}
        if isinstance(value, list):
            return [change(each) for each in value]
        return value.replace(old, new) if isinstance(value, str) else value

    return edited(name, change)


def edited(name: str, change: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """The reader of dialogue files, with the content of one file changed."""

    def faulty(sound: Any) -> Any:
        def read(path: Any, schema: str) -> Any:
            found = sound(path, schema)
            if path.name != name:
                return found
            changed = change(found.content)
            if changed == found.content:
                raise PlantError(f"{name} has no such text any more")
            return replace(found, content=changed)

        return read

    return faulty


def later(conversation: Any, by: timedelta) -> Any:
    """The conversation with all of its moments shifted."""
    moved = tuple(replace(each, at=each.at + by) for each in conversation.exchanges)
    return replace(
        conversation, exchanges=moved, resolved_at=conversation.resolved_at and conversation.resolved_at + by
    )


def tenants_exchanged(files: Any) -> Any:
    """The authored files, the first two with each other's tenant."""
    first, second, *others = files
    swapped = [
        replace(file, content={**file.content, "tenant": other.content["tenant"]})
        for file, other in ((first, second), (second, first))
    ]
    return (*swapped, *others)


def pauses_a_minute_longer(calendar: Any, spacing: Any, content: Any) -> tuple[Any, ...]:
    rows = [
        {**row, "minutes": {name: minutes + 1 for name, minutes in row.get("minutes", {}).items()}}
        for row in content["rows"]
    ]
    rows[0].pop("minutes")
    return calendar, spacing, {**content, "rows": rows}


def answers_exchanged(content: Any) -> Any:
    """The conversation with the third and the fourth answer in each other's place."""
    rows = list(content["rows"])
    rows[2], rows[3] = {**rows[2], "reply": rows[3]["reply"]}, {**rows[3], "reply": rows[2]["reply"]}
    return {**content, "rows": rows}


def one_story_of(topic: str, other: str) -> Callable[[Any], Any]:
    """The stories of all slots, the first one of a topic replaced by one of another topic."""

    def change(stories: Any) -> Any:
        slot = next(slot for slot, story in stories.items() if story.topic == topic)
        return {**stories, slot: next(story for story in stories.values() if story.topic == other)}

    return with_result(change)


def every_day(content: Any) -> Any:
    """The repairs' dialogues with an end on the day of the visit's announcement."""
    stories = [
        {
            **story,
            "endings": {
                status: [{name: value for name, value in each.items() if name != "days"} for each in exchanges]
                for status, exchanges in story["endings"].items()
            },
        }
        for story in content["stories"]
    ]
    return {**content, "stories": stories}


BUGS = [
    # planning/authored.py
    PlantedBug(
        "each pause of a conversation is a minute longer",
        f"{PLANNING}.authored:_conversation",
        with_arguments(pauses_a_minute_longer),
        ("tenants.P115",),
        conversations,
    ),
    PlantedBug(
        "wide spacing counts the minutes of normal spacing",
        f"{PLANNING}.authored:_conversation",
        with_arguments(lambda calendar, spacing, content: (calendar, "normal", content)),
        ("tenants.P106", "tenants.P115"),
        wide_conversations,
    ),
    PlantedBug(
        "a conversation is planned an hour late, in another time zone",
        f"{PLANNING}.authored:_conversation",
        with_result(lambda planned: later(planned, timedelta(hours=1))),
        ("tenants.P108",),
        conversations,
    ),
    PlantedBug(
        "two tenants move into each other's home",
        f"{PLANNING}.authored:authored_files",
        with_result(tenants_exchanged),
        ("tenants.P113",),
        conversations,
    ),
    PlantedBug(
        "a deposit of two rents",
        f"{PLANNING}.authored:_home",
        with_result(
            lambda home: replace(
                home,
                renters=tuple(replace(each, security_deposit=2 * each.monthly_rent) for each in home.renters),
            )
        ),
        ("tenants.P009",),
        conversations,
    ),
    PlantedBug(
        "the owner is the tenant",
        f"{PLANNING}.authored:_home",
        with_result(lambda home: replace(home, owner_name=home.renters[0].name)),
        ("tenants.P016", "tenants.P113"),
        conversations,
    ),
    PlantedBug(
        "the last home is lost",
        f"{PLANNING}.authored:authored_homes",
        with_result(lambda homes: homes[:-1]),
        ("tenants.P101",),
        conversations,
    ),
    PlantedBug(
        "a conversation is resolved an hour after its last message",
        f"{PLANNING}.authored:_conversation",
        with_result(
            lambda planned: replace(
                planned, resolved_at=planned.resolved_at and planned.resolved_at + timedelta(hours=1)
            )
        ),
        ("tenants.P024",),
        conversations,
    ),
    # planning/planned.py
    PlantedBug(
        "the start of a lease is written as its end",
        f"{PLANNING}.planned:Renter.lease_terms",
        lambda sound: property(lambda self: {**sound.fget(self), "lease_end": self.lease_start.isoformat()}),
        ("tenants.P009",),
        conversations,
    ),
    PlantedBug(
        "the first message counts as the last activity",
        f"{PLANNING}.planned:Conversation.last_at",
        lambda sound: property(lambda self: self.exchanges[0].at),
        ("tenants.P005",),
        part_of_a_portfolio,
    ),
    # planning/steps.py
    PlantedBug(
        "the first message of each conversation is lost",
        f"{PLANNING}.steps:create_messages",
        with_result(lambda made: [each for each in made if each.plan.at != each.row.thread.created_at]),
        ("tenants.P005",),
        part_of_a_portfolio,
    ),
    PlantedBug(
        "the last message of each conversation is lost",
        f"{PLANNING}.steps:create_messages",
        with_result(lambda made: [each for each in made if each.plan.at != each.row.thread.last_activity_at]),
        ("tenants.P005",),
        conversations,
    ),
    PlantedBug(
        "subject and summary are swapped",
        f"{PLANNING}.steps:_thread_row",
        columns_swapped("subject", "summary"),
        ("tenants.P019",),
        part_of_a_portfolio,
    ),
    PlantedBug(
        "topic and subtopic are swapped",
        f"{PLANNING}.steps:_thread_row",
        columns_swapped("topic", "subtopic"),
        ("tenants.P018",),
        conversations,
    ),
    PlantedBug(
        "message and answer are swapped",
        f"{PLANNING}.steps:_message_row",
        columns_swapped("message", "reply"),
        ("tenants.P021",),
        part_of_a_portfolio,
    ),
    PlantedBug(
        "text messages have a subject",
        f"{PLANNING}.steps:_message_row",
        column_overwritten("subject", lambda row: row.thread.subject),
        ("tenants.P017",),
        part_of_a_portfolio,
    ),
    PlantedBug(
        "no action is an empty array",
        f"{PLANNING}.steps:_message_row",
        column_overwritten("ai_actions", lambda row: row.ai_actions or []),
        ("tenants.P003",),
        conversations,
    ),
    PlantedBug(
        "a tenant's threads are on the property of the first one",
        f"{PLANNING}.steps:create_tenants",
        lambda sound: (
            lambda properties: sound(
                [
                    replace(each, row=properties[0].row) if number == 1 else each
                    for number, each in enumerate(properties)
                ]
            )
        ),
        ("tenants.P202",),
        part_of_a_portfolio,
    ),
    PlantedBug(
        "repairs of low priority are not requested",
        f"{PLANNING}.steps:create_maintenance_requests",
        without(lambda row: row.priority == "low"),
        ("tenants.P004",),
        part_of_a_portfolio,
    ),
    PlantedBug(
        "a request is done when its conversation begins",
        f"{PLANNING}.steps:_settled_at",
        lambda sound: lambda thread: thread.created_at,
        ("tenants.P013",),
        part_of_a_portfolio,
    ),
    PlantedBug(
        "the end of closed conversations is not recorded",
        f"{PLANNING}.steps:create_conversation_events",
        without(lambda row: row.event_type == "auto_closed"),
        ("tenants.P008",),
        part_of_a_portfolio,
    ),
    # planning/conversation.py
    PlantedBug(
        "every last day is a day early",
        f"{PLANNING}.conversation:LAST_DAY",
        lambda days: {status: (least + 1, most + 1) for status, (least, most) in days.items()},
        ("tenants.P210",),
        part_of_a_portfolio,
    ),
    PlantedBug(
        "closed a day too soon",
        f"{PLANNING}.conversation:DAYS_TO_CLOSURE",
        lambda days: days - 1,
        ("tenants.P024",),
        part_of_a_portfolio,
    ),
    PlantedBug(
        "the time of day of a greeting is that of Greenwich",
        f"{PLANNING}.conversation:_daytime",
        lambda sound: lambda at: "morning" if at.hour < 12 else "afternoon" if at.hour < 18 else "evening",
        ("tenants.P021",),
        part_of_a_portfolio,
    ),
    PlantedBug(
        "closed at a time of Greenwich",
        f"{PLANNING}.conversation:_wall_clock",
        lambda sound: lambda calendar, at: at.time(),
        ("tenants.P024",),
        part_of_a_portfolio,
    ),
    PlantedBug(
        "resolved an hour later",
        f"{PLANNING}.conversation:_later",
        with_arguments(lambda calendar, at, minutes: (calendar, at, minutes + 60)),
        ("tenants.P024",),
        part_of_a_portfolio,
    ),
    PlantedBug(
        "a closing thread is closed with the certainty of a closed one",
        f"{PLANNING}.conversation:_closure",
        with_arguments(lambda confidence: (max(confidence, type(confidence)("0.90")),)),
        ("tenants.P215",),
        block_of_a_portfolio,
    ),
    PlantedBug(
        "an escalation is not marked",
        f"{PLANNING}.conversation:_escalation",
        with_result(lambda columns: {**columns, "is_escalating": False}),
        ("tenants.P209",),
        part_of_a_portfolio,
    ),
    PlantedBug(
        "descriptions of repairs are cut off",
        f"{PLANNING}.conversation:_action",
        with_result(
            lambda action: (
                replace(action, description=action.description[:40]) if hasattr(action, "description") else action
            )
        ),
        ("tenants.P019",),
        part_of_a_portfolio,
    ),
    PlantedBug(
        "answers are framed like first messages",
        f"{CONTENT}.stories:manners",
        with_result(
            lambda frames: {
                channel: {**each, "reply_first": each["tenant_first"], "tenant_first": each["reply_first"]}
                for channel, each in frames.items()
            }
        ),
        ("tenants.P021",),
        part_of_a_portfolio,
    ),
    PlantedBug(
        "descriptions of repairs keep their blanks",
        f"{PLANNING}.conversation:_action",
        lambda sound: lambda stream, action, known: sound(stream, action, {name: f"{{{name}}}" for name in known}),
        ("tenants.P020",),
        part_of_a_portfolio,
    ),
    PlantedBug(
        "tenants are greeted by the name of the owner",
        f"{PLANNING}.conversation:_framed",
        with_arguments(
            lambda stream, frames, text, known: (
                stream,
                frames,
                text,
                {**known, "first_name": known["owner"].split(" ")[0]},
            )
        ),
        ("tenants.P021",),
        part_of_a_portfolio,
    ),
    PlantedBug(
        "e-mails are framed like text messages",
        f"{CONTENT}.stories:manners",
        with_result(lambda frames: {**frames, "email": frames["sms"]}),
        ("tenants.P017",),
        part_of_a_portfolio,
    ),
    PlantedBug(
        "the ending comes before the rest of the conversation",
        f"{PLANNING}.conversation:_rest_of_script",
        with_result(lambda lines: lines[-1:] + lines[:-1]),
        ("tenants.P212",),
        part_of_a_portfolio,
    ),
    PlantedBug(
        "the second exchange is left out",
        f"{PLANNING}.conversation:_rest_of_script",
        with_result(lambda lines: lines[1:]),
        ("tenants.P212",),
        part_of_a_portfolio,
    ),
    PlantedBug(
        "the first message comes an hour earlier",
        f"{PLANNING}.conversation:_start",
        with_result(lambda minute: minute - 60),
        ("tenants.P211",),
        part_of_a_portfolio,
    ),
    PlantedBug(
        "all pauses are those of e-mails",
        f"{PLANNING}.conversation:_moments",
        with_arguments(lambda rng, brief, script, calendar: (rng, replace(brief, channel="email"), script, calendar)),
        ("tenants.P213",),
        part_of_a_portfolio,
    ),
    PlantedBug(
        "an older conversation is as recent as any other",
        f"{PLANNING}.conversation:_moments",
        with_arguments(lambda rng, brief, script, calendar: (rng, replace(brief, is_older=False), script, calendar)),
        ("tenants.P210",),
        part_of_a_portfolio,
    ),
    PlantedBug(
        "a closed conversation has the end of a resolved one",
        f"{PLANNING}.conversation:_rest_of_script",
        with_arguments(
            lambda rng, brief, known: (rng, replace(brief, status=brief.status.replace("closed", "resolved")), known)
        ),
        ("tenants.P214",),
        part_of_a_portfolio,
    ),
    # planning/homes.py
    PlantedBug(
        "features are dealt to homes of any kind",
        f"{PLANNING}.homes:_dealt",
        with_arguments(
            lambda stream, options, kind, numbers: (
                stream,
                [{name: value for name, value in option.items() if name != "for"} for option in options],
                kind,
                numbers,
            )
        ),
        ("tenants.P217",),
        part_of_a_portfolio,
    ),
    PlantedBug(
        "streets are in the next city",
        f"{PLANNING}.homes:_street_numbers",
        with_result(
            lambda numbers: tuple(
                ((city, street), number)
                for ((city, _), number), ((_, street), _) in zip(numbers, numbers[3000:] + numbers[:3000], strict=True)
            )
        ),
        ("tenants.P220",),
        part_of_a_portfolio,
    ),
    PlantedBug(
        "studios are called apartments",
        f"{PLANNING}.homes:_unit",
        with_result(lambda unit: unit.replace("Studio", "Apt")),
        ("tenants.P202",),
        part_of_a_portfolio,
    ),
    PlantedBug(
        "features are dealt without their weights",
        f"{PLANNING}.homes:_dealt",
        with_arguments(
            lambda stream, options, kind, numbers: (
                stream,
                [{**option, "weight": 1} for option in options],
                kind,
                numbers,
            )
        ),
        ("tenants.P217",),
        part_of_a_portfolio,
    ),
    PlantedBug(
        "rules and answers are swapped",
        f"{PLANNING}.homes:_place",
        with_result(lambda place: replace(place, rules=place.faq, faq=place.rules)),
        ("tenants.P015",),
        part_of_a_portfolio,
    ),
    PlantedBug(
        "an answer of each home is lost",
        f"{PLANNING}.homes:_place",
        with_result(
            lambda place: replace(place, faq={topic: text for topic, text in place.faq.items() if topic != "rent"})
        ),
        ("tenants.P221",),
        part_of_a_portfolio,
    ),
    PlantedBug(
        "house numbers begin at zero",
        f"{PLANNING}.homes:HOUSE_NUMBERS",
        lambda numbers: range(0, 7 * len(numbers), 7),
        ("tenants.P220",),
        block_of_a_portfolio,
    ),
    PlantedBug(
        "each home has the address of the first one",
        f"{PLANNING}.homes:_place",
        with_arguments(
            lambda stream, number, kind, count, address, features: (stream, number, kind, count, 7, features)
        ),
        ("tenants.P220",),
        part_of_a_portfolio,
    ),
    # planning/portfolio.py
    PlantedBug(
        "a home too few",
        f"{PLANNING}.portfolio:plan_block",
        with_result(lambda homes: homes[:-1]),
        ("tenants.P201",),
        part_of_a_portfolio,
    ),
    PlantedBug(
        "a tenant has two older conversations",
        f"{PLANNING}.portfolio:_slots",
        with_result(lambda slots: [*slots[:-1], replace(slots[-1], place=slots[-2].place, tenant=slots[-2].tenant)]),
        ("tenants.P203",),
        block_of_a_portfolio,
    ),
    PlantedBug(
        "a question about rent is planned as one about guests or pets",
        f"{PLANNING}.portfolio:_stories_of",
        one_story_of("rent", "general"),
        ("tenants.P204",),
        block_of_a_portfolio,
    ),
    PlantedBug(
        "a recent conversation is not closed but waits",
        f"{PLANNING}.portfolio:_statuses_of",
        with_result(
            lambda statuses: {
                slot: status if slot.is_older else status.replace("closed", "closing")
                for slot, status in statuses.items()
            }
        ),
        ("tenants.P205",),
        block_of_a_portfolio,
    ),
    PlantedBug(
        "every story begins in its first way",
        f"{PLANNING}.portfolio:_openings_of",
        with_result(lambda openings: dict.fromkeys(openings, (0, 0, 0))),
        ("tenants.P208",),
        part_of_a_portfolio,
    ),
    PlantedBug(
        "WhatsApp is counted as text messages",
        f"{PLANNING}.portfolio:_briefs",
        with_result(
            lambda briefs: {
                slot: replace(brief, channel=brief.channel.replace("whatsapp", "sms")) for slot, brief in briefs.items()
            }
        ),
        ("tenants.P206",),
        block_of_a_portfolio,
    ),
    PlantedBug(
        "the older conversation is planned first",
        f"{PLANNING}.portfolio:_conversations",
        with_result(lambda found: reversed(list(found))),
        ("tenants.P205",),
        part_of_a_portfolio,
    ),
    PlantedBug(
        "the owner has the number of the first tenant",
        f"{PLANNING}.portfolio:_home",
        with_result(
            lambda home: replace(
                home,
                owner_phone=home.renters[0].phone,
                renters=(replace(home.renters[0], phone=home.owner_phone), *home.renters[1:]),
            )
        ),
        ("tenants.P207",),
        part_of_a_portfolio,
    ),
    PlantedBug(
        "everybody pays the rent of a house",
        f"{PLANNING}.portfolio:_renter",
        with_arguments(lambda *arguments: (*arguments[:-1], "house")),
        ("tenants.P216",),
        part_of_a_portfolio,
    ),
    PlantedBug(
        "e-mail addresses put the family name first",
        f"{PLANNING}.portfolio:_renter",
        with_result(
            lambda renter: replace(renter, email=f"{'.'.join(reversed(renter.name.lower().split(' ')))}@example.com")
        ),
        ("tenants.P016",),
        part_of_a_portfolio,
    ),
    PlantedBug(
        "a lease lasts a day longer",
        f"{PLANNING}.portfolio:_lease",
        with_result(lambda lease: (lease[0], lease[1] + 1)),
        ("tenants.P009",),
        part_of_a_portfolio,
    ),
    PlantedBug(
        "homes are listed when the tenants are there",
        f"{PLANNING}.portfolio:_home",
        with_result(lambda home: replace(home, created_at=max(each.created_at for each in home.renters))),
        ("tenants.P014",),
        part_of_a_portfolio,
    ),
    PlantedBug(
        "tenants are entered at a time of Greenwich",
        f"{PLANNING}.portfolio:MOVED_IN_AT",
        lambda at: time(at.hour - 6),
        ("tenants.P014",),
        part_of_a_portfolio,
    ),
    # actions.py
    PlantedBug(
        "every repair is a normal one",
        f"{CONTENT}.actions:parse_action",
        with_arguments(lambda value: ({**value, "priority": "normal"} if "priority" in value else value,)),
        ("tenants.P218",),
        part_of_a_portfolio,
    ),
    PlantedBug(
        "only the first action of an answer is kept",
        f"{CONTENT}.actions:merged",
        with_result(lambda actions: actions[:1]),
        ("tenants.P218",),
        block_of_a_portfolio,
    ),
    # wording.py
    PlantedBug(
        "blanks with a capital stay open",
        f"{CONTENT}.wording:_value",
        lambda sound: lambda name, known: sound(name, known) if name.islower() else f"{{{name}}}",
        ("tenants.P020",),
        part_of_a_portfolio,
    ),
    PlantedBug(
        "a filled text ends with a space",
        f"{CONTENT}.wording:filled",
        with_result(lambda text: f"{text} "),
        ("tenants.P020",),
        part_of_a_portfolio,
    ),
    PlantedBug(
        "nothing gets a capital",
        f"{CONTENT}.wording:_capitalised",
        lambda sound: lambda text: text,
        ("tenants.P019",),
        part_of_a_portfolio,
    ),
    PlantedBug(
        "of the wordings always the first is chosen",
        f"{CONTENT}.wording:chosen",
        with_arguments(lambda text, number: (text, 0)),
        ("tenants.P208",),
        block_of_a_portfolio,
    ),
    # stories.py
    PlantedBug(
        "repairs of the dialogues are not read",
        f"{CONTENT}.stories:_lines",
        with_result(
            lambda lines: tuple(
                replace(line, actions=tuple(each for each in line.actions if "reason" in each)) for line in lines
            )
        ),
        ("tenants.P212",),
        part_of_a_portfolio,
    ),
    PlantedBug(
        "days of a dialogue are read as weeks",
        f"{CONTENT}.stories:_lines",
        with_result(
            lambda lines: tuple(
                replace(line, days=line.days and (7 * line.days[0], 7 * line.days[1])) for line in lines
            )
        ),
        ("tenants.P213",),
        part_of_a_portfolio,
    ),
    PlantedBug(
        "summaries are read as subjects",
        f"{CONTENT}.stories:_story",
        with_result(lambda story: replace(story, subjects=story.summaries)),
        ("tenants.P019",),
        part_of_a_portfolio,
    ),
    # Dialogues
    PlantedBug(
        "two answers are exchanged",
        f"{CONTENT}.dialogue_files:read_dialogue_file",
        edited("1_alice_johnson.yaml", answers_exchanged),
        ("tenants.P116",),
        conversations,
    ),
    PlantedBug(
        "a tenant moved in on another day",
        f"{CONTENT}.dialogue_files:read_dialogue_file",
        edited(
            "1_alice_johnson.yaml",
            lambda content: {**content, "tenant": {**content["tenant"], "moved_in_days_before": 124}},
        ),
        ("tenants.P113",),
        conversations,
    ),
    PlantedBug(
        "emergency help comes after hours",
        f"{CONTENT}.dialogue_files:read_dialogue_file",
        retyped("homes.yaml", "1 hour", "6 hours"),
        ("tenants.P218",),
        block_of_a_portfolio,
    ),
    PlantedBug(
        "an answer names an amenity that a home may lack",
        f"{CONTENT}.dialogue_files:read_dialogue_file",
        retyped("amenities.yaml", "Visitors park {guest_parking}.", "Visitors park beside the pool."),
        ("tenants.P007",),
        part_of_a_portfolio,
    ),
    PlantedBug(
        "a line of the plan is retyped",
        f"{CONTENT}.dialogue_files:read_dialogue_file",
        retyped("2_bob_martinez.yaml", "Can I bring guests to the pool?", "May I bring guests to the pool?"),
        ("tenants.P104",),
        conversations,
    ),
    PlantedBug(
        "an answer has other pool hours than the home",
        f"{CONTENT}.dialogue_files:read_dialogue_file",
        retyped(
            "2_bob_martinez.yaml", "every day from 6 a.m. to 10 p.m., so tonight", "every day until 11 p.m., so tonight"
        ),
        ("tenants.P007",),
        conversations,
    ),
    PlantedBug(
        "an urgent repair is a normal one",
        f"{CONTENT}.dialogue_files:read_dialogue_file",
        retyped("1_alice_johnson.yaml", "urgent", "normal"),
        ("tenants.P105",),
        conversations,
    ),
    PlantedBug(
        "the evening is a morning",
        f"{CONTENT}.dialogue_files:read_dialogue_file",
        retyped("3_carol_chen.yaml", "19:17", "07:17"),
        ("tenants.P108",),
        conversations,
    ),
    PlantedBug(
        "an answer says goodbye too early",
        f"{CONTENT}.dialogue_files:read_dialogue_file",
        retyped(
            "1_alice_johnson.yaml", "so he'll read it before he is at your door.", "so he'll read it. Goodbye, Alice!"
        ),
        ("tenants.P112",),
        conversations,
    ),
    PlantedBug(
        "the home's rule allows fewer guests than the answer",
        f"{CONTENT}.dialogue_files:read_dialogue_file",
        retyped("2_bob_martinez.yaml", "up to 4 guests per household, always", "up to 3 guests per household, always"),
        ("tenants.P111",),
        conversations,
    ),
    PlantedBug(
        "an urgent repair is promised in the time of a normal one",
        f"{CONTENT}.dialogue_files:read_dialogue_file",
        retyped("maintenance.yaml", "within {urgent_within}", "within {normal_within}"),
        ("tenants.P218",),
        part_of_a_portfolio,
    ),
    PlantedBug(
        "repairs end on the day they are asked for",
        f"{CONTENT}.dialogue_files:read_dialogue_file",
        edited("maintenance.yaml", every_day),
        ("tenants.P219",),
        part_of_a_portfolio,
    ),
    PlantedBug(
        "days of grace are written into the answers",
        f"{CONTENT}.dialogue_files:read_dialogue_file",
        retyped("rent.yaml", "there are {rent_grace} of grace", "there are 6 days of grace"),
        ("tenants.P007",),
        part_of_a_portfolio,
    ),
    PlantedBug(
        "the password is the name of the network",
        f"{CONTENT}.dialogue_files:read_dialogue_file",
        retyped("homes.yaml", "{password}", "{network}"),
        ("tenants.P015",),
        part_of_a_portfolio,
    ),
    PlantedBug(
        "everybody is wished a good morning",
        f"{CONTENT}.dialogue_files:read_dialogue_file",
        retyped("manners.yaml", "Good {daytime}", "Good morning"),
        ("tenants.P021",),
        part_of_a_portfolio,
    ),
    PlantedBug(
        "tenants are called the owners of their homes",
        f"{CONTENT}.dialogue_files:read_dialogue_file",
        retyped("lease.yaml", "{owner}", "{name}"),
        ("tenants.P021",),
        block_of_a_portfolio,
    ),
    PlantedBug(
        "a pool has other hours in one text than in another",
        f"{CONTENT}.dialogue_files:read_dialogue_file",
        retyped("homes.yaml", "Pool {pool_place}, open {pool_hours}", "Pool {pool_place}, open 5 a.m. to 11 p.m."),
        ("tenants.P015",),
        block_of_a_portfolio,
    ),
    PlantedBug(
        "a subtopic is filed under another topic",
        f"{CONTENT}.dialogue_files:read_dialogue_file",
        retyped("lease.yaml", "roommates", "guests"),
        ("tenants.P018",),
        part_of_a_portfolio,
    ),
    PlantedBug(
        "a request names another room",
        f"{CONTENT}.dialogue_files:read_dialogue_file",
        retyped("maintenance.yaml", "Smoke alarm in the {room}", "Smoke alarm in the bathroom"),
        ("tenants.P019",),
        part_of_a_portfolio,
    ),
    # factories.py
    PlantedBug(
        "homes look three days back for equal requests",
        "apps.tenants.factories:PropertyFactory._meta.base_declarations",
        lambda declarations: {**declarations, "dedup_time_window_days": 3},
        ("tenants.P023",),
        conversations,
    ),
    PlantedBug(
        "threads are born merged",
        "apps.tenants.factories:ConversationThreadFactory._meta.base_declarations",
        lambda declarations: {**declarations, "merged_from": [1]},
        ("tenants.P023",),
        part_of_a_portfolio,
    ),
    PlantedBug(
        "messages are flagged",
        "apps.tenants.factories:MessageFactory._meta.base_declarations",
        lambda declarations: {**declarations, "flagged": True},
        ("tenants.P023",),
        conversations,
    ),
]
