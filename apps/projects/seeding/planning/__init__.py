"""From a product to the rows of its project: who works on it, what its issues are, how each lives, what is said.

Nothing here knows a database or a clock. Places in time are numbers: window 2, a third of the way, is 2.33.
"""
