"""Changes of the workshop's rows: on tasks, on machines, and reports from the public."""
