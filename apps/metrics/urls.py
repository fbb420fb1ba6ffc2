"""Pages under `/metrics/`."""

from django.urls import path

from apps.metrics import views

app_name = "metrics"
urlpatterns = [
    path("", views.TeamListView.as_view(), name="home"),
    path("compare/", views.ComparisonView.as_view(), name="compare"),
    path("teams/<slug:slug>/", views.TeamView.as_view(), name="team"),
    path("teams/<slug:slug>/pull-requests/", views.PullRequestListView.as_view(), name="pull_requests"),
    path("pull-requests/<int:pk>/", views.PullRequestView.as_view(), name="pull_request"),
]
