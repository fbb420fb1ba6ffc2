"""JSON under `/api/tenants/`: what the property manager's dashboard reads, and the few things people change there."""
