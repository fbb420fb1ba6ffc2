"""Every table in the admin; lists fetch the people and pull requests they name with the rows."""

from django.contrib import admin

from apps.metrics import models
from apps.pages.large_lists import LargeListAdmin


class TimeStampedAdmin(LargeListAdmin):
    """Nobody types the two stamps."""

    readonly_fields = ("created_at", "updated_at")


@admin.register(models.Team)
class TeamAdmin(TimeStampedAdmin):
    list_display = ("name", "slug", "created_at")
    search_fields = ("name", "slug")
    ordering = ("name",)
    prepopulated_fields = {"slug": ("name",)}


@admin.register(models.TeamMember)
class TeamMemberAdmin(TimeStampedAdmin):
    list_display = ("display_name", "team", "role", "email", "github_username", "is_active")
    list_filter = ("role", "is_active", "team")
    list_select_related = ("team",)
    search_fields = ("display_name", "email", "github_username")
    autocomplete_fields = ("team",)


@admin.register(models.PullRequest)
class PullRequestAdmin(TimeStampedAdmin):
    list_display = (
        "title",
        "team",
        "author",
        "state",
        "pr_created_at",
        "merged_at",
        "cycle_time_hours",
        "is_ai_assisted",
    )
    list_filter = ("state", "is_ai_assisted", "is_revert", "is_hotfix", "is_draft", "source", "team")
    list_select_related = ("team", "author")
    search_fields = ("title", "github_repo", "jira_key", "author__display_name")
    autocomplete_fields = ("team", "author")
    ordering = ("-pr_created_at",)


@admin.register(models.PRReview)
class PRReviewAdmin(TimeStampedAdmin):
    list_display = ("submitted_at", "pull_request", "reviewer", "state", "team")
    list_filter = ("state", "team")
    list_select_related = ("team", "pull_request", "reviewer")
    search_fields = ("pull_request__title", "reviewer__display_name")
    autocomplete_fields = ("team", "pull_request", "reviewer")


@admin.register(models.PRComment)
class PRCommentAdmin(TimeStampedAdmin):
    list_display = ("comment_created_at", "author", "body", "comment_type", "pull_request", "team")
    list_filter = ("comment_type", "team")
    list_select_related = ("team", "pull_request", "author")
    search_fields = ("body", "path", "pull_request__title", "author__display_name")
    autocomplete_fields = ("team", "pull_request", "author")


@admin.register(models.PRFile)
class PRFileAdmin(TimeStampedAdmin):
    list_display = ("filename", "status", "file_category", "additions", "deletions", "pull_request", "team")
    list_filter = ("file_category", "status", "team")
    list_select_related = ("team", "pull_request")
    search_fields = ("filename", "pull_request__title")
    autocomplete_fields = ("team", "pull_request")


@admin.register(models.PRCheckRun)
class PRCheckRunAdmin(TimeStampedAdmin):
    list_display = ("name", "status", "conclusion", "started_at", "duration_seconds", "pull_request", "team")
    list_filter = ("conclusion", "status", "team")
    list_select_related = ("team", "pull_request")
    search_fields = ("name", "pull_request__title")
    autocomplete_fields = ("team", "pull_request")


@admin.register(models.Commit)
class CommitAdmin(TimeStampedAdmin):
    list_display = ("committed_at", "message", "author", "github_repo", "pull_request", "team")
    list_filter = ("team",)
    list_select_related = ("team", "pull_request", "author")
    search_fields = ("message", "github_sha", "github_repo", "author__display_name")
    autocomplete_fields = ("team", "pull_request", "author")


@admin.register(models.Deployment)
class DeploymentAdmin(TimeStampedAdmin):
    list_display = ("deployed_at", "github_repo", "environment", "status", "creator", "pull_request", "team")
    list_filter = ("environment", "status", "team")
    list_select_related = ("team", "pull_request", "creator")
    search_fields = ("github_repo", "sha", "pull_request__title", "creator__display_name")
    autocomplete_fields = ("team", "pull_request", "creator")


@admin.register(models.JiraIssue)
class JiraIssueAdmin(TimeStampedAdmin):
    list_display = (
        "jira_key",
        "summary",
        "issue_type",
        "status",
        "assignee",
        "story_points",
        "resolved_at",
        "team",
    )
    list_filter = ("issue_type", "status", "team")
    list_select_related = ("team", "assignee")
    search_fields = ("jira_key", "summary", "sprint_name", "assignee__display_name")
    autocomplete_fields = ("team", "assignee")


@admin.register(models.AIUsageDaily)
class AIUsageDailyAdmin(TimeStampedAdmin):
    list_display = (
        "date",
        "member",
        "source",
        "active_hours",
        "suggestions_shown",
        "suggestions_accepted",
        "acceptance_rate",
        "team",
    )
    list_filter = ("source", "team")
    list_select_related = ("team", "member")
    search_fields = ("member__display_name",)
    autocomplete_fields = ("team", "member")


@admin.register(models.PRSurvey)
class PRSurveyAdmin(TimeStampedAdmin):
    list_display = ("pull_request", "author", "author_ai_assisted", "author_responded_at", "team")
    list_filter = ("author_ai_assisted", "team")
    list_select_related = ("team", "pull_request", "author")
    search_fields = ("pull_request__title", "author__display_name")
    autocomplete_fields = ("team", "pull_request", "author")


@admin.register(models.PRSurveyReview)
class PRSurveyReviewAdmin(TimeStampedAdmin):
    list_display = (
        "pull_request",
        "reviewer",
        "quality_rating",
        "ai_guess",
        "guess_correct",
        "responded_at",
        "team",
    )
    list_filter = ("quality_rating", "guess_correct", "team")
    list_select_related = ("team", "survey__pull_request", "reviewer")
    search_fields = ("survey__pull_request__title", "reviewer__display_name")
    autocomplete_fields = ("team", "survey", "reviewer")

    @admin.display(ordering="survey__pull_request__title")
    def pull_request(self, answer: models.PRSurveyReview) -> models.PullRequest:
        return answer.survey.pull_request


@admin.register(models.WeeklyMetrics)
class WeeklyMetricsAdmin(TimeStampedAdmin):
    list_display = (
        "week_start",
        "member",
        "prs_merged",
        "ai_assisted_prs",
        "avg_cycle_time_hours",
        "avg_review_time_hours",
        "avg_quality_rating",
        "guess_accuracy",
        "team",
    )
    list_filter = ("team",)
    list_select_related = ("team", "member")
    search_fields = ("member__display_name",)
    autocomplete_fields = ("team", "member")
