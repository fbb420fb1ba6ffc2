import pytest

from tests.toy.world import make_world


@pytest.fixture
def ada(db):
    """The gardener, whom the garden's scenarios look for."""
    return make_world()
