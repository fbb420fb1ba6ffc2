"""How tenants' conversations are made: dialogues from data files, plans from a seed and an anchor."""
