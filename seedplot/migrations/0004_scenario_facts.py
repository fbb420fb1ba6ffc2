from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("seedplot", "0003_seed_permission"),
    ]

    operations = [
        migrations.AddField(
            model_name="seedrun",
            name="facts",
            field=models.JSONField(
                default=dict, help_text="What tells the run's rows from others once the scenario's code is gone."
            ),
        ),
    ]
