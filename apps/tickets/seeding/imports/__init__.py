"""Reading the files that the museum kept its books in, and what an import finds in place of them."""
