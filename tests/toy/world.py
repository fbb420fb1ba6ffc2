"""What the garden's scenarios find in place."""

from tests.toy.factories import GardenerFactory
from tests.toy.models import Gardener


def make_world() -> Gardener:
    return GardenerFactory.create(name="Ada")
