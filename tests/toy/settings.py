"""A project with the engine, the garden and what that refers to: nothing of the reference project."""

from config.database import read_database

SECRET_KEY = "not a secret"
DEBUG = True
DATABASES = {"default": read_database(default="sqlite://:memory:")}
INSTALLED_APPS = ["django.contrib.contenttypes", "seedplot", "tests.toy"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TIME_ZONE = "America/Chicago"
USE_TZ = True
