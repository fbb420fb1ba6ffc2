"""The library in a project that has nothing else; `make newcomer` does the same with three versions of Django."""

import pytest

from tests import environments, newcomer
from tests.distributions import wheel_in

pytestmark = pytest.mark.check


def test_page_of_the_engine_can_be_followed_with_nothing_but_the_wheel_and_django(distributions, tmp_path):
    environment = environments.linked(tmp_path / "environment", wheel_in(distributions))

    fingerprint = newcomer.follow_the_page(environment)

    assert len(fingerprint) == 32
    assert environment.packages() == {"seedplot", *environments.closure(["Django", "factory-boy", "rich", "tzdata"])}


def test_something_deprecated_is_an_error_to_a_newcomer(distributions, tmp_path):
    environment = environments.linked(tmp_path / "environment", wheel_in(distributions))

    warned = environment.run("-c", "import warnings; warnings.warn('old', DeprecationWarning)")

    assert warned.returncode == 1
    assert warned.stderr.endswith("DeprecationWarning: old\n")
