"""Measures of texts: they agree with the rows around them, and read like texts that people have written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import time
from functools import cache
from typing import Any

from apps.tenants.models import Message
from apps.tenants.seeding.measures.figures import amenity_words, figures, known_figures, texts_of
from apps.tenants.seeding.measures.repairs import alarms_of
from apps.tenants.seeding.rows import Conversation, Correspondence
from apps.tenants.seeding.specification.conversations import NAMED_THINGS, SUBTOPICS

DAYTIMES = {"morning": (time(0), time(12)), "afternoon": (time(12), time(18)), "evening": (time(18), time.max)}
DAYTIME = re.compile(r"^(?:\w+,\n\n)?Good (morning|afternoon|evening)\b")
GREETED = re.compile(r"^(?:Hi|Hello|Dear|Good \w+,) ([A-Z][a-z]+)[!,.]")
OWNER = re.compile(r"\b[A-Z][a-z]+ [A-Z]\. [A-Z][a-z]+\b")
SIGNED = re.compile(r"\n([A-Z][a-z]+(?: [A-Z][a-z]+)?)$")
CAPITALIZED = re.compile(r"\b[A-Z][a-z]+\b")
ASSISTANT = "Your property assistant"
MISPRINT = re.compile(r"[{}\[\]|]|(?<!\.)\.\.(?!\.)|  | [,.!?]|\s$|^\s|\bi\b")
ANSWER = re.compile(rf"[A-Z$].*(?:[.!?]|\n{ASSISTANT})", re.DOTALL)
HEADLINE = re.compile(r"[A-Z].{1,58}[^.]")
SENTENCE = re.compile(r"[A-Z].*\.")


def unfounded_answers(part: Correspondence) -> list[str]:
    """Figures and amenities in answers that neither the home's texts nor the tenant's own words and lease know."""
    return [
        f"'{word}' in message {message.pk}"
        for conversation in part.conversations
        for known in [_Known(conversation)]
        for message in conversation.messages
        for word in sorted(known.surprises(message))
    ]


class _Known:
    """All that an answer in a thread may name; the tenant's own words count from when they are said."""

    def __init__(self, conversation: Conversation) -> None:
        home, tenant = conversation.home, conversation.tenant
        facts = [*texts_of([home.amenities, home.rules, home.faq])]
        self.amenities = set().union(*map(amenity_words, facts))
        others = [home.address, home.owner_phone, *texts_of(tenant.lease_terms)]
        self.figures = known_figures([*facts, *others])

    def surprises(self, message: Message) -> frozenset[str]:
        self.figures |= known_figures([message.message])
        answer = message.response or ""
        return (figures(answer) - self.figures) | (amenity_words(answer) - self.amenities)


def repeated_answers(part: Correspondence) -> list[str]:
    """Answers that a thread gives twice."""
    return [
        f"'{str(text)[:60]}'"
        for messages in part.messages_of.values()
        for text, count in Counter(row.response for row in messages).items()
        if count > 1
    ]


def misfiled_threads(part: Correspondence) -> list[str]:
    """Threads whose subtopic is not one of their topic, or whose messages never use a word of it."""
    return [
        f"thread {key}"
        for key, row in part.threads.items()
        for words in [SUBTOPICS.get(row.topic_category, {}).get(row.subtopic, ())]
        if not set(words) & _words("\n".join(_said(part.messages_of.get(key, []))), words)
    ]


def wrong_labels(part: Correspondence) -> list[str]:
    """Threads whose subject is no headline, whose summary is no sentence, or that name what no message names."""
    return [
        f"thread {each.thread.pk}"
        for each in part.conversations
        if not HEADLINE.fullmatch(each.thread.subject)
        or not all(SENTENCE.fullmatch(label) for label in _descriptions(part, each))
        or not _describes(" ".join([each.thread.subject, *_descriptions(part, each)]), each)
    ]


