# The whole app as of commit 5a82476, which tests/migrations compares it with. Later changes are migrations of their own.

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="SeedRun",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(default="scenario", max_length=20)),
                ("scenario", models.CharField(max_length=100)),
                ("domain", models.CharField(max_length=100)),
                (
                    "place",
                    models.CharField(
                        help_text="What no two runs can share, such as a scenario's team.", max_length=200, unique=True
                    ),
                ),
                ("options", models.JSONField(default=dict, help_text="The options that decided the rows.")),
                ("seed", models.BigIntegerField()),
                ("anchor", models.DateTimeField(help_text='Where "now" was for the run.')),
                (
                    "status",
                    models.CharField(
                        choices=[("running", "Running"), ("complete", "Complete")], default="running", max_length=20
                    ),
                ),
                ("fingerprint", models.CharField(blank=True, max_length=64)),
                ("row_count", models.PositiveBigIntegerField(default=0)),
                (
                    "world",
                    models.JSONField(
                        default=dict, help_text="Planned names of rows that were there before, by model and key."
                    ),
                ),
                ("started_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("finished_at", models.DateTimeField(null=True)),
                (
                    "world_columns",
                    models.JSONField(default=list, help_text="What the plan may read of those rows, by planned name."),
                ),
                (
                    "sources",
                    models.JSONField(default=dict, help_text="What the plan took from outside the database, by name."),
                ),
            ],
            options={
                "ordering": ("-id",),
            },
        ),
        migrations.CreateModel(
            name="SeedChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("model", models.CharField(max_length=200)),
                ("key", models.CharField(max_length=200)),
                ("name", models.CharField(help_text="The row's name in the plan.", max_length=200)),
                ("column", models.CharField(max_length=100)),
                ("old", models.JSONField(null=True)),
                ("new", models.JSONField(null=True)),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="changes", to="seedplot.seedrun"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SeedBlock",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("shard", models.CharField(max_length=100)),
                (
                    "model",
                    models.CharField(help_text="Label of the model, such as metrics.PullRequest.", max_length=200),
                ),
                (
                    "start",
                    models.PositiveBigIntegerField(
                        help_text="Position of the first row among the shard's rows of the model."
                    ),
                ),
                ("count", models.PositiveBigIntegerField()),
                ("first_key", models.BigIntegerField(null=True)),
                ("keys", models.JSONField(help_text="The keys, where the model does not number its rows.", null=True)),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="blocks", to="seedplot.seedrun"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SeedShard",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=100)),
                ("row_count", models.PositiveBigIntegerField(default=0)),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="shards", to="seedplot.seedrun"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("run", "name"), name="shard_written_once")],
            },
        ),
    ]
