"""What the promises measure in the rows of a project: offenders, each as a short text.

Measures know nothing of how the rows were planned.
"""
