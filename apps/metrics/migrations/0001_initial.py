# The whole app as of commit 5a82476, which tests/migrations compares it with. Later changes are migrations of their own.

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Team",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("updated_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("name", models.CharField(max_length=100)),
                ("slug", models.SlugField(max_length=100, unique=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TeamMember",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("updated_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("display_name", models.CharField(max_length=255)),
                (
                    "github_username",
                    models.CharField(blank=True, db_index=True, max_length=100, verbose_name="GitHub username"),
                ),
                ("github_id", models.CharField(blank=True, db_index=True, max_length=50, verbose_name="GitHub id")),
                (
                    "jira_account_id",
                    models.CharField(blank=True, db_index=True, max_length=100, verbose_name="Jira account id"),
                ),
                (
                    "slack_user_id",
                    models.CharField(blank=True, db_index=True, max_length=50, verbose_name="Slack user id"),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[("developer", "Developer"), ("lead", "Lead"), ("admin", "Admin")],
                        default="developer",
                        max_length=20,
                    ),
                ),
                ("is_active", models.BooleanField(default=True)),
                (
                    "team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="members", to="metrics.team"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("github_id", ""), _negated=True),
                        fields=("team", "github_id"),
                        name="unique_member_github_id",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("email", ""), _negated=True),
                        fields=("team", "email"),
                        name="unique_member_email",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PullRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("updated_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("github_pr_id", models.BigIntegerField(verbose_name="GitHub pull request id")),
                ("github_repo", models.CharField(max_length=255, verbose_name="GitHub repository")),
                ("title", models.TextField()),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "Open"), ("merged", "Merged"), ("closed", "Closed")],
                        default="open",
                        max_length=20,
                    ),
                ),
                ("pr_created_at", models.DateTimeField(verbose_name="opened at")),
                ("first_review_at", models.DateTimeField(blank=True, null=True)),
                ("merged_at", models.DateTimeField(blank=True, null=True)),
                ("cycle_time_hours", models.DecimalField(blank=True, decimal_places=2, max_digits=10, null=True)),
                ("review_time_hours", models.DecimalField(blank=True, decimal_places=2, max_digits=10, null=True)),
                ("review_rounds", models.IntegerField(blank=True, null=True)),
                ("avg_fix_response_hours", models.DecimalField(blank=True, decimal_places=2, max_digits=10, null=True)),
                ("commits_after_first_review", models.IntegerField(blank=True, null=True)),
                ("total_comments", models.IntegerField(blank=True, null=True)),
                ("additions", models.IntegerField(default=0)),
                ("deletions", models.IntegerField(default=0)),
                ("is_revert", models.BooleanField(default=False)),
                ("is_hotfix", models.BooleanField(default=False)),
                ("is_draft", models.BooleanField(default=False)),
                ("labels", models.JSONField(blank=True, default=list)),
                ("is_ai_assisted", models.BooleanField(blank=True, null=True, verbose_name="AI-assisted")),
                ("jira_key", models.CharField(blank=True, max_length=50, verbose_name="Jira key")),
                (
                    "source",
                    models.CharField(
                        choices=[("github", "GitHub"), ("factory", "Factory")], default="factory", max_length=20
                    ),
                ),
                ("synced_at", models.DateTimeField(blank=True, null=True)),
                (
                    "team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="pull_requests", to="metrics.team"
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="pull_requests",
                        to="metrics.teammember",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["github_repo", "state"], name="pull_request_repo_state"),
                    models.Index(fields=["author", "state"], name="pull_request_author_state"),
                    models.Index(fields=["merged_at"], name="pull_request_merged_at"),
                    models.Index(fields=["pr_created_at"], name="pull_request_created_at"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("team", "github_pr_id", "github_repo"), name="unique_pull_request_in_repo"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PRSurvey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("updated_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("token", models.CharField(blank=True, max_length=64, null=True, unique=True)),
                ("token_expires_at", models.DateTimeField(blank=True, null=True)),
                ("github_comment_id", models.BigIntegerField(blank=True, null=True, verbose_name="GitHub comment id")),
                ("author_ai_assisted", models.BooleanField(blank=True, null=True, verbose_name="author used AI")),
                ("author_responded_at", models.DateTimeField(blank=True, null=True)),
                (
                    "pull_request",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="survey", to="metrics.pullrequest"
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="surveys", to="metrics.team"
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="surveys",
                        to="metrics.teammember",
                    ),
                ),
            ],
            options={
                "verbose_name": "survey",
            },
        ),
        migrations.CreateModel(
            name="PRCheckRun",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("updated_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("github_check_run_id", models.BigIntegerField(verbose_name="GitHub check run id")),
                ("name", models.CharField(max_length=255)),
                (
                    "status",
                    models.CharField(
                        choices=[("queued", "Queued"), ("in_progress", "In Progress"), ("completed", "Completed")],
                        max_length=20,
                    ),
                ),
                (
                    "conclusion",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("success", "Success"),
                            ("failure", "Failure"),
                            ("skipped", "Skipped"),
                            ("cancelled", "Cancelled"),
                            ("timed_out", "Timed Out"),
                            ("action_required", "Action Required"),
                            ("neutral", "Neutral"),
                            ("stale", "Stale"),
                        ],
                        max_length=20,
                        null=True,
                    ),
                ),
                ("started_at", models.DateTimeField(blank=True, null=True)),
                ("completed_at", models.DateTimeField(blank=True, null=True)),
                ("duration_seconds", models.IntegerField(blank=True, null=True)),
                (
                    "pull_request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="check_runs", to="metrics.pullrequest"
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="check_runs", to="metrics.team"
                    ),
                ),
            ],
            options={
                "verbose_name": "check run",
            },
        ),
        migrations.CreateModel(
            name="PRSurveyReview",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("updated_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "quality_rating",
                    models.IntegerField(
                        blank=True, choices=[(1, "Could be better"), (2, "OK"), (3, "Super")], null=True
                    ),
                ),
                ("ai_guess", models.BooleanField(blank=True, null=True, verbose_name="guessed AI")),
                ("guess_correct", models.BooleanField(blank=True, null=True)),
                ("responded_at", models.DateTimeField(blank=True, null=True)),
                (
                    "survey",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="review_answers",
                        to="metrics.prsurvey",
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="review_answers", to="metrics.team"
                    ),
                ),
                (
                    "reviewer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="review_answers",
                        to="metrics.teammember",
                    ),
                ),
            ],
            options={
                "verbose_name": "reviewer's answer",
                "constraints": [
                    models.UniqueConstraint(fields=("survey", "reviewer"), name="unique_answer_of_a_reviewer")
                ],
            },
        ),
        migrations.CreateModel(
            name="PRReview",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("updated_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("github_review_id", models.BigIntegerField(verbose_name="GitHub review id")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("approved", "Approved"),
                            ("changes_requested", "Changes Requested"),
                            ("commented", "Commented"),
                        ],
                        max_length=20,
                    ),
                ),
                ("submitted_at", models.DateTimeField()),
                (
                    "pull_request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="reviews", to="metrics.pullrequest"
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="reviews", to="metrics.team"
                    ),
                ),
                (
                    "reviewer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="reviews",
                        to="metrics.teammember",
                    ),
                ),
            ],
            options={
                "verbose_name": "review",
            },
        ),
        migrations.CreateModel(
            name="PRComment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("updated_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("github_comment_id", models.BigIntegerField(verbose_name="GitHub comment id")),
                ("body", models.TextField()),
                ("comment_type", models.CharField(choices=[("issue", "Issue"), ("review", "Review")], max_length=20)),
                ("path", models.CharField(blank=True, max_length=500)),
                ("line", models.IntegerField(blank=True, null=True)),
                (
                    "in_reply_to_id",
                    models.BigIntegerField(blank=True, null=True, verbose_name="in reply to GitHub comment id"),
                ),
                ("comment_created_at", models.DateTimeField()),
                ("comment_updated_at", models.DateTimeField(blank=True, null=True)),
                (
                    "pull_request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="comments", to="metrics.pullrequest"
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="comments", to="metrics.team"
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="comments",
                        to="metrics.teammember",
                    ),
                ),
            ],
            options={
                "verbose_name": "comment",
            },
        ),
        migrations.CreateModel(
            name="JiraIssue",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("updated_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("jira_key", models.CharField(max_length=50, verbose_name="Jira key")),
                ("jira_id", models.CharField(max_length=50, verbose_name="Jira id")),
                ("summary", models.TextField()),
                (
                    "issue_type",
                    models.CharField(
                        choices=[("Story", "Story"), ("Bug", "Bug"), ("Task", "Task"), ("Subtask", "Subtask")],
                        max_length=20,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("To Do", "To Do"),
                            ("In Progress", "In Progress"),
                            ("In Review", "In Review"),
                            ("Done", "Done"),
                        ],
                        max_length=20,
                    ),
                ),
                ("story_points", models.DecimalField(blank=True, decimal_places=1, max_digits=5, null=True)),
                ("sprint_id", models.CharField(blank=True, max_length=50)),
                ("sprint_name", models.CharField(blank=True, max_length=255)),
                ("issue_created_at", models.DateTimeField()),
                ("resolved_at", models.DateTimeField(blank=True, null=True)),
                ("cycle_time_hours", models.DecimalField(blank=True, decimal_places=2, max_digits=10, null=True)),
                ("synced_at", models.DateTimeField(blank=True, null=True)),
                (
                    "team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="jira_issues", to="metrics.team"
                    ),
                ),
                (
                    "assignee",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="jira_issues",
                        to="metrics.teammember",
                    ),
                ),
            ],
            options={
                "verbose_name": "Jira issue",
                "constraints": [models.UniqueConstraint(fields=("team", "jira_id"), name="unique_jira_id_in_team")],
            },
        ),
        migrations.CreateModel(
            name="Deployment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("updated_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("github_deployment_id", models.BigIntegerField(verbose_name="GitHub deployment id")),
                ("github_repo", models.CharField(max_length=255, verbose_name="GitHub repository")),
                (
                    "environment",
                    models.CharField(choices=[("production", "Production"), ("staging", "Staging")], max_length=20),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("success", "Success"),
                            ("failure", "Failure"),
                            ("pending", "Pending"),
                            ("error", "Error"),
                        ],
                        max_length=20,
                    ),
                ),
                ("deployed_at", models.DateTimeField()),
                ("sha", models.CharField(max_length=40, verbose_name="SHA")),
                (
                    "pull_request",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="deployments",
                        to="metrics.pullrequest",
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="deployments", to="metrics.team"
                    ),
                ),
                (
                    "creator",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="deployments",
                        to="metrics.teammember",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Commit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("updated_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("github_sha", models.CharField(max_length=40, verbose_name="SHA")),
                ("github_repo", models.CharField(max_length=255, verbose_name="GitHub repository")),
                ("message", models.TextField()),
                ("committed_at", models.DateTimeField()),
                ("additions", models.IntegerField(default=0)),
                ("deletions", models.IntegerField(default=0)),
                (
                    "pull_request",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="commits",
                        to="metrics.pullrequest",
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="commits", to="metrics.team"
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="commits",
                        to="metrics.teammember",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("team", "github_sha"), name="unique_commit_sha_in_team")
                ],
            },
        ),
        migrations.CreateModel(
            name="AIUsageDaily",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("updated_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("date", models.DateField()),
                ("source", models.CharField(choices=[("copilot", "Copilot"), ("cursor", "Cursor")], max_length=20)),
                ("active_hours", models.DecimalField(decimal_places=2, default=0, max_digits=5)),
                ("suggestions_shown", models.IntegerField(default=0)),
                ("suggestions_accepted", models.IntegerField(default=0)),
                ("acceptance_rate", models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True)),
                ("synced_at", models.DateTimeField(blank=True, null=True)),
                (
                    "team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="ai_usage", to="metrics.team"
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="ai_usage", to="metrics.teammember"
                    ),
                ),
            ],
            options={
                "verbose_name": "AI usage of a day",
                "verbose_name_plural": "AI usage by day",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("team", "member", "date", "source"), name="unique_ai_usage_of_a_day"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="WeeklyMetrics",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("updated_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("week_start", models.DateField(help_text="A Monday, in the project's time zone.")),
                ("prs_merged", models.IntegerField(default=0, verbose_name="PRs merged")),
                ("avg_cycle_time_hours", models.DecimalField(blank=True, decimal_places=2, max_digits=10, null=True)),
                ("avg_review_time_hours", models.DecimalField(blank=True, decimal_places=2, max_digits=10, null=True)),
                ("commits_count", models.IntegerField(default=0)),
                ("lines_added", models.IntegerField(default=0)),
                ("lines_removed", models.IntegerField(default=0)),
                ("revert_count", models.IntegerField(default=0)),
                ("hotfix_count", models.IntegerField(default=0)),
                ("story_points_completed", models.DecimalField(decimal_places=1, default=0, max_digits=10)),
                ("issues_resolved", models.IntegerField(default=0)),
                ("ai_assisted_prs", models.IntegerField(default=0, verbose_name="AI-assisted PRs")),
                ("avg_quality_rating", models.DecimalField(blank=True, decimal_places=2, max_digits=3, null=True)),
                ("surveys_completed", models.IntegerField(default=0)),
                ("guess_accuracy", models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True)),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="weekly_metrics",
                        to="metrics.teammember",
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="weekly_metrics", to="metrics.team"
                    ),
                ),
            ],
            options={
                "verbose_name": "weekly metrics",
                "verbose_name_plural": "weekly metrics",
                "constraints": [
                    models.UniqueConstraint(fields=("team", "member", "week_start"), name="unique_week_of_a_member")
                ],
            },
        ),
        migrations.CreateModel(
            name="PRFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("updated_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("filename", models.CharField(max_length=500)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("added", "Added"),
                            ("modified", "Modified"),
                            ("removed", "Removed"),
                            ("renamed", "Renamed"),
                        ],
                        max_length=20,
                    ),
                ),
                ("additions", models.IntegerField(default=0)),
                ("deletions", models.IntegerField(default=0)),
                ("changes", models.IntegerField(default=0)),
                (
                    "file_category",
                    models.CharField(
                        choices=[
                            ("frontend", "Frontend"),
                            ("backend", "Backend"),
                            ("test", "Test"),
                            ("docs", "Docs"),
                            ("config", "Config"),
                            ("other", "Other"),
                        ],
                        default="other",
                        max_length=20,
                    ),
                ),
                (
                    "pull_request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="files", to="metrics.pullrequest"
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="files", to="metrics.team"
                    ),
                ),
            ],
            options={
                "verbose_name": "file",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("team", "pull_request", "filename"), name="unique_file_in_pull_request"
                    )
                ],
            },
        ),
    ]
