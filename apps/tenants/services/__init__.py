"""Changes of rows, for pages and API alike.

Call these inside a transaction, with a row read for update, so that two people at once leave a true history. Each is
told by whom it is called, and refuses (PermissionDenied) those who only look.
"""
