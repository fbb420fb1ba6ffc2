"""Advancing: a run's rows moved on to a later anchor in place."""
