"""The machinery that runs scenarios: planning, writing, proof, records and clearing."""
