"""Measures of tenants' rows: each returns a figure, or the rows that break a promise."""
