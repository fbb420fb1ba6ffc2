"""The measures of the promises: offenders among a team's rows, or the rows' distance from what the scenario states.

Measures know nothing of how the rows were planned, and do their own arithmetic.
"""
