"""Pages about teams: all of them, a team's story, and teams side by side."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import BadRequest
from django.db.models import Count, Max
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.generic import TemplateView

from apps.metrics import queries
from apps.metrics.models import Team
from apps.metrics.views import charts
from apps.metrics.views.measures import small_multiple
from apps.metrics.views.story import baseline_slug, runs_by_team, telling_of
from apps.pages.lists import page_of
from apps.pages.runs import promises_of

TEAMS_PER_PAGE = 20
COMPARED_AT_MOST = 4
TABS = (
    ("weeks", "Weeks"),
    ("pull-requests", "Pull requests"),
    ("reviews", "Reviews"),
    ("people", "People"),
    ("deployments", "Deployments"),
    ("ai-use", "AI use"),
    ("jira-issues", "Jira issues"),
    ("surveys", "Surveys"),
    ("guesses", "Guesses"),
    ("comments", "Comments"),
    ("commits", "Commits"),
    ("checks", "Checks"),
    ("files", "Files"),
)


class TeamListView(LoginRequiredMixin, TemplateView):
    template_name = "metrics/teams.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        teams = Team.objects.order_by("name", "pk").annotate(
            pull_request_count=Count("pull_requests", distinct=True),
            member_count=Count("members", distinct=True),
            latest=Max("pull_requests__pr_created_at"),
        )
        return super().get_context_data(page=page_of(self.request, teams, TEAMS_PER_PAGE), **kwargs)


class TeamPage(LoginRequiredMixin, TemplateView):
    """A page about the team of its address, with tabs to all its tables."""

    request: HttpRequest
    kwargs: dict[str, Any]

    @cached_property
    def team(self) -> Team:
        return get_object_or_404(Team, slug=self.kwargs["slug"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(team=self.team, tabs=tabs_of(self.team), **kwargs)


def tabs_of(team: Team) -> list[tuple[str, str, int | None]]:
    """Address, name and count of each tab. One query."""
    counts = queries.count_rows(team)
    overview = (reverse("metrics:team", args=[team.slug]), "Overview", None)
    return [overview, *((address_of(team, table), name, counts[table]) for table, name in TABS)]


def address_of(team: Team, table: str) -> str:
    return reverse("metrics:pull_requests" if table == "pull-requests" else f"metrics:{table}", args=[team.slug])


class TeamView(TeamPage):
    template_name = "metrics/team.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        runs = runs_by_team()
        run = runs.get(self.team.slug)
        telling = telling_of(self.team, run)
        if telling.is_empty:
            return super().get_context_data(**kwargs)
        other = baseline_slug(runs.items())
        baseline = Team.objects.filter(slug=other).first() if other and other != self.team.slug else None
        gray = telling_of(baseline, runs[other]).weeks if baseline and other else []
        return super().get_context_data(
            run=run,
            claim=telling.claim(),
            figures=telling.figures(),
            lead=telling.lead(),
            evidence=telling.evidence(),
            promises=promises_of(run) if run else [],
            multiples=[
                small_multiple(measure, telling.weeks, gray, today=telling.today, tone=telling.tone)
                for measure in telling.measures
            ],
            baseline=baseline if gray else None,
            **kwargs,
        )


class ComparisonView(LoginRequiredMixin, TemplateView):
    """Teams next to each other: `?team=slug`, repeated; without it, the first two."""

    template_name = "metrics/comparison.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        chosen = self.request.GET.getlist("team")
        if len(chosen) > COMPARED_AT_MOST:
            raise BadRequest(f"Up to {COMPARED_AT_MOST} teams can be compared.")
        if any("\x00" in slug for slug in chosen):
            raise BadRequest("A team's slug is text.")
        known = Team.objects.order_by("name", "pk")
        if chosen:
            by_slug = {team.slug: team for team in known.filter(slug__in=chosen)}
            teams = [by_slug[slug] for slug in dict.fromkeys(chosen) if slug in by_slug]
        else:
            teams = list(known[:2])
        figures = [(team.name, queries.weekly_figures(team)) for team in teams]
        return super().get_context_data(
            teams=teams,
            choices=known[:200],
            charts=charts.comparison_charts(figures) if teams else [],
            **kwargs,
        )
