import pytest

from apps.accounts.models import User


@pytest.fixture
def ada(db):
    return User.objects.create_user("ada", "Ada@example.org", "a good password")
