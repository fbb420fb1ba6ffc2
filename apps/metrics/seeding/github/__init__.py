"""Real pull requests from public repositories: asked for, cached, cleaned, and kept as a run borrows them."""
