"""Who works together, and where: an organization, its people and its workspaces."""

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.utils import timezone

from apps.projects.models.base import Entity, validate_image_name

validate_slug = RegexValidator(r"^[a-z0-9-]+\Z", "A slug holds lower-case letters, digits and '-' only.")
User = settings.AUTH_USER_MODEL


class OrganizationRole(models.TextChoices):
    OWNER = "owner"
    ADMIN = "admin"
    MANAGER = "manager"
    MEMBER = "member"
    GUEST = "guest"


class Organization(Entity):
    class Type(models.TextChoices):
        STARTUP = "startup"
        ENTERPRISE = "enterprise"
        AGENCY = "agency"
        NONPROFIT = "nonprofit"
        EDUCATION = "education"
        GOVERNMENT = "government"
        OTHER = "other"

    class Plan(models.TextChoices):
        FREE = "free"
        BASIC = "basic"
        PROFESSIONAL = "professional"
        ENTERPRISE = "enterprise"

    name = models.CharField(max_length=255)
    slug = models.CharField(max_length=100, unique=True, validators=[validate_slug])
    description = models.TextField(blank=True)
    logo = models.FileField(upload_to="projects/logos/", blank=True, validators=[validate_image_name])
    website_url = models.URLField("website", blank=True)
    organization_type = models.CharField(max_length=20, choices=Type, default=Type.STARTUP)
    subscription_plan = models.CharField(max_length=20, choices=Plan, default=Plan.FREE)
    owner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="owned_organizations")
    organization_settings = models.JSONField(default=dict, blank=True)
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class OrganizationMembership(Entity):
    class Status(models.TextChoices):
        ACTIVE = "active"
        PENDING = "pending"
        SUSPENDED = "suspended"
        INACTIVE = "inactive"

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="organization_memberships")
    role = models.CharField(max_length=20, choices=OrganizationRole, default=OrganizationRole.MEMBER)
    status = models.CharField(max_length=20, choices=Status, default=Status.PENDING)
    permissions = models.JSONField(default=dict, blank=True)
    invited_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    invitation = models.ForeignKey(
        "OrganizationInvitation", on_delete=models.SET_NULL, null=True, blank=True, related_name="memberships"
    )
    invited_at = models.DateTimeField(null=True, blank=True)
    joined_at = models.DateTimeField(null=True, blank=True)
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization", "user"], name="one_membership_per_organization"),
        ]

    def __str__(self) -> str:
        return f"{self.user} in {self.organization} ({self.role})"


class OrganizationInvitation(Entity):
    class Status(models.TextChoices):
        PENDING = "pending"
        ACCEPTED = "accepted"
        DECLINED = "declined"
        EXPIRED = "expired"
        REVOKED = "revoked"

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField("e-mail address", max_length=255)
    role = models.CharField(max_length=20, choices=OrganizationRole, default=OrganizationRole.MEMBER)
    status = models.CharField(max_length=20, choices=Status, default=Status.PENDING)
    token = models.CharField(max_length=255, unique=True)
    invited_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    message = models.TextField(blank=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization", "email"], name="one_invitation_per_address"),
        ]

    def __str__(self) -> str:
        return f"{self.email} to {self.organization}"


class Workspace(Entity):
    class Type(models.TextChoices):
        DEVELOPMENT = "development"
        DESIGN = "design"
        MARKETING = "marketing"
        SALES = "sales"
        SUPPORT = "support"
        HR = "hr", "HR"
        FINANCE = "finance"
        GENERAL = "general"

    class Visibility(models.TextChoices):
        PUBLIC = "public"
        PRIVATE = "private"
        RESTRICTED = "restricted"

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="workspaces")
    name = models.CharField(max_length=255)
    slug = models.CharField(max_length=100, validators=[validate_slug])
    description = models.TextField(blank=True)
    workspace_type = models.CharField(max_length=20, choices=Type, default=Type.GENERAL)
    visibility = models.CharField(max_length=20, choices=Visibility, default=Visibility.PRIVATE)
    cover_image = models.FileField(upload_to="projects/covers/", blank=True, validators=[validate_image_name])
    workspace_settings = models.JSONField(default=dict, blank=True)
    is_active = models.BooleanField(default=True)
    created_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("name",)
        constraints = [
            models.UniqueConstraint(fields=["organization", "slug"], name="workspace_slug_unique_in_organization"),
        ]

    def __str__(self) -> str:
        return self.name


class WorkspaceMember(Entity):
    class Role(models.TextChoices):
        ADMIN = "admin"
        MANAGER = "manager"
        MEMBER = "member"
        VIEWER = "viewer"

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="members")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="workspace_memberships")
    role = models.CharField(max_length=20, choices=Role, default=Role.MEMBER)
    permissions = models.JSONField(default=dict, blank=True)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "user"], name="one_membership_per_workspace")]

    def __str__(self) -> str:
        return f"{self.user} in {self.workspace} ({self.role})"
