"""A project, who works on it, how it is set up, and what is kept of it when it is put away."""

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.utils import timezone

from apps.projects.models.base import Entity
from apps.projects.models.organizations import Workspace
from seedplot.timestamps import TimeStamped

User = settings.AUTH_USER_MODEL
validate_project_key = RegexValidator(
    r"^[A-Z][A-Z0-9]*\Z", "A project key holds capital letters and digits, and begins with a letter."
)


def usual_story_points() -> list[int]:
    return [1, 2, 3, 5, 8, 13, 21]


class Project(Entity):
    """One product under construction; issues are numbered within it."""

    class Methodology(models.TextChoices):
        SCRUM = "scrum"
        KANBAN = "kanban"
        WATERFALL = "waterfall"
        HYBRID = "hybrid"

    class Status(models.TextChoices):
        PLANNING = "planning"
        ACTIVE = "active"
        ON_HOLD = "on_hold"
        COMPLETED = "completed"
        CANCELLED = "cancelled"
        ARCHIVED = "archived"

    class Priority(models.TextChoices):
        LOW = "low"
        MEDIUM = "medium"
        HIGH = "high"
        CRITICAL = "critical"

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="projects")
    name = models.CharField(max_length=255)
    key = models.CharField(max_length=10, validators=[validate_project_key])
    description = models.TextField(blank=True)
    methodology = models.CharField(max_length=20, choices=Methodology, default=Methodology.SCRUM)
    status = models.CharField(max_length=20, choices=Status, default=Status.PLANNING)
    priority = models.CharField(max_length=20, choices=Priority, default=Priority.MEDIUM)
    lead = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="led_projects")
    start_date = models.DateField(null=True, blank=True)
    end_date = models.DateField(null=True, blank=True)
    estimated_hours = models.DecimalField(max_digits=8, decimal_places=2, null=True, blank=True)
    budget = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    attachments = models.JSONField(default=list, blank=True)
    project_settings = models.JSONField(default=dict, blank=True)
    is_active = models.BooleanField(default=True)
    created_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("-created_at",)
        constraints = [
            models.UniqueConstraint(fields=["workspace", "key"], name="project_key_unique_in_workspace"),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.name}"


class ProjectTeamMember(Entity):
    class Role(models.TextChoices):
        PROJECT_MANAGER = "project_manager"
        TECH_LEAD = "tech_lead"
        DEVELOPER = "developer"
        DESIGNER = "designer"
        QA_ENGINEER = "qa_engineer", "QA engineer"
        BUSINESS_ANALYST = "business_analyst"
        STAKEHOLDER = "stakeholder"

    MANAGERS = (Role.PROJECT_MANAGER, Role.TECH_LEAD)
    MAY_CREATE_ISSUES = (*MANAGERS, Role.DEVELOPER, Role.BUSINESS_ANALYST)

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="team_members")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="project_memberships")
    role = models.CharField(max_length=20, choices=Role, default=Role.DEVELOPER)
    permissions = models.JSONField(default=dict, blank=True)
    hourly_rate = models.DecimalField(max_digits=8, decimal_places=2, null=True, blank=True)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["project", "user"], name="one_membership_per_project")]

    def __str__(self) -> str:
        return f"{self.user} on {self.project} ({self.role})"

    @property
    def is_manager(self) -> bool:
        return self.role in self.MANAGERS

    @property
    def may_create_issues(self) -> bool:
        return self.role in self.MAY_CREATE_ISSUES


class ProjectArchive(Entity):
    """What is kept of a project that was put away."""

    class Reason(models.TextChoices):
        COMPLETED = "completed"
        CANCELLED = "cancelled"
        ON_HOLD = "on_hold"
        MERGED = "merged"
        OBSOLETE = "obsolete"
        OTHER = "other"

    project = models.OneToOneField(Project, on_delete=models.CASCADE, related_name="archive")
    reason = models.CharField(max_length=20, choices=Reason, default=Reason.COMPLETED)
    description = models.TextField(blank=True)
    archived_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    archived_at = models.DateTimeField(default=timezone.now)
    final_statistics = models.JSONField(default=dict, blank=True)
    backup_data = models.JSONField(default=dict, blank=True)
    can_be_restored = models.BooleanField(default=True)
    auto_delete_after_days = models.PositiveIntegerField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.project}, archived"


class ProjectConfiguration(TimeStamped):
    """How a project is run. Its key is the project's."""

    class SprintWeeks(models.IntegerChoices):
        ONE = 1
        TWO = 2
        THREE = 3
        FOUR = 4

    class Estimation(models.TextChoices):
        STORY_POINTS = "story_points"
        HOURS = "hours"
        T_SHIRT = "t_shirt"

    project = models.OneToOneField(Project, on_delete=models.CASCADE, primary_key=True, related_name="configuration")
    sprint_duration = models.PositiveSmallIntegerField(
        "sprint duration in weeks", choices=SprintWeeks, default=SprintWeeks.TWO
    )
    auto_close_sprints = models.BooleanField(default=True)
    estimation_type = models.CharField(max_length=20, choices=Estimation, default=Estimation.STORY_POINTS)
    story_point_scale = models.JSONField(default=usual_story_points)
    enable_time_tracking = models.BooleanField(default=True)
    require_time_logging = models.BooleanField(default=False)
    enable_sub_tasks = models.BooleanField(default=True)
    email_notifications = models.BooleanField(default=True)
    slack_notifications = models.BooleanField(default=False)
    slack_webhook_url = models.URLField("Slack webhook", null=True, blank=True)
    restrict_issue_visibility = models.BooleanField(default=False)
    require_approval_for_changes = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"Configuration of {self.project}"
