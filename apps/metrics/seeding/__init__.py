"""How the metrics tables are filled: plans without a database, from a seed and an anchor."""
