"""Pages of the engineering metrics: teams, a team's dashboard, teams side by side, pull requests."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import BadRequest
from django.db.models import Count, Max, QuerySet
from django.shortcuts import get_object_or_404
from django.views.generic import DetailView, TemplateView

from apps.metrics import dashboards, queries
from apps.metrics.models import PullRequest, Team
from apps.metrics.seeding.weekly_metrics_calculator import week_start
from apps.metrics.timelines import timeline_of
from apps.pages.lists import one_of, page_of, search_text, whole_number
from seedplot.clock import project_zone, wall_clock_now

TEAMS_PER_PAGE = 20
PULL_REQUESTS_PER_PAGE = 25
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
            charts=dashboards.weekly_charts(weeks, running=week_start(now, project_zone())),
            matrix=dashboards.review_matrix(queries.review_pairs(team)),
            loads=queries.reviewer_loads(team),
            ages=dashboards.age_chart(waiting),
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
            charts=dashboards.comparison_charts(figures) if teams else [],
            **kwargs,
        )


class PullRequestListView(LoginRequiredMixin, TemplateView):
    template_name = "metrics/pull_requests.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        team = get_object_or_404(Team, slug=kwargs["slug"])
        return super().get_context_data(
            team=team,
            page=page_of(self.request, self.rows(team), PULL_REQUESTS_PER_PAGE),
            members=team.members.order_by("display_name"),
            states=PullRequest.State.choices,
            sources=PullRequest.Source.choices,
            **kwargs,
        )

    def rows(self, team: Team) -> QuerySet[PullRequest]:
        """Those that the filters let through, the newest first."""
        rows = team.pull_requests.select_related("author").order_by("-pr_created_at", "-pk")
        if state := one_of(self.request, "state", PullRequest.State.values):
            rows = rows.filter(state=state)
        if source := one_of(self.request, "source", PullRequest.Source.values):
            rows = rows.filter(source=source)
        if ai := one_of(self.request, "ai", ("yes", "no")):
            rows = rows.filter(is_ai_assisted=ai == "yes")
        if author := whole_number(self.request, "author", most=2**63 - 1):
            rows = rows.filter(author=author)
        if text := search_text(self.request):
            rows = rows.filter(title__icontains=text)
        return rows


class PullRequestView(LoginRequiredMixin, DetailView):
    template_name = "metrics/pull_request.html"
    queryset = PullRequest.objects.select_related("team", "author")
    context_object_name = "pull_request"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        pull_request = self.object
        files = pull_request.files.order_by("filename")
        return super().get_context_data(events=timeline_of(pull_request), files=files, **kwargs)


def now_of(team: Team) -> datetime:
    """Where the team's story has come to: when it was last synchronised, or now for a team that never was."""
    latest: datetime | None = team.pull_requests.aggregate(latest=Max("synced_at"))["latest"]
    return latest or wall_clock_now()
