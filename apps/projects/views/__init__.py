"""Pages under `/projects/`, for the members of a project's team and of its workspace.

They read what the JSON API reads, by the same queries, and change by the same services: what a page shows is what the
API says.
"""
