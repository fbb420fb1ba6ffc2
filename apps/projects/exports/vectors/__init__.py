"""Search by meaning: the records of five namespaces, what makes vectors of their texts, and where these are kept.

`search.py` answers questions, `sync.py` keeps an index what the rows are. Which index and which embedder are two
settings; the defaults need no service, no key and no package.
"""
