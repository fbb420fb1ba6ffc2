"""How reports read as JSON: values that the queries made, days as dates and points as numbers."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from apps.projects.api.issue_serializers import IssueSerializer, ShortIssueSerializer
from apps.projects.api.serializers import (
    PersonSerializer,
    ShortSprintSerializer,
    SprintSerializer,
    StatusSerializer,
)
from apps.projects.queries.sprint_reports import SprintStory


class BurndownPointSerializer(serializers.Serializer):
    date = serializers.DateField()
    ideal = serializers.FloatField()
    actual = serializers.FloatField(allow_null=True)


class VelocitySerializer(serializers.Serializer):
    """What a completed sprint took on, and what it brought."""

    id = serializers.UUIDField(source="sprint.pk")
    name = serializers.CharField(source="sprint.name")
    start_date = serializers.DateField(source="sprint.start_date")
    end_date = serializers.DateField(source="sprint.end_date")
    committed_points = serializers.FloatField()
    completed_points = serializers.FloatField()


class SprintReportSerializer(serializers.Serializer):
    """What was done in a sprint and what was not, what joined after its start and what left before its end."""

    started_at = serializers.SerializerMethodField()
    ended_at = serializers.DateTimeField(allow_null=True)
    committed_points = serializers.FloatField()
    completed_points = serializers.FloatField()
    completed = ShortIssueSerializer(many=True)
    unfinished = ShortIssueSerializer(many=True)
    added = ShortIssueSerializer(many=True)
    removed = ShortIssueSerializer(many=True)

    @extend_schema_field(serializers.DateTimeField(allow_null=True))
    def get_started_at(self, story: SprintStory) -> Any:
        moment = story.started_at if story.is_recorded else None
        return serializers.DateTimeField().to_representation(moment) if moment is not None else None


class WorkSerializer(serializers.Serializer):
    assigned = serializers.IntegerField()
    completed = serializers.IntegerField()
    throughput = serializers.FloatField()
    cycle_time_days = serializers.FloatField(allow_null=True)
    work_in_progress = serializers.IntegerField()


class MemberSerializer(serializers.Serializer):
    user = PersonSerializer(source="member.user")
    role = serializers.CharField(source="member.role")
    figures = WorkSerializer()

    def to_representation(self, instance: Any) -> dict[str, Any]:
        shown = super().to_representation(instance)
        return shown | shown.pop("figures")


class FlowDaySerializer(serializers.Serializer):
    date = serializers.DateField()
    counts = serializers.DictField(child=serializers.IntegerField())


# Answers of more than one part, as they are described.


class CountSerializer(serializers.Serializer):
    """A total, and its change against a week ago."""

    total = serializers.IntegerField()
    change = serializers.IntegerField()


class ProjectTotalsSerializer(serializers.Serializer):
    active_projects = CountSerializer()
    people = CountSerializer()
    issues = CountSerializer()


class VelocityReportSerializer(serializers.Serializer):
    sprints = VelocitySerializer(many=True)
    average_velocity = serializers.FloatField()


class MemberWorkSerializer(WorkSerializer):
    user = PersonSerializer()
    role = serializers.CharField()


class TeamMetricsSerializer(serializers.Serializer):
    days = serializers.IntegerField()
    team = WorkSerializer()
    members = MemberWorkSerializer(many=True)


class CumulativeFlowSerializer(serializers.Serializer):
    days = serializers.IntegerField()
    statuses = StatusSerializer(many=True)
    flow = FlowDaySerializer(many=True)


class WholeSprintSerializer(SprintSerializer):
    issues = IssueSerializer(many=True)

    class Meta(SprintSerializer.Meta):
        fields = (*SprintSerializer.Meta.fields, "issues")


class BurndownSerializer(serializers.Serializer):
    sprint = ShortSprintSerializer()
    start_date = serializers.DateField(allow_null=True)
    end_date = serializers.DateField(allow_null=True)
    committed_points = serializers.FloatField()
    points = BurndownPointSerializer(many=True)


class WholeSprintReportSerializer(SprintReportSerializer):
    sprint = SprintSerializer()


class FoundIssueSerializer(IssueSerializer):
    score = serializers.FloatField()

    class Meta(IssueSerializer.Meta):
        fields = (*IssueSerializer.Meta.fields, "score")


class FoundIssuesSerializer(serializers.Serializer):
    data = FoundIssueSerializer(many=True)
