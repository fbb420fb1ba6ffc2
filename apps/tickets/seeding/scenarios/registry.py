"""The scenarios of the tickets domain by name: the engine's registry, bound to this domain."""

from __future__ import annotations

from functools import partial

from seedplot.registry import Registry

tickets = Registry("tickets")

register_scenario = tickets.register
register_unlisted = partial(tickets.register, listed=False)
"""For imports: what they wrote is recorded and cleared like any run, but they tell no story."""
