"""seedplot: demo data for Django that tells a story, the same one every time, and proves that it is there."""
