"""Who looks after the machines."""

from django.conf import settings
from django.db import models


class Maintainer(models.Model):
    """A user who works on machines; the user holds the name, the login and the e-mail address."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="maintainer")
    phone = models.CharField(max_length=50, blank=True)
    nickname = models.CharField(max_length=50, blank=True)
    is_active = models.BooleanField(default=True)

    def __str__(self) -> str:
        return self.user.get_full_name() or self.user.username

    @property
    def short_name(self) -> str:
        """What the others call this person: the first of these that is known."""
        user = self.user
        return self.nickname or user.first_name or user.last_name or user.email or user.username
