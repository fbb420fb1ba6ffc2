"""What the API and the pages read: lists as query sets that bring the figures shown beside each row, reports as values.

Whatever is asked for is asked for somebody: `access.py` says who sees what.
"""
