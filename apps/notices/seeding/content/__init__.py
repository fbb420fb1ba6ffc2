"""The words that the library's rows are made of: people, streets, titles."""
