"""How rows and reports read as JSON. What is not a column comes from the queries.

People go by their user_uuid, amounts are numbers, and what a row refers to stands in it in short.
"""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from apps.accounts.models import User
from apps.projects.models import (
    ActivityLog,
    Board,
    BoardColumn,
    IssueType,
    Organization,
    Project,
    ProjectTeamMember,
    Sprint,
    WorkflowStatus,
    WorkflowTransition,
    Workspace,
)


class PersonSerializer(serializers.ModelSerializer):
    class Meta:
        model = User
        fields = ("user_uuid", "username", "full_name")


class OrganizationSerializer(serializers.ModelSerializer):
    class Meta:
        model = Organization
        fields = ("id", "name", "slug")


class WorkspaceSerializer(serializers.ModelSerializer):
    class Meta:
        model = Workspace
        fields = ("id", "name", "slug")


class ShortProjectSerializer(serializers.ModelSerializer):
    class Meta:
        model = Project
        fields = ("id", "key", "name")


class IssueTypeSerializer(serializers.ModelSerializer):
    class Meta:
        model = IssueType
        fields = ("id", "name", "category", "icon", "color")


class StatusSerializer(serializers.ModelSerializer):
    class Meta:
        model = WorkflowStatus
        fields = ("id", "name", "category", "color")


class TransitionSerializer(serializers.ModelSerializer):
    class Meta:
        model = WorkflowTransition
        fields = ("name", "from_status_id", "to_status_id")


class ShortSprintSerializer(serializers.ModelSerializer):
    class Meta:
        model = Sprint
        fields = ("id", "name", "status")


class ShortBoardSerializer(serializers.ModelSerializer):
    class Meta:
        model = Board
        fields = ("id", "name", "board_type")


class ProjectSerializer(serializers.ModelSerializer):
    lead = PersonSerializer(allow_null=True)
    workspace = WorkspaceSerializer()
    organization = OrganizationSerializer(source="workspace.organization")
    member_count = serializers.IntegerField()
    issue_count = serializers.IntegerField()
    issue_change = serializers.IntegerField()

    class Meta:
        model = Project
        fields = (
            "id",
            "key",
            "name",
            "description",
            "methodology",
            "status",
            "priority",
            "lead",
            "workspace",
            "organization",
            "start_date",
            "end_date",
            "member_count",
            "issue_count",
            "issue_change",
            "created_at",
            "updated_at",
        )


class TeamMemberSerializer(serializers.ModelSerializer):
    user = PersonSerializer()

    class Meta:
        model = ProjectTeamMember
        fields = ("user", "role", "joined_at")


class BoardSerializer(serializers.ModelSerializer):
    project = ShortProjectSerializer()
    column_count = serializers.IntegerField(source="columns_shown")
    issue_count = serializers.IntegerField(source="issues_shown")

    class Meta:
        model = Board
        fields = ("id", "name", "description", "board_type", "project", "column_count", "issue_count", "created_at")


class ColumnSerializer(serializers.ModelSerializer):
    workflow_status = StatusSerializer()
    issue_count = serializers.IntegerField(source="issues_shown")

    class Meta:
        model = BoardColumn
        fields = ("id", "name", "order", "workflow_status", "min_wip", "max_wip", "issue_count")


class SprintSerializer(serializers.ModelSerializer):
    project = ShortProjectSerializer()
    committed_points = serializers.FloatField()
    completed_points = serializers.FloatField()
    progress = serializers.FloatField()
    duration_days = serializers.IntegerField()
    remaining_days = serializers.IntegerField()
    issue_count = serializers.IntegerField()
    completed_issue_count = serializers.IntegerField()

    class Meta:
        model = Sprint
        fields = (
            "id",
            "name",
            "goal",
            "status",
            "project",
            "start_date",
            "end_date",
            "duration_days",
            "remaining_days",
            "committed_points",
            "completed_points",
            "progress",
            "issue_count",
            "completed_issue_count",
            "created_at",
            "completed_at",
        )


class ActivitySerializer(serializers.ModelSerializer):
    """An event; `issue` and `sprint` say what it is about, both null for the project itself."""

    actor = PersonSerializer(allow_null=True)
    issue = serializers.SerializerMethodField()
    sprint = ShortSprintSerializer(allow_null=True)

    class Meta:
        model = ActivityLog
        fields = ("id", "action", "field", "old_value", "new_value", "actor", "issue", "sprint", "happened_at")

    def get_issue(self, event: ActivityLog) -> dict[str, Any] | None:
        issue = event.issue
        return None if issue is None else {"id": str(issue.pk), "full_key": issue.full_key, "title": issue.title}


# Answers of more than a row, as they are described.


class WholeProjectSerializer(ProjectSerializer):
    team = TeamMemberSerializer(many=True)
    issue_types = IssueTypeSerializer(many=True)
    statuses = StatusSerializer(many=True)
    transitions = TransitionSerializer(many=True)
    boards = ShortBoardSerializer(many=True)

    class Meta(ProjectSerializer.Meta):
        fields = (*ProjectSerializer.Meta.fields, "team", "issue_types", "statuses", "transitions", "boards")


class WholeBoardSerializer(BoardSerializer):
    columns = ColumnSerializer(many=True)

    class Meta(BoardSerializer.Meta):
        fields = (*BoardSerializer.Meta.fields, "columns")
