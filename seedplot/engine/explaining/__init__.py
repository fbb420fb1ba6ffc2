"""Explaining: why a row is as it is, in which rows two plans differ, and certificates of a run."""
