"""The tenants' story, for the start page and for the dashboard: who wrote, and what came of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cached_property

from django.urls import reverse

from apps.accounts.models import User
from apps.pages.drawing import CARD, Drawing, Lane, Moment, draw_lanes
from apps.pages.drawing.shapes import Size
from apps.pages.formatting import are, hours, label, number, plural
from apps.pages.stories import Evidence, EvidenceLine, KeyFigure, Part, StoryCard, TitledDrawing, marked, sentence
from apps.tenants.models import ConversationThread, MaintenanceRequest, Message
from apps.tenants.queries.access import Access, access_of
from apps.tenants.queries.conversations import count_conversations, find_conversations
from apps.tenants.queries.maintenance import count_requests_by_status, find_maintenance_requests
from seedplot.models import SeedRun

LANES = 3
ACTIONS = {"maintenance_request": "repair requested", "alert_manager": "alarm raised"}
"""The assistant's actions, in words for a picture."""
WAITING = (ConversationThread.Status.ACTIVE, ConversationThread.Status.ESCALATED, ConversationThread.Status.CLOSING)


class Inbox:
    """The first screen's words about the conversations that somebody may see. It asks for rows when they are needed."""

    def __init__(self, access: Access) -> None:
        self.access = access

    @cached_property
    def latest(self) -> list[ConversationThread]:
        return list(find_conversations(self.access)[:LANES])

    @cached_property
    def messages(self) -> dict[int, list[Message]]:
        found: dict[int, list[Message]] = {thread.pk: [] for thread in self.latest}
        for message in Message.objects.filter(thread__in=self.latest).order_by("timestamp", "pk"):
            found[message.thread_id or 0].append(message)
        return found

    @cached_property
    def counts(self) -> dict[str, int]:
        """Conversations by status."""
        counts: dict[str, int] = count_conversations(self.access)["by_status"]
        return counts

    @cached_property
    def requests(self) -> dict[str, int]:
        return count_requests_by_status(self.access)

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def waiting(self) -> int:
        return sum(self.counts[status] for status in WAITING)

    def sentence(self) -> Sequence[Part]:
        subjects = ", ".join(thread.subject[:1].lower() + thread.subject[1:] for thread in self.latest)
        if self.total > LANES:
            waiting = f"{number(self.waiting)} {are(self.waiting)} open"
            return sentence(f"{plural(self.total, 'conversation')} with one assistant; {waiting}.")
        return sentence(f"{subjects[:1].upper()}{subjects[1:]}: {plural(self.texts, 'text')} to one assistant.")

    @property
    def texts(self) -> int:
        return sum(len(messages) for messages in self.messages.values())

    def claim(self) -> Sequence[Part]:
        requests = sum(self.requests.values())
        return sentence(
            marked(f"{plural(self.waiting, 'conversation')} of {number(self.total)}"),
            f" {are(self.waiting)} open, and ",
            marked(f"{plural(requests, 'repair')} came of them"), ".",
        )  # fmt: skip

    def figures(self) -> list[KeyFigure]:
        status, request = ConversationThread.Status, MaintenanceRequest.Status
        open_requests = self.requests[request.OPEN] + self.requests[request.IN_PROGRESS]
        return [
            KeyFigure("Open conversations", number(self.waiting), f"of {number(self.total)}"),
            KeyFigure("Escalated", number(self.counts[status.ESCALATED]), note="out of the assistant’s hands"),
            KeyFigure("Resolved", number(self.counts[status.RESOLVED]), note="conversations"),
            KeyFigure("Open repairs", number(open_requests), f"of {number(sum(self.requests.values()))}"),
        ]

    def picture(self, size: Size = CARD, font: float = 11) -> Drawing:
        span = max((self._span(thread) for thread in self.latest), default=timedelta(0))
        lanes = [
            Lane(
                thread.tenant.name.split(" ")[0],
                thread.subject,
                [
                    Moment((message.timestamp - self._start(thread)) / span if span else 0, _words_of(message))
                    for message in self.messages[thread.pk]
                ],
            )
            for thread in self.latest
        ]
        later = f"{hours(round(span.total_seconds() / 3600), 0)} later"
        said = "; ".join(f"{lane.name}: {plural(len(lane.moments), 'text')}" for lane in lanes)
        return draw_lanes(lanes, ("first text", later), said, size=size, font=font)

    @property
    def finding(self) -> str:
        """The things set going by the assistant in the latest conversations."""
        words = Counter(_words_of(message) for messages in self.messages.values() for message in messages)
        done = ", ".join(f"{number(count)} {name}" for name, count in sorted(words.items()) if name)
        return f"{plural(self.texts, 'text')}: {done or 'nothing had to be set going'}"

    def lead(self) -> TitledDrawing:
        return TitledDrawing(
            self.finding,
            "Each text of the latest conversations, and what the assistant set going",
            self.picture((700, 220), 14),
            self.picture((310, 200), 12),
        )

    def evidence(self) -> Evidence:
        return Evidence(
            "Repairs that came of them",
            [
                EvidenceLine(
                    each.issue_description,
                    f"{each.get_priority_display()}, {each.get_status_display().lower()}",
                    reverse("tenants:conversation", args=[each.thread_id]) if each.thread_id else "",
                )
                for each in find_maintenance_requests(self.access)[:5]
            ],
            "All requests",
            reverse("tenants:maintenance"),
        )

    def _start(self, thread: ConversationThread) -> datetime:
        messages = self.messages[thread.pk]
        return messages[0].timestamp if messages else thread.created_at

    def _span(self, thread: ConversationThread) -> timedelta:
        messages = self.messages[thread.pk]
        return messages[-1].timestamp - messages[0].timestamp if messages else timedelta(0)


def _words_of(message: Message) -> str:
    """The thing set going by the assistant with its answer; blank for nothing."""
    for action in message.ai_actions or []:
        if isinstance(action, dict) and action.get("action"):
            name = str(action["action"])
            return ACTIONS.get(name, label(name).lower())
    return ""


def story_of(run: SeedRun, user: User) -> StoryCard | None:
    """The story of the homes that the user looks after."""
    inbox = Inbox(access_of(user))
    if not inbox.latest:
        return None
    return StoryCard(
        title=label(run.scenario),
        sentence=inbox.sentence(),
        pictures=[inbox.picture()],
        figures=inbox.figures(),
        claim=inbox.claim(),
    )
