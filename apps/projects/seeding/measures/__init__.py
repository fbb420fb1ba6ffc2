"""Measures of the rows of a project: mostly lists of offenders, each as a short text.

They work out anew, from rows and specification, everything that planning works out on its own way to the rows.
"""
