from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("metrics", "0002_phases_and_hours"),
    ]

    operations = [
        migrations.AddField(
            model_name="prreview",
            name="body",
            field=models.TextField(blank=True, default=""),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="pullrequest",
            name="area",
            field=models.CharField(blank=True, default="", max_length=50),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="pullrequest",
            name="deployed_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="in production at"),
        ),
        migrations.AddField(
            model_name="pullrequest",
            name="description",
            field=models.TextField(blank=True, default=""),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="teammember",
            name="home_area",
            field=models.CharField(blank=True, default="", max_length=50),
            preserve_default=False,
        ),
    ]
