"""Pages under `/notices/`, for the library's staff."""
