"""The difference between `save()` and a load of columns, looked at once for each factory and never for a row."""
