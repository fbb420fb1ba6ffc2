"""Pages about teams: all of them, a team's dashboard, and teams side by side."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import BadRequest
from django.db.models import Count, Max
from django.shortcuts import get_object_or_404
from django.views.generic import TemplateView

from apps.metrics import queries
from apps.metrics.models import Team
from apps.metrics.seeding.weekly_metrics_calculator import week_start
from apps.metrics.views import charts
from apps.pages.lists import page_of
from seedplot.clock import project_zone, wall_clock_now

TEAMS_PER_PAGE = 20
COMPARED_AT_MOST = 4


class TeamListView(LoginRequiredMixin, TemplateView):
    template_name = "metrics/teams.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        teams = Team.objects.order_by("name", "pk").annotate(
            pull_request_count=Count("pull_requests", distinct=True),
            member_count=Count("members", distinct=True),
            latest=Max("pull_requests__pr_created_at"),
        )
        return super().get_context_data(page=page_of(self.request, teams, TEAMS_PER_PAGE), **kwargs)


class TeamView(LoginRequiredMixin, TemplateView):
    template_name = "metrics/team.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        team = get_object_or_404(Team, slug=kwargs["slug"])
        now = now_of(team)
        waiting = queries.open_pull_requests(team, as_of=now)
        weeks = queries.weekly_figures(team)
        return super().get_context_data(
            team=team,
            weeks=weeks,
            charts=charts.weekly_charts(weeks, running=week_start(now, project_zone())),
            matrix=charts.review_matrix(queries.review_pairs(team)),
            loads=queries.reviewer_loads(team),
            ages=charts.age_chart(waiting),
            oldest=waiting[:10],
            leaderboard=queries.guess_leaderboard(team),
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


def now_of(team: Team) -> datetime:
    """Where the team's story has come to: when it was last synchronised, or now for a team that never was."""
    latest: datetime | None = team.pull_requests.aggregate(latest=Max("synced_at"))["latest"]
    return latest or wall_clock_now()
