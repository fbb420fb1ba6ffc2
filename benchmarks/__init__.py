"""Measures how fast and how large seeding is: `python -m benchmarks`. Nothing here is asserted by a test.

Times of one run are compared with each other (medians of interleaved rounds), because those of different machines
cannot be.
"""
