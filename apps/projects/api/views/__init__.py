"""The views, a module for each kind of row; each reads what it is asked, calls a query or a change, and serializes."""
