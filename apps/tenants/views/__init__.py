"""Pages under `/tenants/`, all behind a login."""
