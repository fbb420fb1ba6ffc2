"""Pages about pull requests: a team's, and one of them."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.db.models import QuerySet
from django.urls import reverse
from django.views.generic import DetailView

from apps.metrics.models import PullRequest, Team
from apps.metrics.queries.timelines import timeline_of
from apps.metrics.views.teams import TeamPage
from apps.pages.lists import one_of, page_of, search_text, whole_number

PULL_REQUESTS_PER_PAGE = 25


class PullRequestListView(TeamPage):
    template_name = "metrics/pull_requests.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            page=page_of(self.request, self.rows(self.team), PULL_REQUESTS_PER_PAGE),
            members=self.team.members.order_by("display_name"),
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
        return super().get_context_data(
            events=timeline_of(pull_request),
            files=pull_request.files.order_by("filename"),
            story_path=reverse("metrics:team", args=[pull_request.team.slug]),
            **kwargs,
        )
