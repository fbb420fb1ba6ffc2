"""The one line that a seed command of the garden is refused with."""

from functools import partial

from seedplot import testing

DAY = "--as-of=2026-03-12"
NOTHING = "Nothing of harvest-weeks was written."
SEED = ("seed_garden", "--scenario=harvest-weeks", DAY)

seed = partial(testing.run, *SEED)
refusal = partial(testing.refusal, *SEED)
refusal_of_a_broken_database = partial(testing.refusal, *SEED, untouched=False)
"""The same where the rows cannot be read afterwards."""
