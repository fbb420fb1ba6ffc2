import pytest

from apps.accounts.models import User


@pytest.fixture(autouse=True)
def quick_hashes(settings):
    """The real hasher is slow on purpose, which would tell nothing here."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def ada(db):
    return User.objects.create_user("ada", "Ada@example.org", "a good password")
