"""Bugs planted into planning, factories, calculators and content, one at a time: the run itself must notice each."""
