"""How the tickets tables are filled: from the legacy files, and with the workshop's stories."""
