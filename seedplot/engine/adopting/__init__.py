"""Adopting: the record of a run written anew for rows that are there."""
