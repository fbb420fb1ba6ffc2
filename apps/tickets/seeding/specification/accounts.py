"""How the workshop's people log in."""

PASSWORD = "test123"
"""Of everybody in the roster, where DEBUG is on."""
