"""What people change by hand: issues, boards and sprints. Each change leaves its line in the activity of the project.

Call these inside a transaction, with the project locked (`lock`) and rows read after that, so that two people at once
get two numbers, do not overfill a column and leave a true history. ValidationError says what cannot be done, by field.
"""

from apps.projects.models import Project


def lock(project_id: object) -> Project:
    """The project, which nobody else changes until the transaction is over."""
    return Project.objects.select_for_update().get(pk=project_id)
