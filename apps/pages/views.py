"""The start page: every run as a card, with its story, and the way into its domain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.urls import NoReverseMatch, reverse
from django.views.generic import TemplateView

from seedplot import registry
from seedplot.errors import SeedError
from seedplot.models import SeedRun


@dataclass(frozen=True)
class RunCard:
    """A run with what its scenario says of itself; a scenario that is no longer installed says nothing."""

    run: SeedRun
    story: str
    promise_count: int
    address: str | None

    @property
    def is_proven(self) -> bool:
        return bool(self.run.fingerprint)


class StartView(LoginRequiredMixin, TemplateView):
    template_name = "pages/start.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        runs = SeedRun.objects.order_by("domain", "scenario", "-id")
        return super().get_context_data(cards=[card_of(run) for run in runs], **kwargs)


def card_of(run: SeedRun) -> RunCard:
    try:
        scenario = registry.scenario_of_run(run)
        story, promise_count = scenario.story, len(scenario.promises)
    except SeedError:
        story, promise_count = "", 0
    return RunCard(run, story, promise_count, address_of(run.domain))


def address_of(domain: str) -> str | None:
    """Where a domain's pages begin, if it has any."""
    try:
        return reverse(f"{domain}:home")
    except NoReverseMatch:
        return None
