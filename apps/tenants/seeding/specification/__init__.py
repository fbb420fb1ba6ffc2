"""Statements about tenants that planning and proof both read: constants, and no function that decides anything."""
