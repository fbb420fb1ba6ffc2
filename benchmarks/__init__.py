"""Time and memory of seeding: `python -m benchmarks`. No test asserts a time.

Figures of one run are compared with each other (medians of interleaved rounds), because those of different machines
cannot be.
"""
