"""What can go wrong, each with one line that says what to do next. Commands turn these into a CommandError."""


class SeedError(Exception):
    """Something the user can mend: the message is one line and ends with the next step."""


class PlanError(Exception):
    """A scenario planned rows that the engine cannot write; a mistake in the scenario, not of its user."""
