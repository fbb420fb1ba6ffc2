"""Pages under `/notices/`, all behind a login."""
