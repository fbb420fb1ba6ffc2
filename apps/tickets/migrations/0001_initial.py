# The whole app as of commit 5a82476, which tests/migrations compares it with. Later changes are migrations of their own.

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="MachineModel",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("updated_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("name", models.CharField(max_length=200)),
                ("manufacturer", models.CharField(blank=True, max_length=200)),
                ("year", models.PositiveIntegerField(blank=True, null=True)),
                (
                    "month",
                    models.PositiveIntegerField(
                        blank=True,
                        help_text="1 to 12.",
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(12),
                        ],
                    ),
                ),
                (
                    "era",
                    models.CharField(
                        choices=[("PM", "Pure Mechanical"), ("EM", "Electromechanical"), ("SS", "Solid State")],
                        max_length=2,
                    ),
                ),
                ("system", models.CharField(blank=True, max_length=100)),
                ("scoring", models.CharField(blank=True, max_length=100)),
                (
                    "flipper_count",
                    models.CharField(
                        blank=True,
                        help_text="Blank when unknown, which is not 0.",
                        max_length=10,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[0-9]+\\Z", "Give the number of flippers in digits."
                            )
                        ],
                    ),
                ),
                ("pinside_rating", models.DecimalField(blank=True, decimal_places=2, max_digits=4, null=True)),
                (
                    "ipdb_id",
                    models.PositiveIntegerField(
                        blank=True,
                        help_text="The number in the Internet Pinball Database.",
                        null=True,
                        unique=True,
                        verbose_name="IPDB id",
                    ),
                ),
                (
                    "production_quantity",
                    models.CharField(blank=True, help_text='As it is known, such as "~50,000".', max_length=50),
                ),
                ("factory_address", models.CharField(blank=True, max_length=300)),
                ("design_credit", models.CharField(blank=True, max_length=200)),
                ("concept_and_design_credit", models.CharField(blank=True, max_length=200)),
                ("art_credit", models.CharField(blank=True, max_length=200)),
                ("sound_credit", models.CharField(blank=True, max_length=200)),
                ("educational_text", models.TextField(blank=True)),
                ("illustration_filename", models.CharField(blank=True, max_length=255)),
                ("sources_notes", models.TextField(blank=True)),
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
                    "updated_by",
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
                "ordering": ("name", "id"),
            },
        ),
        migrations.CreateModel(
            name="MachineInstance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("updated_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "slug",
                    models.SlugField(
                        blank=True, help_text="Made from the name when left blank.", max_length=200, unique=True
                    ),
                ),
                (
                    "name_override",
                    models.CharField(
                        blank=True,
                        help_text="What this copy is called, if not what its model is called.",
                        max_length=200,
                    ),
                ),
                ("serial_number", models.CharField(blank=True, max_length=100)),
                ("acquisition_notes", models.TextField(blank=True)),
                ("ownership_credit", models.CharField(blank=True, max_length=300)),
                (
                    "location",
                    models.CharField(
                        blank=True,
                        choices=[("floor", "Floor"), ("storage", "Storage"), ("workshop", "Workshop")],
                        max_length=20,
                    ),
                ),
                (
                    "operational_status",
                    models.CharField(
                        choices=[("good", "Good"), ("unknown", "Unknown"), ("fixing", "Fixing"), ("broken", "Broken")],
                        db_index=True,
                        default="unknown",
                        max_length=20,
                    ),
                ),
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
                    "updated_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "model",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="instances", to="tickets.machinemodel"
                    ),
                ),
            ],
            options={
                "ordering": ("model__name", "serial_number", "id"),
            },
        ),
        migrations.CreateModel(
            name="Maintainer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("phone", models.CharField(blank=True, max_length=50)),
                ("nickname", models.CharField(blank=True, max_length=50)),
                ("is_active", models.BooleanField(default=True)),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="maintainer",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Task",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
                (
                    "type",
                    models.CharField(
                        choices=[("problem_report", "Problem Report"), ("task", "Task")],
                        db_index=True,
                        default="problem_report",
                        max_length=20,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[("open", "Open"), ("closed", "Closed")], db_index=True, default="open", max_length=20
                    ),
                ),
                ("reported_by_name", models.CharField(blank=True, max_length=200)),
                (
                    "reported_by_contact",
                    models.CharField(
                        blank=True, help_text="On a generated task the mark that says so.", max_length=200
                    ),
                ),
                (
                    "device_info",
                    models.CharField(
                        blank=True,
                        help_text="What the report was sent with; on a generated one the visitor's contact.",
                        max_length=200,
                    ),
                ),
                ("ip_address", models.GenericIPAddressField(blank=True, null=True, verbose_name="IP address")),
                (
                    "problem_type",
                    models.CharField(
                        choices=[("stuck_ball", "Stuck Ball"), ("no_credits", "No Credits"), ("other", "Other")],
                        db_index=True,
                        default="other",
                        max_length=50,
                    ),
                ),
                ("problem_text", models.TextField()),
                (
                    "machine",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reports",
                        to="tickets.machineinstance",
                    ),
                ),
                (
                    "reported_by_user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="problem_reports_created",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("-created_at", "-id"),
            },
        ),
        migrations.CreateModel(
            name="LogEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
                ("text", models.TextField(blank=True)),
                (
                    "status",
                    models.CharField(
                        blank=True,
                        choices=[("open", "Open"), ("closed", "Closed")],
                        max_length=20,
                        null=True,
                        verbose_name="task status",
                    ),
                ),
                (
                    "machine_status",
                    models.CharField(
                        blank=True,
                        choices=[("good", "Good"), ("unknown", "Unknown"), ("fixing", "Fixing"), ("broken", "Broken")],
                        max_length=20,
                        null=True,
                    ),
                ),
                (
                    "machine",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="log_entries",
                        to="tickets.machineinstance",
                    ),
                ),
                (
                    "maintainers",
                    models.ManyToManyField(blank=True, related_name="log_entries", to="tickets.maintainer"),
                ),
                (
                    "task",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="log_entries",
                        to="tickets.task",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "log entries",
                "ordering": ("created_at", "id"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", ""), _negated=True), models.Q(("machine_status", ""), _negated=True)
                        ),
                        name="log_entry_status_null_not_blank",
                        violation_error_message="An entry that sets no status has null there, not a blank.",
                    )
                ],
            },
        ),
    ]
