"""The promises of the workshop's sample and of the imports; every line can be read from the database and the files."""
