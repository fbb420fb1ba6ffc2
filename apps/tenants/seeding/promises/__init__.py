"""Promises of the tenants scenarios: those of both, and those of each."""
