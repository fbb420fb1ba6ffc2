"""Narrative-shaped, reproducible demo data for Django."""

__version__ = "0.2.0"
