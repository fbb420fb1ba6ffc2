"""Relations: foreign keys from the database's own catalogue, and the rows that they tie to a run's."""