def _descriptions(part: Correspondence, conversation: Conversation) -> Iterator[str]:
    """All that is written about the thread's messages: its summary, the requests, and reasons of alarms."""
    yield conversation.thread.summary
    yield from filter(None, [conversation.thread.escalation_reasoning])
    for message in conversation.messages:
        yield from (request.issue_description for request in part.requests_of.get(message.pk, []))
        yield from (str(alarm.get("reason")) for alarm in alarms_of(message))


def _describes(label: str, conversation: Conversation) -> bool:
    """True if the messages name all things and figures that the label names."""
    said = _said(conversation.messages)
    return _words("\n".join(said), NAMED_THINGS) >= _words(label, NAMED_THINGS) and figures(label) <= known_figures(
        [conversation.home.address, *said]
    )


def _said(messages: Iterable[Message]) -> list[str]:
    """Both halves of each message."""
    return [text for row in messages for text in (row.message, row.response or "")]


def _words(text: str, words: tuple[str, ...]) -> set[str]:
    """Those of the words that the text uses, whole and in any case."""
    return set(_pattern(words).findall(text.lower())) if words else set()


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b")


def wrong_forms(part: Correspondence) -> list[str]:
    """E-mails without their thread's subject or its greeting, and text messages with a subject or with paragraphs."""
    return [
        f"message {row.pk}"
        for key, messages in part.messages_of.items()
        for thread in [part.threads.get(key or 0)]
        for number, row in enumerate(messages)
        if row.subject != (thread.subject if thread and row.channel == "email" else None)
        or not _has_form(row, is_first=number == 0)
    ]


def _has_form(message: Message, *, is_first: bool) -> bool:
    has_paragraphs = ["\n" in text for text in (message.message, message.response or "")]
    if message.channel != "email":
        return not any(has_paragraphs)
    return all(has_paragraphs) or not is_first


def misprints(part: Correspondence) -> list[str]:
    """Texts with a blank or a choice left open, or a mark or space too many; answers without a capital or a stop."""
    answers = {row.pk: row.response for row in part.messages.values() if row.response and row.response.strip()}
    found = [f"message {key}" for key, answer in answers.items() if not ANSWER.fullmatch(answer.strip())]
    return found + [f"'{text[:60]}'" for text in _texts(part) if text.strip() and MISPRINT.search(text)]


def _texts(part: Correspondence) -> Iterator[str]:
    """Every text of the part that a person reads."""
    for home in part.properties.values():
        yield from (home.address, *texts_of([home.amenities, home.rules, home.faq]))
    for thread in part.threads.values():
        yield from filter(None, (thread.subject, thread.summary, thread.escalation_reasoning))
    for message in part.messages.values():
        yield from (message.message, message.response or "")
    for request in part.requests.values():
        yield request.issue_description


def wrong_greetings(part: Correspondence) -> list[str]:
    """Messages that greet at another time of day, name another person, or are signed by one."""
    return [
        f"message {row.pk}"
        for conversation in part.conversations
        for row in conversation.messages
        if not _is_addressed_well(part, conversation, row)
    ]


def _is_addressed_well(part: Correspondence, conversation: Conversation, message: Message) -> bool:
    tenant, home = conversation.tenant, conversation.home
    first_name = tenant.name.split(" ")[0]
    answer, at = message.response or "", message.timestamp.astimezone(part.anchor.tzinfo).time()
    return (
        all(_fits(found[1], at) for text in (message.message, answer) for found in [DAYTIME.match(text)] if found)
        and set(GREETED.findall(answer)) <= {first_name}
        and not set(SIGNED.findall(message.message)) & (part.names - {first_name, tenant.name})
        and not GREETED.match(message.message)
        and not {ASSISTANT, home.owner_name} & set(message.message.split("\n"))
        and not set(CAPITALIZED.findall(answer)) & (part.names - {first_name, *_name_words(home)})
        and set(OWNER.findall(answer)) <= {home.owner_name}
        and tenant.name not in answer
    )


def _fits(daytime: str, at: time) -> bool:
    begins, ends = DAYTIMES[daytime]
    return begins <= at < ends


def _name_words(home: Any) -> list[str]:
    return CAPITALIZED.findall(f"{home.owner_name} {home.address}")
