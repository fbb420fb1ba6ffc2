"""Which issues the vector index knows and with which text, and the embedded index itself."""

from django.db import models

from apps.projects.models.base import Entity


class IssueEmbedding(Entity):
    """A record of the index. It names its issue without a foreign key: it outlives it, as an orphan to clean up."""

    issue_id = models.UUIDField(unique=True)
    project_id = models.UUIDField(db_index=True)
    vector_id = models.CharField(max_length=255, unique=True)
    namespace = models.CharField(max_length=100)
    title = models.CharField(max_length=500)
    content_hash = models.CharField("SHA-256 of the text", max_length=64)
    is_indexed = models.BooleanField(default=False)
    indexed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.vector_id


class VectorRecord(models.Model):
    """A record of the embedded index, which keeps the vectors in a table beside the data.

    `values` are 32-bit floats, little end first, of length 1 in all: their products are cosines.
    """

    namespace = models.CharField(max_length=100)
    vector_id = models.CharField(max_length=255)
    project_id = models.CharField(max_length=36, blank=True, help_text="Of the metadata: what searches filter on.")
    embedder = models.CharField(max_length=100, help_text="What made the vector; others' cannot be compared with it.")
    values = models.BinaryField()
    metadata = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["namespace", "vector_id"], name="vector_unique_in_namespace"),
        ]
        indexes = [models.Index(fields=["namespace", "project_id"], name="vectors_of_project")]

    def __str__(self) -> str:
        return f"{self.namespace}: {self.vector_id}"
