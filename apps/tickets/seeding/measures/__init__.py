"""What the promises measure in the rows: mostly offenders, each told so that it can be found.

Measures know nothing of how the rows were planned.
"""
