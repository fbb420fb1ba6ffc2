"""Measures of the exported files, by readers that share nothing with what writes them."""
