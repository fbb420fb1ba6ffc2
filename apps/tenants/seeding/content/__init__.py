"""Texts of the tenants scenarios: dialogues in data files, their readers, and the wording of blanks and choices."""
