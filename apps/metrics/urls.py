"""Pages under `/metrics/`."""

from django.urls import path

from apps.metrics import views

LISTED = ("people", "deployments", "ai-use", "jira-issues", "surveys", "comments", "commits", "checks", "files")
"""The tables whose pages are nothing but their rows."""

app_name = "metrics"
urlpatterns = [
    path("", views.TeamListView.as_view(), name="home"),
    path("compare/", views.ComparisonView.as_view(), name="compare"),
    path("teams/<slug:slug>/", views.TeamView.as_view(), name="team"),
    path("teams/<slug:slug>/pull-requests/", views.PullRequestListView.as_view(), name="pull_requests"),
    path("teams/<slug:slug>/weeks/", views.WeeksView.as_view(), name="weeks"),
    path("teams/<slug:slug>/reviews/", views.ReviewsView.as_view(), name="reviews"),
    path("teams/<slug:slug>/guesses/", views.GuessesView.as_view(), name="guesses"),
    *(path(f"teams/<slug:slug>/{table}/", views.TableView.as_view(table=table), name=table) for table in LISTED),
    path("pull-requests/<int:pk>/", views.PullRequestView.as_view(), name="pull_request"),
]
