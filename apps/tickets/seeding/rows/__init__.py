"""A run's rows as promises read them: the workshop's sample, and what the imports wrote."""
