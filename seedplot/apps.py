from django.apps import AppConfig


class SeedplotConfig(AppConfig):
    name = "seedplot"
    label = "seedplot"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Seed runs"
