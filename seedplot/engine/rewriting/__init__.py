"""Rewriting: rows brought in place to values that a plan gives, in an order that no unique constraint stops."""
