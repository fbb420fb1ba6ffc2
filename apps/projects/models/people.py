"""What this domain knows of a person beyond the one user model of the project."""

from django.conf import settings
from django.db import models

from apps.projects.models.base import Entity, validate_image_name


class UserProfile(Entity):
    """How somebody wants to be seen and reached."""

    class Language(models.TextChoices):
        ENGLISH = "en"
        SPANISH = "es"
        FRENCH = "fr"
        GERMAN = "de"
        PORTUGUESE = "pt"
        CHINESE = "zh"
        JAPANESE = "ja"

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="profile")
    avatar = models.FileField(upload_to="projects/avatars/", blank=True, validators=[validate_image_name])
    bio = models.TextField(max_length=500, blank=True)
    phone_number = models.CharField(max_length=20, blank=True)
    timezone = models.CharField(max_length=50, default="UTC")
    language = models.CharField(max_length=10, choices=Language, default=Language.ENGLISH)
    github_username = models.CharField("GitHub username", max_length=100, blank=True)
    linkedin_url = models.URLField("LinkedIn address", blank=True)
    website_url = models.URLField("website", blank=True)
    notification_preferences = models.JSONField(default=dict, blank=True)
    is_online = models.BooleanField(default=False)
    last_activity = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"Profile of {self.user}"
