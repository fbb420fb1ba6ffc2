"""The workshop as people stated it: its roster, pools, machines, files, dates and words. Planning and proof read it.

Nothing here decides or derives anything.
"""
