"""Measures of all rows that are there, whoever wrote them, side by side in the order of their keys.

A library of any size can be measured so; only of what goes by phone is a set kept.
"""
