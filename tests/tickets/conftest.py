"""Gorgar on the floor, two maintainers and an open task; each test says the columns that matter to it."""

import pytest

from apps.accounts.factories import UserFactory
from apps.tickets.factories import MachineInstanceFactory, MachineModelFactory, MaintainerFactory, TaskFactory


@pytest.fixture
def machine(db):
    return MachineInstanceFactory.create(model=MachineModelFactory.create(name="Gorgar"))


@pytest.fixture
def william(db):
    return MaintainerFactory.create(user=UserFactory.create(username="william", first_name="William", last_name=""))


@pytest.fixture
def ken(db):
    return MaintainerFactory.create(user=UserFactory.create(username="ken", first_name="Ken", last_name=""))


@pytest.fixture
def task(machine):
    return TaskFactory.create(machine=machine, problem_type="stuck_ball")
