"""Reading rows, for pages and API alike."""
