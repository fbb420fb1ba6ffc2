"""Clearing: a run's rows taken away by content, by key or by mark, and nobody else's."""
