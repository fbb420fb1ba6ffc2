"""The start page: every story as a card with a picture of its own rows, and those that are not there yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.views.generic import TemplateView

from apps.accounts.models import User
from apps.pages import runs
from apps.pages.domains import Domain, domain_of, place_of
from apps.pages.formatting import are, label
from apps.pages.runs import Proof, RunGroup
from apps.pages.stories import StoryCard, story_of
from seedplot import registry
from seedplot.models import SeedRun

WORDS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve")


@dataclass(frozen=True)
class PlacedCard:
    """A story that is there. `story` is None where its domain says nothing of it, or its scenario is gone."""

    group: RunGroup
    story: StoryCard | None
    told: str
    """The scenario's own words, blank where it is no longer installed."""
    proof: Proof
    address: str | None
    command: str | None

    @property
    def is_unfinished(self) -> bool:
        return any(run.status != SeedRun.Status.COMPLETE for run in self.group.all)

    @property
    def is_proven(self) -> bool:
        return bool(self.proof.total) and all(run.fingerprint for run in self.group.all)


@dataclass(frozen=True)
class AbsentCard:
    """A story that could be added."""

    title: str
    domain: Domain
    told: str
    size: str
    command: str


class StartView(LoginRequiredMixin, TemplateView):
    template_name = "pages/start.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        placed = placed_cards(self.request.user)
        days = {runs.day_of(card.group.run) for card in placed}
        return super().get_context_data(
            cards=placed,
            absent=absent_cards({card.group.run.scenario for card in placed}),
            count=count_in_words(placed),
            as_of=days.pop() if len(days) == 1 else None,
            state=state_in_words(placed),
            **kwargs,
        )


def placed_cards(user: User) -> list[PlacedCard]:
    """The stories in this database, as the user may see them: two queries, and those of each domain."""
    found = list(SeedRun.objects.all())
    proofs = runs.proofs_of(found)
    return [_placed(group, proofs, user) for group in runs.groups_of(found)]


def _placed(group: RunGroup, proofs: dict[int, Proof], user: User) -> PlacedCard:
    scenario = runs.scenario_of(group.run)
    own = [proofs.get(run.pk, Proof()) for run in group.all]
    return PlacedCard(
        group=group,
        story=story_of(group.run, user) if scenario else None,
        told=scenario.story if scenario else "",
        proof=Proof(sum(proof.kept for proof in own), sum(proof.broken for proof in own)),
        address=runs.address_of(group.run),
        command=runs.command_of(group.run),
    )


def absent_cards(there: set[str]) -> list[AbsentCard]:
    """The registered stories of which there is no run, domain by domain."""
    missing = [scenario() for name, scenario in registry.discover().items() if name not in there]
    with_pages = [scenario for scenario in missing if domain_of(scenario.domain).home]
    return [
        AbsentCard(
            label(scenario.name),
            domain_of(scenario.domain),
            scenario.story,
            scenario.size,
            f"python manage.py seed_demo_data --scenario {scenario.name}",
        )
        for scenario in sorted(with_pages, key=lambda each: place_of(each.domain))
    ]


def count_in_words(cards: Sequence[PlacedCard]) -> str:
    count = len(cards)
    number = WORDS[count] if count < len(WORDS) else str(count)
    return f"{number} {'story' if count == 1 else 'stories'} {are(count)} in this database"


def state_in_words(cards: Sequence[PlacedCard]) -> str:
    """The proofs of all stories in one sentence."""
    broken = sum(bool(card.proof.broken) for card in cards)
    unproven = sum(not card.is_proven for card in cards)
    if broken:
        return f"{broken} of them {'has' if broken == 1 else 'have'} broken promises."
    if unproven:
        return f"{unproven} of them {are(unproven)} not proven yet."
    return "All of them are proven." if len(cards) > 1 else "It is proven."
