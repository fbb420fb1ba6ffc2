from functools import partial

import pytest

from seedplot import testing


@pytest.fixture
def seedplot():
    """Run `manage.py seedplot`; its output."""
    return partial(testing.run, "seedplot")


@pytest.fixture
def refusal():
    """The one line that the command refuses with."""
    return partial(testing.refusal, "seedplot")
