"""JSON under `/api/projects/`."""

from django.urls import path, re_path

from apps.api.views import UnknownAddressView
from apps.projects.api.views import boards, issues, projects, search, sprints

app_name = "projects-api"
urlpatterns = [
    path("projects/", projects.ProjectsView.as_view(), name="projects"),
    path("projects/stats/", projects.ProjectTotalsView.as_view(), name="project-stats"),
    path("projects/<str:key>/", projects.ProjectView.as_view(), name="project"),
    path("projects/<str:key>/velocity/", projects.VelocityView.as_view(), name="velocity"),
    path("projects/<str:key>/team-metrics/", projects.TeamMetricsView.as_view(), name="team-metrics"),
    path("projects/<str:key>/cumulative-flow/", projects.CumulativeFlowView.as_view(), name="cumulative-flow"),
    path("projects/<str:key>/activity/", projects.ActivityView.as_view(), name="activity"),
    path("projects/<str:key>/export/", projects.ExportView.as_view(), name="export"),
    path("boards/", boards.BoardsView.as_view(), name="boards"),
    path("boards/<str:key>/", boards.BoardView.as_view(), name="board"),
    path("boards/<str:key>/columns/", boards.ColumnsView.as_view(), name="columns"),
    path("boards/<str:key>/columns/<str:column_key>/", boards.ColumnView.as_view(), name="column"),
    path("boards/<str:key>/issues/", boards.CardsView.as_view(), name="cards"),
    path("boards/<str:key>/issues/<str:issue_key>/move/", boards.MoveView.as_view(), name="move"),
    path("issues/", issues.IssuesView.as_view(), name="issues"),
    path("issues/<str:key>/", issues.IssueView.as_view(), name="issue"),
    path("issues/<str:key>/assign/", issues.AssignView.as_view(), name="assign"),
    path("issues/<str:key>/transition/", issues.TransitionView.as_view(), name="transition"),
    path("issues/<str:key>/priority/", issues.PriorityView.as_view(), name="priority"),
    path("issues/<str:key>/comments/", issues.CommentsView.as_view(), name="comments"),
    path("issues/<str:key>/links/", issues.LinksView.as_view(), name="links"),
    path("issues/<str:key>/links/<str:link_key>/", issues.LinkView.as_view(), name="link"),
    path("issues/<str:key>/similar/", search.SimilarView.as_view(), name="similar"),
    path("sprints/", sprints.SprintsView.as_view(), name="sprints"),
    path("sprints/<str:key>/", sprints.SprintView.as_view(), name="sprint"),
    path("sprints/<str:key>/burndown/", sprints.BurndownView.as_view(), name="burndown"),
    path("sprints/<str:key>/report/", sprints.SprintReportView.as_view(), name="sprint-report"),
    path("sprints/<str:key>/start/", sprints.StartView.as_view(), name="start"),
    path("sprints/<str:key>/complete/", sprints.CompleteView.as_view(), name="complete"),
    path("sprints/<str:key>/issues/", sprints.SprintIssuesView.as_view(), name="sprint-issues"),
    path("sprints/<str:key>/issues/<str:issue_key>/", sprints.SprintIssueView.as_view(), name="sprint-issue"),
    path("search/", search.SearchView.as_view(), name="search"),
    re_path("", UnknownAddressView.as_view()),
]
