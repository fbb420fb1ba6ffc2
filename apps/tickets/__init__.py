"""Workshop tickets: a pinball museum's machines, what visitors report about them, and what maintainers do."""
