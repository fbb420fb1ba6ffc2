"""The line below the header: that this is demo data, as of when, which story it is, and the way back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest

from apps.pages.domains import BY_LABEL
from apps.pages.formatting import label, plural
from apps.pages.runs import SCENARIO, address_of, day_of
from seedplot.models import SeedRun


@dataclass(frozen=True)
class Ribbon:
    """`as_of` is None where stories of several days are on one page; `story` is blank where there is none."""

    as_of: date | None = None
    story: str = ""
    address: str = ""


def ribbon_of(request: HttpRequest, path: str = "") -> Ribbon:
    """The ribbon of a page. `path` is its story's address, where its own does not begin with that. One query."""
    match = request.resolver_match
    domain = match.app_name if match else ""
    if domain not in BY_LABEL:
        return Ribbon()
    runs = list(SeedRun.objects.filter(domain=domain).order_by("pk"))
    stories = [run for run in runs if run.kind == SCENARIO]
    run = _story_at(stories, path or request.path)
    days = {day_of(each) for each in ([run] if run else stories or runs)}
    return Ribbon(
        as_of=days.pop() if len(days) == 1 else None,
        story=label(run.scenario) if run else plural(len(stories), "story", "stories") if stories else "",
        address=(address_of(run) or "") if run else "",
    )


def _story_at(stories: Sequence[SeedRun], path: str) -> SeedRun | None:
    """The story whose own address the path begins with, the longest first; the only one of its domain in any case."""
    if len(stories) == 1:
        return stories[0]
    addresses = [(address, run) for run in stories if (address := address_of(run))]
    here = [(len(address), run.pk, run) for address, run in addresses if path.startswith(address)]
    known = {address for address, _ in addresses}
    # Stories that share a page are told apart nowhere on it.
    return max(here)[2] if here and len(known) == len(addresses) else None
