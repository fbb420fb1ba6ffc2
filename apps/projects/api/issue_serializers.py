"""How issues read as JSON, with what is said about them and what they are linked with."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from apps.projects.api.serializers import (
    IssueTypeSerializer,
    PersonSerializer,
    ShortProjectSerializer,
    ShortSprintSerializer,
    StatusSerializer,
)
from apps.projects.models import Issue, IssueComment, IssueLink


class ShortIssueSerializer(serializers.ModelSerializer):
    """An issue beside another one."""

    full_key = serializers.CharField()
    status = StatusSerializer()

    class Meta:
        model = Issue
        fields = ("id", "full_key", "title", "status", "story_points")


class IssueSerializer(serializers.ModelSerializer):
    full_key = serializers.CharField()
    project = ShortProjectSerializer()
    issue_type = IssueTypeSerializer()
    status = StatusSerializer()
    assignee = PersonSerializer(allow_null=True)
    reporter = PersonSerializer()
    sprint = ShortSprintSerializer(allow_null=True)
    parent_issue = serializers.SerializerMethodField()
    estimated_hours = serializers.FloatField(allow_null=True)
    actual_hours = serializers.FloatField(allow_null=True)
    comment_count = serializers.IntegerField()
    link_count = serializers.IntegerField()

    class Meta:
        model = Issue
        fields = (
            "id",
            "key",
            "full_key",
            "title",
            "project",
            "issue_type",
            "status",
            "priority",
            "assignee",
            "reporter",
            "sprint",
            "parent_issue",
            "story_points",
            "estimated_hours",
            "actual_hours",
            "order",
            "comment_count",
            "link_count",
            "created_at",
            "updated_at",
            "resolved_at",
        )

    def get_parent_issue(self, issue: Issue) -> dict[str, Any] | None:
        parent = issue.parent_issue
        if parent is None:
            return None
        # It is in the same project, whose key is at hand.
        return {"id": str(parent.pk), "full_key": f"{issue.project.key}-{parent.key}", "title": parent.title}


class CardSerializer(IssueSerializer):
    column_id = serializers.UUIDField()

    class Meta(IssueSerializer.Meta):
        fields = (*IssueSerializer.Meta.fields, "column_id")


class CommentSerializer(serializers.ModelSerializer):
    author = PersonSerializer()

    class Meta:
        model = IssueComment
        fields = ("id", "author", "content", "is_edited", "edited_at", "created_at")


class LinkSerializer(serializers.ModelSerializer):
    target_issue = ShortIssueSerializer()
    created_by = PersonSerializer(allow_null=True)

    class Meta:
        model = IssueLink
        fields = ("id", "link_type", "target_issue", "created_by", "created_at")


# An answer of more than a row, as it is described.


class WholeIssueSerializer(IssueSerializer):
    children = ShortIssueSerializer(many=True)
    comments = CommentSerializer(many=True)
    links = LinkSerializer(many=True)

    class Meta(IssueSerializer.Meta):
        fields = (*IssueSerializer.Meta.fields, "description", "children", "comments", "links")
