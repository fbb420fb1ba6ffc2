"""Teams and their members."""

from django.db import models
from django.db.models import Q

from seedplot.timestamps import TimeStamped


class Team(TimeStamped):
    """One team; every other row of this app belongs to exactly one."""

    name = models.CharField(max_length=100)
    slug = models.SlugField(max_length=100, unique=True)

    def __str__(self) -> str:
        return self.name


class TeamMember(TimeStamped):
    """A person in a team, and the names under which other services know them (blank when unknown)."""

    class Role(models.TextChoices):
        DEVELOPER = "developer"
        LEAD = "lead"
        ADMIN = "admin"

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="members")
    email = models.EmailField(blank=True)
    display_name = models.CharField(max_length=255)
    github_username = models.CharField("GitHub username", max_length=100, blank=True, db_index=True)
    github_id = models.CharField("GitHub id", max_length=50, blank=True, db_index=True)
    jira_account_id = models.CharField("Jira account id", max_length=100, blank=True, db_index=True)
    slack_user_id = models.CharField("Slack user id", max_length=50, blank=True, db_index=True)
    role = models.CharField(max_length=20, choices=Role, default=Role.DEVELOPER)
    is_active = models.BooleanField(default=True)
    home_area = models.CharField(max_length=50, blank=True)
    works_from = models.TimeField(null=True, blank=True)
    works_until = models.TimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["team", "github_id"], condition=~Q(github_id=""), name="unique_member_github_id"
            ),
            models.UniqueConstraint(fields=["team", "email"], condition=~Q(email=""), name="unique_member_email"),
        ]

    def __str__(self) -> str:
        return self.display_name
