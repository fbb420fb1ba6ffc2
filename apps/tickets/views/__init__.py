"""Pages of the workshop: the public's, the machines', the tasks'."""
