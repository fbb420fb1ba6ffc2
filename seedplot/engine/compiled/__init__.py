"""Functions compiled once per factory or model: planned rows, database values, and rows read back."""
