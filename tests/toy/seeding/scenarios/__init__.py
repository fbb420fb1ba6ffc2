"""The garden's stories, a module each."""
