"""Engineering metrics: what a team delivered, who reviewed it, and where AI tools helped."""
