"""Reading rows, for pages and commands alike."""
