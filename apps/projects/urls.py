"""Pages under `/projects/`, all behind a login."""

from django.urls import path
from django.views.generic import RedirectView

from apps.projects.views import boards, issues, projects, reports, search, sprints

app_name = "projects"
urlpatterns = [
    path("", projects.ProjectsView.as_view(), name="home"),
    path("<uuid:pk>/", RedirectView.as_view(pattern_name="projects:board"), name="project"),
    path("<uuid:pk>/board/", boards.BoardView.as_view(), name="board"),
    path("<uuid:pk>/backlog/", issues.BacklogView.as_view(), name="backlog"),
    path("<uuid:pk>/issues/", issues.IssuesView.as_view(), name="issues"),
    path("<uuid:pk>/sprints/", sprints.SprintsView.as_view(), name="sprints"),
    path("<uuid:pk>/reports/", reports.ReportsView.as_view(), name="reports"),
    path("<uuid:pk>/search/", search.SearchView.as_view(), name="search"),
    path("boards/<uuid:pk>/move/", boards.MoveCard.as_view(), name="move_card"),
    path("boards/<uuid:pk>/issues/", boards.CreateCard.as_view(), name="create_card"),
    path("boards/<uuid:pk>/columns/", boards.AddColumn.as_view(), name="add_column"),
    path("boards/<uuid:pk>/columns/<uuid:column>/", boards.ChangeColumn.as_view(), name="change_column"),
    path("boards/<uuid:pk>/columns/<uuid:column>/remove/", boards.RemoveColumn.as_view(), name="remove_column"),
    path("issues/<uuid:pk>/", issues.IssueView.as_view(), name="issue"),
    path("issues/<uuid:pk>/assign/", issues.AssignIssue.as_view(), name="assign_issue"),
    path("issues/<uuid:pk>/transition/", issues.MoveIssue.as_view(), name="move_issue"),
    path("issues/<uuid:pk>/priority/", issues.SetPriority.as_view(), name="set_priority"),
    path("issues/<uuid:pk>/comments/", issues.AddComment.as_view(), name="add_comment"),
    path("issues/<uuid:pk>/links/", issues.AddLink.as_view(), name="add_link"),
    path("issues/<uuid:pk>/links/<uuid:link>/remove/", issues.RemoveLink.as_view(), name="remove_link"),
    path("sprints/<uuid:pk>/", sprints.SprintView.as_view(), name="sprint"),
    path("sprints/<uuid:pk>/burndown/", sprints.BurndownView.as_view(), name="burndown"),
    path("sprints/<uuid:pk>/start/", sprints.StartSprint.as_view(), name="start_sprint"),
    path("sprints/<uuid:pk>/complete/", sprints.CompleteSprint.as_view(), name="complete_sprint"),
    path("sprints/<uuid:pk>/issues/", sprints.AddSprintIssue.as_view(), name="add_sprint_issue"),
    path(
        "sprints/<uuid:pk>/issues/<uuid:issue>/remove/", sprints.RemoveSprintIssue.as_view(), name="remove_sprint_issue"
    ),
]
