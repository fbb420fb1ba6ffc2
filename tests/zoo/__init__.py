"""A zoo: models of every kind that Django projects have, each with a few rows, for the test of each kind."""
