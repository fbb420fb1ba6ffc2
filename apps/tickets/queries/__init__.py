"""What the pages read, each list in a small number of queries however many rows there are."""
