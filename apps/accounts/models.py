"""The one user model of the reference project. What a domain knows beyond it lives in that domain."""

import uuid

from django.contrib.auth.models import AbstractUser
from django.contrib.auth.models import UserManager as DjangoUserManager
from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Upper

from apps.accounts.fields import OptionalEmailField

validate_username = RegexValidator(
    r"^[\w.+-]+\Z",
    "A username holds letters, digits, '_', '.', '+' and '-' only. "
    "With an '@' it could not be told from an e-mail address, which logs in as well.",
)


class UserManager(DjangoUserManager["User"]):
    @classmethod
    def normalize_email(cls, email: str | None) -> str | None:  # type: ignore[override]  # Django gives ""
        """The address with its domain in lower case, None when it is blank."""
        return super().normalize_email((email or "").strip()) or None

    def get_by_login(self, login: str) -> "User":
        """The user of a username or an e-mail address, the address in any case.

        Raises User.DoesNotExist when nobody has it.
        """
        return self.get(email__iexact=login) if "@" in login else self.get(username=login)


class User(AbstractUser):
    """A person who can log in, by username or by e-mail address. Clients know people by `user_uuid`."""

    username = models.CharField(
        max_length=150,
        unique=True,
        validators=[validate_username],
        help_text="At most 150 letters, digits, '_', '.', '+' and '-'.",
        error_messages={"unique": "A user with this username exists already."},
    )
    email = OptionalEmailField(
        "e-mail address",
        max_length=255,
        unique=True,
        null=True,
        blank=True,
        error_messages={"unique": "A user with this e-mail address exists already."},
    )
    user_uuid = models.UUIDField("UUID", default=uuid.uuid4, unique=True, editable=False)
    is_verified = models.BooleanField(
        "verified", default=False, help_text="The person has shown that the e-mail address is theirs."
    )

    objects = UserManager()

    class Meta:
        db_table = "auth_users"
        ordering = ("-date_joined", "-id")
        constraints = (
            # Both hold where no form validates, and each login must find one user at most.
            models.CheckConstraint(
                name="auth_users_username_has_no_at",
                condition=~models.Q(username__contains="@"),
                violation_error_message="A username cannot hold an '@'.",
            ),
            # Upper, not Lower, because PostgreSQL then uses this index for `email__iexact`.
            models.UniqueConstraint(
                Upper("email"),
                name="auth_users_email_in_any_case",
                violation_error_message="A user with this e-mail address in another case exists already.",
            ),
        )

    @property
    def full_name(self) -> str:
        return self.get_full_name()


class LoginFailures(models.Model):
    """The wrong passwords that came from a network lately, and their beginning. A row a network, whatever was typed."""

    network = models.CharField(max_length=50, unique=True)
    count = models.PositiveIntegerField(default=0)
    since = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = "failed logins of a network"
        verbose_name_plural = "failed logins"

    def __str__(self) -> str:
        return f"{self.count} from {self.network}"
