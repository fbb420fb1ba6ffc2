# The whole app as of commit 5a82476, which tests/migrations compares it with. Later changes are migrations of their own.

import uuid

import django.core.validators
import django.db.models.functions.text
import django.utils.timezone
from django.db import migrations, models

import apps.accounts.fields
import apps.accounts.models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.CreateModel(
            name="User",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                ("first_name", models.CharField(blank=True, max_length=150, verbose_name="first name")),
                ("last_name", models.CharField(blank=True, max_length=150, verbose_name="last name")),
                (
                    "is_staff",
                    models.BooleanField(
                        default=False,
                        help_text="Designates whether the user can log into this admin site.",
                        verbose_name="staff status",
                    ),
                ),
                (
                    "is_active",
                    models.BooleanField(
                        default=True,
                        help_text="Designates whether this user should be treated as active. Unselect this instead of deleting accounts.",
                        verbose_name="active",
                    ),
                ),
                ("date_joined", models.DateTimeField(default=django.utils.timezone.now, verbose_name="date joined")),
                (
                    "username",
                    models.CharField(
                        error_messages={"unique": "A user with this username exists already."},
                        help_text="At most 150 letters, digits, '_', '.', '+' and '-'.",
                        max_length=150,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[\\w.+-]+\\Z",
                                "A username holds letters, digits, '_', '.', '+' and '-' only. With an '@' it could not be told from an e-mail address, which logs in as well.",
                            )
                        ],
                    ),
                ),
                (
                    "email",
                    apps.accounts.fields.OptionalEmailField(
                        blank=True,
                        error_messages={"unique": "A user with this e-mail address exists already."},
                        max_length=255,
                        null=True,
                        unique=True,
                        verbose_name="e-mail address",
                    ),
                ),
                ("user_uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="UUID")),
                (
                    "is_verified",
                    models.BooleanField(
                        default=False,
                        help_text="The person has shown that the e-mail address is theirs.",
                        verbose_name="verified",
                    ),
                ),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
            ],
            options={
                "db_table": "auth_users",
                "ordering": ("-date_joined", "-id"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("username__contains", "@"), _negated=True),
                        name="auth_users_username_has_no_at",
                        violation_error_message="A username cannot hold an '@'.",
                    ),
                    models.UniqueConstraint(
                        django.db.models.functions.text.Upper("email"),
                        name="auth_users_email_in_any_case",
                        violation_error_message="A user with this e-mail address in another case exists already.",
                    ),
                ],
            },
            managers=[
                ("objects", apps.accounts.models.UserManager()),
            ],
        ),
    ]
