# The whole app as of commit 5a82476, which tests/migrations compares it with. Later changes are migrations of their own.

import uuid

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import apps.projects.models.projects


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="IssueEmbedding",
            fields=[
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("updated_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("issue_id", models.UUIDField(unique=True)),
                ("project_id", models.UUIDField(db_index=True)),
                ("vector_id", models.CharField(max_length=255, unique=True)),
                ("namespace", models.CharField(max_length=100)),
                ("title", models.CharField(max_length=500)),
                ("content_hash", models.CharField(max_length=64, verbose_name="SHA-256 of the text")),
                ("is_indexed", models.BooleanField(default=False)),
                ("indexed_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Organization",
            fields=[
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("updated_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=255)),
                (
                    "slug",
                    models.CharField(
                        max_length=100,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z0-9-]+\\Z", "A slug holds lower-case letters, digits and '-' only."
                            )
                        ],
                    ),
                ),
                ("description", models.TextField(blank=True)),
                (
                    "logo",
                    models.FileField(
                        blank=True,
                        upload_to="projects/logos/",
                        validators=[
                            django.core.validators.FileExtensionValidator(["gif", "jpeg", "jpg", "png", "svg", "webp"])
                        ],
                    ),
                ),
                ("website_url", models.URLField(blank=True, verbose_name="website")),
                (
                    "organization_type",
                    models.CharField(
                        choices=[
                            ("startup", "Startup"),
                            ("enterprise", "Enterprise"),
                            ("agency", "Agency"),
                            ("nonprofit", "Nonprofit"),
                            ("education", "Education"),
                            ("government", "Government"),
                            ("other", "Other"),
                        ],
                        default="startup",
                        max_length=20,
                    ),
                ),
                (
                    "subscription_plan",
                    models.CharField(
                        choices=[
                            ("free", "Free"),
                            ("basic", "Basic"),
                            ("professional", "Professional"),
                            ("enterprise", "Enterprise"),
                        ],
                        default="free",
                        max_length=20,
                    ),
                ),
                ("organization_settings", models.JSONField(blank=True, default=dict)),
                ("is_active", models.BooleanField(default=True)),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="owned_organizations",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("name",),
            },
        ),
        migrations.CreateModel(
            name="OrganizationInvitation",
            fields=[
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("updated_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("email", models.EmailField(max_length=255, verbose_name="e-mail address")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("owner", "Owner"),
                            ("admin", "Admin"),
                            ("manager", "Manager"),
                            ("member", "Member"),
                            ("guest", "Guest"),
                        ],
                        default="member",
                        max_length=20,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("pending", "Pending"),
                            ("accepted", "Accepted"),
                            ("declined", "Declined"),
                            ("expired", "Expired"),
                            ("revoked", "Revoked"),
                        ],
                        default="pending",
                        max_length=20,
                    ),
                ),
                ("token", models.CharField(max_length=255, unique=True)),
                ("message", models.TextField(blank=True)),
                ("expires_at", models.DateTimeField()),
                ("accepted_at", models.DateTimeField(blank=True, null=True)),
                (
                    "invited_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="invitations",
                        to="projects.organization",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("organization", "email"), name="one_invitation_per_address")
                ],
            },
        ),
        migrations.CreateModel(
            name="OrganizationMembership",
            fields=[
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("updated_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("owner", "Owner"),
                            ("admin", "Admin"),
                            ("manager", "Manager"),
                            ("member", "Member"),
                            ("guest", "Guest"),
                        ],
                        default="member",
                        max_length=20,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("active", "Active"),
                            ("pending", "Pending"),
                            ("suspended", "Suspended"),
                            ("inactive", "Inactive"),
                        ],
                        default="pending",
                        max_length=20,
                    ),
                ),
                ("permissions", models.JSONField(blank=True, default=dict)),
                ("invited_at", models.DateTimeField(blank=True, null=True)),
                ("joined_at", models.DateTimeField(blank=True, null=True)),
                ("is_active", models.BooleanField(default=True)),
                (
                    "invitation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="memberships",
                        to="projects.organizationinvitation",
                    ),
                ),
                (
                    "invited_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to="projects.organization",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="organization_memberships",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("organization", "user"), name="one_membership_per_organization")
                ],
            },
        ),
        migrations.CreateModel(
            name="UserProfile",
            fields=[
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("updated_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "avatar",
                    models.FileField(
                        blank=True,
                        upload_to="projects/avatars/",
                        validators=[
                            django.core.validators.FileExtensionValidator(["gif", "jpeg", "jpg", "png", "svg", "webp"])
                        ],
                    ),
                ),
                ("bio", models.TextField(blank=True, max_length=500)),
                ("phone_number", models.CharField(blank=True, max_length=20)),
                ("timezone", models.CharField(default="UTC", max_length=50)),
                (
                    "language",
                    models.CharField(
                        choices=[
                            ("en", "English"),
                            ("es", "Spanish"),
                            ("fr", "French"),
                            ("de", "German"),
                            ("pt", "Portuguese"),
                            ("zh", "Chinese"),
                            ("ja", "Japanese"),
                        ],
                        default="en",
                        max_length=10,
                    ),
                ),
                ("github_username", models.CharField(blank=True, max_length=100, verbose_name="GitHub username")),
                ("linkedin_url", models.URLField(blank=True, verbose_name="LinkedIn address")),
                ("website_url", models.URLField(blank=True, verbose_name="website")),
                ("notification_preferences", models.JSONField(blank=True, default=dict)),
                ("is_online", models.BooleanField(default=False)),
                ("last_activity", models.DateTimeField(blank=True, null=True)),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="profile", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Workspace",
            fields=[
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("updated_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=255)),
                (
                    "slug",
                    models.CharField(
                        max_length=100,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z0-9-]+\\Z", "A slug holds lower-case letters, digits and '-' only."
                            )
                        ],
                    ),
                ),
                ("description", models.TextField(blank=True)),
                (
                    "workspace_type",
                    models.CharField(
                        choices=[
                            ("development", "Development"),
                            ("design", "Design"),
                            ("marketing", "Marketing"),
                            ("sales", "Sales"),
                            ("support", "Support"),
                            ("hr", "HR"),
                            ("finance", "Finance"),
                            ("general", "General"),
                        ],
                        default="general",
                        max_length=20,
                    ),
                ),
                (
                    "visibility",
                    models.CharField(
                        choices=[("public", "Public"), ("private", "Private"), ("restricted", "Restricted")],
                        default="private",
                        max_length=20,
                    ),
                ),
                (
                    "cover_image",
                    models.FileField(
                        blank=True,
                        upload_to="projects/covers/",
                        validators=[
                            django.core.validators.FileExtensionValidator(["gif", "jpeg", "jpg", "png", "svg", "webp"])
                        ],
                    ),
                ),
                ("workspace_settings", models.JSONField(blank=True, default=dict)),
                ("is_active", models.BooleanField(default=True)),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="workspaces",
                        to="projects.organization",
                    ),
                ),
            ],
            options={
                "ordering": ("name",),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organization", "slug"), name="workspace_slug_unique_in_organization"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Project",
            fields=[
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("updated_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=255)),
                (
                    "key",
                    models.CharField(
                        max_length=10,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[A-Z][A-Z0-9]*\\Z",
                                "A project key holds capital letters and digits, and begins with a letter.",
                            )
                        ],
                    ),
                ),
                ("description", models.TextField(blank=True)),
                (
                    "methodology",
                    models.CharField(
                        choices=[
                            ("scrum", "Scrum"),
                            ("kanban", "Kanban"),
                            ("waterfall", "Waterfall"),
                            ("hybrid", "Hybrid"),
                        ],
                        default="scrum",
                        max_length=20,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("planning", "Planning"),
                            ("active", "Active"),
                            ("on_hold", "On Hold"),
                            ("completed", "Completed"),
                            ("cancelled", "Cancelled"),
                            ("archived", "Archived"),
                        ],
                        default="planning",
                        max_length=20,
                    ),
                ),
                (
                    "priority",
                    models.CharField(
                        choices=[("low", "Low"), ("medium", "Medium"), ("high", "High"), ("critical", "Critical")],
                        default="medium",
                        max_length=20,
                    ),
                ),
                ("start_date", models.DateField(blank=True, null=True)),
                ("end_date", models.DateField(blank=True, null=True)),
                ("estimated_hours", models.DecimalField(blank=True, decimal_places=2, max_digits=8, null=True)),
                ("budget", models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True)),
                ("attachments", models.JSONField(blank=True, default=list)),
                ("project_settings", models.JSONField(blank=True, default=dict)),
                ("is_active", models.BooleanField(default=True)),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "lead",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="led_projects",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "workspace",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="projects", to="projects.workspace"
                    ),
                ),
            ],
            options={
                "ordering": ("-created_at",),
                "constraints": [
                    models.UniqueConstraint(fields=("workspace", "key"), name="project_key_unique_in_workspace")
                ],
            },
        ),
        migrations.CreateModel(
            name="IssueType",
            fields=[
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("updated_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=100)),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("epic", "Epic"),
                            ("story", "Story"),
                            ("task", "Task"),
                            ("bug", "Bug"),
                            ("improvement", "Improvement"),
                            ("sub_task", "Sub Task"),
                        ],
                        max_length=20,
                    ),
                ),
                ("description", models.TextField(blank=True)),
                ("icon", models.CharField(blank=True, max_length=50)),
                (
                    "color",
                    models.CharField(
                        default="#0052CC",
                        max_length=7,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^#[0-9A-Fa-f]{6}\\Z", "Give a colour as # and six hexadecimal digits."
                            )
                        ],
                    ),
                ),
                ("is_default", models.BooleanField(default=False)),
                ("is_active", models.BooleanField(default=True)),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="issue_types", to="projects.project"
                    ),
                ),
            ],
            options={
                "ordering": ("name",),
                "constraints": [
                    models.UniqueConstraint(fields=("project", "name"), name="issue_type_unique_in_project")
                ],
            },
        ),
        migrations.CreateModel(
            name="Board",
            fields=[
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("updated_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=255)),
                ("description", models.TextField(blank=True)),
                (
                    "board_type",
                    models.CharField(
                        choices=[("kanban", "Kanban"), ("scrum", "Scrum")], default="kanban", max_length=20
                    ),
                ),
                ("saved_filter", models.JSONField(blank=True, default=dict)),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="boards", to="projects.project"
                    ),
                ),
            ],
            options={
                "ordering": ("name",),
            },
        ),
        migrations.CreateModel(
            name="ProjectConfiguration",
            fields=[
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("updated_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "project",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="configuration",
                        serialize=False,
                        to="projects.project",
                    ),
                ),
                (
                    "sprint_duration",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "One"), (2, "Two"), (3, "Three"), (4, "Four")],
                        default=2,
                        verbose_name="sprint duration in weeks",
                    ),
                ),
                ("auto_close_sprints", models.BooleanField(default=True)),
                (
                    "estimation_type",
                    models.CharField(
                        choices=[("story_points", "Story Points"), ("hours", "Hours"), ("t_shirt", "T Shirt")],
                        default="story_points",
                        max_length=20,
                    ),
                ),
                ("story_point_scale", models.JSONField(default=apps.projects.models.projects.usual_story_points)),
                ("enable_time_tracking", models.BooleanField(default=True)),
                ("require_time_logging", models.BooleanField(default=False)),
                ("enable_sub_tasks", models.BooleanField(default=True)),
                ("email_notifications", models.BooleanField(default=True)),
                ("slack_notifications", models.BooleanField(default=False)),
                ("slack_webhook_url", models.URLField(blank=True, null=True, verbose_name="Slack webhook")),
                ("restrict_issue_visibility", models.BooleanField(default=False)),
                ("require_approval_for_changes", models.BooleanField(default=False)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ProjectArchive",
            fields=[
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("updated_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("completed", "Completed"),
                            ("cancelled", "Cancelled"),
                            ("on_hold", "On Hold"),
                            ("merged", "Merged"),
                            ("obsolete", "Obsolete"),
                            ("other", "Other"),
                        ],
                        default="completed",
                        max_length=20,
                    ),
                ),
                ("description", models.TextField(blank=True)),
                ("archived_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("final_statistics", models.JSONField(blank=True, default=dict)),
                ("backup_data", models.JSONField(blank=True, default=dict)),
                ("can_be_restored", models.BooleanField(default=True)),
                ("auto_delete_after_days", models.PositiveIntegerField(blank=True, null=True)),
                (
                    "archived_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "project",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="archive", to="projects.project"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ProjectTeamMember",
            fields=[
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("updated_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("project_manager", "Project Manager"),
                            ("tech_lead", "Tech Lead"),
                            ("developer", "Developer"),
                            ("designer", "Designer"),
                            ("qa_engineer", "QA engineer"),
                            ("business_analyst", "Business Analyst"),
                            ("stakeholder", "Stakeholder"),
                        ],
                        default="developer",
                        max_length=20,
                    ),
                ),
                ("permissions", models.JSONField(blank=True, default=dict)),
                ("hourly_rate", models.DecimalField(blank=True, decimal_places=2, max_digits=8, null=True)),
                ("is_active", models.BooleanField(default=True)),
                ("joined_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="team_members", to="projects.project"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="project_memberships",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("project", "user"), name="one_membership_per_project")],
            },
        ),
        migrations.CreateModel(
            name="Sprint",
            fields=[
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("updated_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=255)),
                ("goal", models.TextField(blank=True)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("planning", "Planning"),
                            ("active", "Active"),
                            ("completed", "Completed"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="planning",
                        max_length=20,
                    ),
                ),
                ("start_date", models.DateField()),
                ("end_date", models.DateField()),
                ("committed_points", models.DecimalField(decimal_places=2, default=0, max_digits=8)),
                ("completed_points", models.DecimalField(decimal_places=2, default=0, max_digits=8)),
                ("completed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="sprints", to="projects.project"
                    ),
                ),
            ],
            options={
                "ordering": ("-start_date", "-created_at"),
                "constraints": [
                    models.UniqueConstraint(fields=("project", "name"), name="sprint_name_unique_in_project")
                ],
            },
        ),
        migrations.CreateModel(
            name="WorkflowStatus",
            fields=[
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("updated_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=100)),
                (
                    "category",
                    models.CharField(
                        choices=[("to_do", "To Do"), ("in_progress", "In Progress"), ("done", "Done")],
                        default="to_do",
                        max_length=20,
                    ),
                ),
                ("description", models.TextField(blank=True)),
                (
                    "color",
                    models.CharField(
                        default="#DFE1E6",
                        max_length=7,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^#[0-9A-Fa-f]{6}\\Z", "Give a colour as # and six hexadecimal digits."
                            )
                        ],
                    ),
                ),
                ("order", models.PositiveIntegerField(default=0)),
                ("is_initial", models.BooleanField(default=False)),
                ("is_final", models.BooleanField(default=False)),
                ("is_active", models.BooleanField(default=True)),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="statuses", to="projects.project"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "workflow statuses",
                "ordering": ("order", "name"),
                "constraints": [models.UniqueConstraint(fields=("project", "name"), name="status_unique_in_project")],
            },
        ),
        migrations.CreateModel(
            name="Issue",
            fields=[
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("updated_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "key",
                    models.CharField(
                        max_length=20,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[1-9][0-9]*\\Z", "An issue's key is its number in the project."
                            )
                        ],
                    ),
                ),
                ("title", models.CharField(max_length=500)),
                ("description", models.TextField(blank=True)),
                (
                    "priority",
                    models.CharField(
                        choices=[("P1", "Critical"), ("P2", "High"), ("P3", "Medium"), ("P4", "Low")],
                        default="P3",
                        max_length=2,
                    ),
                ),
                ("estimated_hours", models.DecimalField(blank=True, decimal_places=2, max_digits=6, null=True)),
                ("actual_hours", models.DecimalField(blank=True, decimal_places=2, max_digits=6, null=True)),
                ("story_points", models.PositiveIntegerField(blank=True, null=True)),
                ("order", models.PositiveIntegerField(default=0)),
                ("is_active", models.BooleanField(default=True)),
                ("resolved_at", models.DateTimeField(blank=True, null=True)),
                (
                    "assignee",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="assigned_issues",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "parent_issue",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="children",
                        to="projects.issue",
                    ),
                ),
                (
                    "reporter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reported_issues",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "issue_type",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="issues", to="projects.issuetype"
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="issues", to="projects.project"
                    ),
                ),
                (
                    "sprint",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="issues",
                        to="projects.sprint",
                    ),
                ),
                (
                    "status",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="issues", to="projects.workflowstatus"
                    ),
                ),
            ],
            options={
                "ordering": ("order", "-created_at"),
                "indexes": [models.Index(fields=["priority"], name="issue_priority")],
                "constraints": [models.UniqueConstraint(fields=("project", "key"), name="issue_key_unique_in_project")],
            },
        ),
        migrations.CreateModel(
            name="IssueAttachment",
            fields=[
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("updated_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("file", models.FileField(upload_to="projects/attachments/")),
                ("filename", models.CharField(max_length=255)),
                ("file_size", models.PositiveBigIntegerField(verbose_name="size in bytes")),
                ("content_type", models.CharField(max_length=100)),
                ("uploaded_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "issue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="attachments", to="projects.issue"
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="IssueComment",
            fields=[
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("updated_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("content", models.TextField()),
                ("is_edited", models.BooleanField(default=False)),
                ("edited_at", models.DateTimeField(blank=True, null=True)),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="issue_comments",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "issue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="comments", to="projects.issue"
                    ),
                ),
            ],
            options={
                "ordering": ("created_at",),
            },
        ),
        migrations.CreateModel(
            name="ActivityLog",
            fields=[
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("updated_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "action",
                    models.CharField(
                        choices=[
                            ("created", "Created"),
                            ("changed", "Changed"),
                            ("started", "Started"),
                            ("completed", "Completed"),
                            ("removed", "Removed"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "field",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("status", "Status"),
                            ("sprint", "Sprint"),
                            ("assignee", "Assignee"),
                            ("priority", "Priority"),
                            ("comment", "Comment"),
                            ("link", "Link"),
                            ("column", "Column"),
                        ],
                        max_length=20,
                    ),
                ),
                ("old_value", models.CharField(blank=True, max_length=255)),
                ("new_value", models.CharField(blank=True, max_length=255)),
                ("old_key", models.UUIDField(blank=True, null=True)),
                ("new_key", models.UUIDField(blank=True, null=True)),
                ("happened_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "actor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "issue",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="activity",
                        to="projects.issue",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="activity", to="projects.project"
                    ),
                ),
                (
                    "sprint",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="activity",
                        to="projects.sprint",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "activity",
                "ordering": ("-happened_at",),
                "indexes": [models.Index(fields=["project", "happened_at"], name="activity_of_project")],
            },
        ),
        migrations.CreateModel(
            name="BoardColumn",
            fields=[
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("updated_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=100)),
                ("order", models.PositiveIntegerField(default=0)),
                ("min_wip", models.PositiveIntegerField(blank=True, null=True, verbose_name="fewest issues")),
                ("max_wip", models.PositiveIntegerField(blank=True, null=True, verbose_name="most issues")),
                (
                    "board",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="columns", to="projects.board"
                    ),
                ),
                (
                    "workflow_status",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="columns",
                        to="projects.workflowstatus",
                    ),
                ),
            ],
            options={
                "ordering": ("board", "order"),
                "constraints": [
                    models.UniqueConstraint(fields=("board", "order"), name="column_order_unique_on_board"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("min_wip__isnull", True),
                            ("max_wip__isnull", True),
                            ("min_wip__lte", models.F("max_wip")),
                            _connector="OR",
                        ),
                        name="column_min_wip_not_above_max_wip",
                        violation_error_message="The fewest issues cannot be more than the most.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WorkflowTransition",
            fields=[
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("updated_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=100)),
                ("conditions", models.JSONField(blank=True, default=dict)),
                ("validators", models.JSONField(blank=True, default=dict)),
                ("post_functions", models.JSONField(blank=True, default=dict)),
                ("is_active", models.BooleanField(default=True)),
                (
                    "from_status",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="leaving",
                        to="projects.workflowstatus",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="transitions", to="projects.project"
                    ),
                ),
                (
                    "to_status",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="arriving",
                        to="projects.workflowstatus",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("project", "from_status", "to_status"), name="transition_unique_in_project"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="WorkspaceMember",
            fields=[
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("updated_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("admin", "Admin"),
                            ("manager", "Manager"),
                            ("member", "Member"),
                            ("viewer", "Viewer"),
                        ],
                        default="member",
                        max_length=20,
                    ),
                ),
                ("permissions", models.JSONField(blank=True, default=dict)),
                ("is_active", models.BooleanField(default=True)),
                ("joined_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="workspace_memberships",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "workspace",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="members", to="projects.workspace"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("workspace", "user"), name="one_membership_per_workspace")
                ],
            },
        ),
        migrations.CreateModel(
            name="IssueLink",
            fields=[
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("updated_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "link_type",
                    models.CharField(
                        choices=[
                            ("blocks", "Blocks"),
                            ("blocked_by", "Blocked By"),
                            ("duplicates", "Duplicates"),
                            ("duplicated_by", "Duplicated By"),
                            ("depends_on", "Depends On"),
                            ("dependency_of", "Dependency Of"),
                            ("relates_to", "Relates To"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "source_issue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="links", to="projects.issue"
                    ),
                ),
                (
                    "target_issue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="links_to_it", to="projects.issue"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("source_issue", "target_issue", "link_type"), name="link_stored_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("source_issue", models.F("target_issue")), _negated=True),
                        name="link_between_two_issues",
                        violation_error_message="An issue cannot be linked to itself.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="VectorRecord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("namespace", models.CharField(max_length=100)),
                ("vector_id", models.CharField(max_length=255)),
                (
                    "project_id",
                    models.CharField(blank=True, help_text="Of the metadata: what searches filter on.", max_length=36),
                ),
                (
                    "embedder",
                    models.CharField(
                        help_text="What made the vector; others' cannot be compared with it.", max_length=100
                    ),
                ),
                ("values", models.BinaryField()),
                ("metadata", models.JSONField(default=dict)),
            ],
            options={
                "indexes": [models.Index(fields=["namespace", "project_id"], name="vectors_of_project")],
                "constraints": [
                    models.UniqueConstraint(fields=("namespace", "vector_id"), name="vector_unique_in_namespace")
                ],
            },
        ),
    ]
