"""Links between issues of one project. Each is stored twice, once from either side."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.db.models.signals import post_delete
from django.dispatch import receiver

from apps.projects.models.base import Entity
from apps.projects.models.issues import Issue


class IssueLinkQuerySet(models.QuerySet["IssueLink"]):
    def once(self) -> "IssueLinkQuerySet":
        """Each link without its reciprocal row; of two issues that relate to each other, one stands for both."""
        forward = ("blocks", "duplicates", "depends_on")
        return self.filter(Q(link_type__in=forward) | Q(link_type="relates_to", source_issue__lt=F("target_issue")))


class IssueLink(Entity):
    """`source` blocks, duplicates, depends on or relates to `target`.

    Saving a new link makes its reciprocal row, and deleting one deletes it; bulk operations do neither.
    """

    class Type(models.TextChoices):
        BLOCKS = "blocks"
        BLOCKED_BY = "blocked_by"
        DUPLICATES = "duplicates"
        DUPLICATED_BY = "duplicated_by"
        DEPENDS_ON = "depends_on"
        DEPENDENCY_OF = "dependency_of"
        RELATES_TO = "relates_to"

    RECIPROCALS = {
        Type.BLOCKS: Type.BLOCKED_BY,
        Type.BLOCKED_BY: Type.BLOCKS,
        Type.DUPLICATES: Type.DUPLICATED_BY,
        Type.DUPLICATED_BY: Type.DUPLICATES,
        Type.DEPENDS_ON: Type.DEPENDENCY_OF,
        Type.DEPENDENCY_OF: Type.DEPENDS_ON,
        Type.RELATES_TO: Type.RELATES_TO,
    }

    source_issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="links")
    target_issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="links_to_it")
    link_type = models.CharField(max_length=20, choices=Type)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    objects = IssueLinkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source_issue", "target_issue", "link_type"], name="link_stored_once"),
            models.CheckConstraint(
                condition=~Q(source_issue=F("target_issue")),
                name="link_between_two_issues",
                violation_error_message="An issue cannot be linked to itself.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source_issue.full_key} {self.get_link_type_display().lower()} {self.target_issue.full_key}"

    @property
    def reciprocal_type(self) -> str:
        return self.RECIPROCALS[self.Type(self.link_type)]

    def clean(self) -> None:
        super().clean()
        if self.source_issue_id == self.target_issue_id:
            raise ValidationError({"target_issue": "An issue cannot be linked to itself."})
        if self.source_issue.project_id != self.target_issue.project_id:
            raise ValidationError({"target_issue": f"{self.target_issue.full_key} belongs to another project."})

    def save(self, **kwargs: Any) -> None:
        if not self._state.adding:
            super().save(**kwargs)
            return
        # Checked here too, because a link across projects is wrong wherever it comes from.
        self.clean()
        with transaction.atomic(using=kwargs.get("using")):
            super().save(**kwargs)
            IssueLink.objects.using(self._state.db).bulk_create(
                [
                    IssueLink(
                        source_issue_id=self.target_issue_id,
                        target_issue_id=self.source_issue_id,
                        link_type=self.reciprocal_type,
                        created_by_id=self.created_by_id,
                        created_at=self.created_at,
                        updated_at=self.updated_at,
                    )
                ],
                ignore_conflicts=True,
            )


@receiver(post_delete, sender=IssueLink)
def delete_reciprocal(sender: type[IssueLink], instance: IssueLink, using: str, **_: Any) -> None:
    rows = IssueLink.objects.using(using).filter(
        source_issue=instance.target_issue_id,
        target_issue=instance.source_issue_id,
        link_type=instance.reciprocal_type,
    )
    rows._raw_delete(using)
