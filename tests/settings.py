"""The reference project's settings, and the garden that the engine is tested on."""

from config.settings import *  # noqa: F403 - a settings module extends another so
from config.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.toy"]
