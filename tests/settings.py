"""The reference project's settings, and the garden that the engine is tested on."""

from pathlib import Path
from tempfile import gettempdir

from django.conf import global_settings

from config.settings import *  # noqa: F403 - a settings module extends another so
from config.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.toy", "tests.zoo"]

# No test goes out to the internet or reads what its developer has cached.
GITHUB_API_URL = "http://127.0.0.1:1"
GITHUB_TOKEN = ""
GITHUB_CACHE = str(Path(gettempdir()) / "seedplot-tests" / "no-cache.sqlite")

# The usual hasher is slow on purpose. What it hashed is still understood.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", *global_settings.PASSWORD_HASHERS]
