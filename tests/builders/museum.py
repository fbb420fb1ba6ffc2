"""What the workshop's scenarios find in place: the museum's machines and the people of the roster."""

from decimal import Decimal

from apps.accounts.factories import UserFactory
from apps.tickets.factories import MachineInstanceFactory, MachineModelFactory, MaintainerFactory
from apps.tickets.seeding.specification.machines import MACHINES
from apps.tickets.seeding.specification.people import ROSTER

MODEL_COLUMNS = ("name", "manufacturer", "year", "month", "era", "system", "scoring", "flipper_count", "ipdb_id")
INSTANCE_COLUMNS = ("location", "operational_status", "serial_number")


def make_world():
    """Make all eighteen machines and 36 maintainers, as the imports do."""
    make_machines()
    make_maintainers()


def make_machines():
    for machine in MACHINES:
        model = MachineModelFactory.create(
            **{column: getattr(machine, column) for column in MODEL_COLUMNS},
            pinside_rating=machine.pinside_rating and Decimal(machine.pinside_rating),
        )
        MachineInstanceFactory.create(model=model, **{column: getattr(machine, column) for column in INSTANCE_COLUMNS})


def make_maintainers():
    for name, username in ROSTER.items():
        user = UserFactory.create(username=username, first_name=name, last_name="", email=None)
        MaintainerFactory.create(user=user, nickname="")
