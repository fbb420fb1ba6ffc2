# The whole app as of commit 5a82476, which tests/migrations compares it with. Later changes are migrations of their own.

from decimal import Decimal

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import apps.accounts.fields
import apps.tenants.models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Notification",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recipient", models.CharField(max_length=100)),
                ("message", models.TextField()),
                ("channel", models.CharField(choices=[("sms", "SMS"), ("email", "e-mail")], max_length=20)),
                (
                    "status",
                    models.CharField(
                        choices=[("pending", "Pending"), ("sent", "Sent"), ("failed", "Failed")],
                        default="pending",
                        max_length=20,
                    ),
                ),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                ("error_message", models.TextField(blank=True)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
        ),
        migrations.CreateModel(
            name="Property",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("address", models.CharField(max_length=255)),
                ("owner_name", models.CharField(max_length=100)),
                ("owner_email", models.EmailField(max_length=100, verbose_name="owner's e-mail")),
                ("owner_phone", models.CharField(max_length=20, verbose_name="owner's phone")),
                ("amenities", models.JSONField(blank=True, default=dict)),
                ("rules", models.JSONField(blank=True, default=dict)),
                ("faq", models.JSONField(blank=True, default=dict, help_text="Topic to text.", verbose_name="FAQ")),
                ("thread_time_threshold_hours", models.PositiveIntegerField(default=48)),
                ("dedup_time_window_days", models.PositiveIntegerField(default=30)),
                (
                    "dedup_confidence_threshold",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0.60"),
                        max_digits=3,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0")),
                            django.core.validators.MaxValueValidator(Decimal("1")),
                        ],
                    ),
                ),
                ("dedup_max_requests_to_check", models.PositiveIntegerField(default=5)),
                ("thread_inactivity_hours", models.PositiveIntegerField(default=72)),
                ("thread_closure_grace_hours", models.PositiveIntegerField(default=24)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "verbose_name_plural": "properties",
            },
        ),
        migrations.CreateModel(
            name="Tenant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=100)),
                (
                    "phone",
                    models.CharField(
                        error_messages={"unique": "A tenant with this phone number exists already."},
                        max_length=20,
                        unique=True,
                    ),
                ),
                (
                    "email",
                    apps.accounts.fields.OptionalEmailField(
                        blank=True,
                        error_messages={"unique": "A tenant with this e-mail address exists already."},
                        max_length=100,
                        null=True,
                        unique=True,
                        verbose_name="e-mail address",
                    ),
                ),
                ("lease_terms", models.JSONField(blank=True, default=dict)),
                ("move_in_date", models.DateField(blank=True, null=True)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "property",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tenants",
                        to="tenants.property",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ConversationThread",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("subject", models.CharField(max_length=500)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("active", "Active"),
                            ("closing", "Closing"),
                            ("resolved", "Resolved"),
                            ("escalated", "Escalated"),
                            ("closed", "Closed"),
                        ],
                        default="active",
                        max_length=20,
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[("sms", "SMS"), ("email", "e-mail"), ("whatsapp", "WhatsApp")], max_length=20
                    ),
                ),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("resolved_at", models.DateTimeField(blank=True, null=True)),
                ("last_activity_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("summary", models.TextField(blank=True)),
                (
                    "topic_category",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("maintenance", "Maintenance"),
                            ("rent", "Rent"),
                            ("amenities", "Amenities"),
                            ("lease", "Lease"),
                            ("general", "General"),
                            ("other", "Other"),
                        ],
                        max_length=50,
                    ),
                ),
                ("subtopic", models.CharField(blank=True, max_length=50)),
                (
                    "merged_from",
                    models.JSONField(
                        blank=True, default=list, help_text="Keys of the threads that went into this one."
                    ),
                ),
                ("is_escalating", models.BooleanField(default=False)),
                (
                    "escalation_confidence",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=3,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0")),
                            django.core.validators.MaxValueValidator(Decimal("1")),
                        ],
                    ),
                ),
                ("escalation_reasoning", models.TextField(blank=True)),
                (
                    "closure_confidence",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=3,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0")),
                            django.core.validators.MaxValueValidator(Decimal("1")),
                        ],
                    ),
                ),
                ("closure_factors", models.JSONField(blank=True, default=dict)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("clarification_asked", models.BooleanField(default=False)),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="merged_threads",
                        to="tenants.conversationthread",
                    ),
                ),
                (
                    "property",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="threads", to="tenants.property"
                    ),
                ),
                (
                    "tenant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="threads", to="tenants.tenant"
                    ),
                ),
            ],
            options={
                "verbose_name": "conversation",
                "indexes": [
                    models.Index(fields=["status"], name="thread_status"),
                    models.Index(fields=["-last_activity_at"], name="thread_last_activity"),
                    models.Index(fields=["tenant", "status"], name="thread_tenant_status"),
                    models.Index(fields=["channel"], name="thread_channel"),
                    models.Index(fields=["topic_category"], name="thread_topic"),
                    models.Index(fields=["is_escalating"], name="thread_escalating"),
                    models.Index(fields=["closed_at"], name="thread_closed_at"),
                    models.Index(fields=["status", "last_activity_at"], name="thread_status_activity"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Message",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "channel",
                    models.CharField(
                        choices=[("sms", "SMS"), ("email", "e-mail"), ("whatsapp", "WhatsApp")], max_length=20
                    ),
                ),
                ("message", models.TextField()),
                ("response", models.TextField(blank=True, null=True)),
                ("ai_actions", models.JSONField(blank=True, null=True, verbose_name="AI actions")),
                ("timestamp", models.DateTimeField(default=django.utils.timezone.now)),
                ("flagged", models.BooleanField(default=False)),
                ("subject", models.CharField(blank=True, max_length=500, null=True)),
                (
                    "message_type",
                    models.CharField(
                        choices=[("user_message", "User Message"), ("ai_response", "AI response")],
                        default="user_message",
                        max_length=20,
                    ),
                ),
                (
                    "thread",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="messages",
                        to="tenants.conversationthread",
                    ),
                ),
                (
                    "tenant",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="messages",
                        to="tenants.tenant",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["timestamp"], name="message_timestamp"),
                    models.Index(fields=["thread", "timestamp"], name="message_thread_timestamp"),
                    models.Index(fields=["message_type"], name="message_type"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Attachment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("filename", models.CharField(max_length=255)),
                ("stored_filename", models.CharField(max_length=255, unique=True)),
                ("content_type", models.CharField(max_length=100)),
                ("size", models.PositiveIntegerField(help_text="Bytes.")),
                ("url", models.CharField(max_length=500, verbose_name="URL")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "message",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="attachments", to="tenants.message"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="MaintenanceRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("updated_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("issue_description", models.TextField()),
                (
                    "priority",
                    models.CharField(
                        choices=[
                            ("emergency", "Emergency"),
                            ("urgent", "Urgent"),
                            ("normal", "Normal"),
                            ("low", "Low"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[("open", "Open"), ("in_progress", "In Progress"), ("resolved", "Resolved")],
                        default="open",
                        max_length=20,
                    ),
                ),
                ("notes", models.TextField(blank=True)),
                ("resolved_at", models.DateTimeField(blank=True, null=True)),
                ("is_duplicate", models.BooleanField(default=False)),
                ("duplicate_reason", models.TextField(blank=True)),
                (
                    "related_request",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="duplicates",
                        to="tenants.maintenancerequest",
                    ),
                ),
                (
                    "message",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="maintenance_requests",
                        to="tenants.message",
                    ),
                ),
                (
                    "property",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="maintenance_requests",
                        to="tenants.property",
                    ),
                ),
                (
                    "tenant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="maintenance_requests",
                        to="tenants.tenant",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ConversationEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "event_type",
                    models.CharField(
                        choices=[
                            ("conversation_started", "Conversation Started"),
                            ("conversation_closed", "Conversation Closed"),
                            ("auto_closed", "Auto Closed"),
                            ("manually_closed", "Manually Closed"),
                            ("reopened", "Reopened"),
                            ("status_changed", "Status Changed"),
                        ],
                        max_length=50,
                    ),
                ),
                ("event_data", models.JSONField(blank=True, default=dict)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "thread",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="events",
                        to="tenants.conversationthread",
                    ),
                ),
                (
                    "tenant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="events", to="tenants.tenant"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ClarificationState",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("question", models.TextField()),
                (
                    "status",
                    models.CharField(
                        choices=[("pending", "Pending"), ("answered", "Answered"), ("expired", "Expired")],
                        default="pending",
                        max_length=20,
                    ),
                ),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("expires_at", models.DateTimeField(default=apps.tenants.models.a_day_from_now)),
                (
                    "thread",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="clarifications",
                        to="tenants.conversationthread",
                    ),
                ),
                (
                    "tenant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="clarifications", to="tenants.tenant"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ThreadRelationship",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "relationship_type",
                    models.CharField(
                        choices=[("similar", "Similar"), ("related", "Related"), ("follow-up", "Follow Up")],
                        max_length=20,
                    ),
                ),
                (
                    "confidence",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=3,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0")),
                            django.core.validators.MaxValueValidator(Decimal("1")),
                        ],
                    ),
                ),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "related_thread",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="related_from",
                        to="tenants.conversationthread",
                    ),
                ),
                (
                    "thread",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="relationships",
                        to="tenants.conversationthread",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("thread", "related_thread"), name="unique_pair_of_threads")
                ],
            },
        ),
    ]
