"""Pages under `/tenants/`, for those who have a role there."""
