"""From legacy rows and stories to planned rows."""
