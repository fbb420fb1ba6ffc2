"""What leaves the software house once its rows are committed: CSV files, the same in S3, and search vectors.

`steps.py` lists the three in their order. Each can be repeated alone, and none runs inside a transaction that makes
rows: nothing here is called by a signal or a save.
"""
