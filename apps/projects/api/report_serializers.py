"""How reports read as JSON: values that the queries made, days as dates and points as numbers."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from apps.projects.api.issue_serializers import ShortIssueSerializer
from apps.projects.api.serializers import PersonSerializer
from apps.projects.queries.sprint_reports import SprintStory


class BurndownPointSerializer(serializers.Serializer):
    date = serializers.DateField()
    ideal = serializers.FloatField()
    actual = serializers.FloatField()


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
    ended_at = serializers.DateTimeField()
    committed_points = serializers.FloatField()
    completed_points = serializers.FloatField()
    completed = ShortIssueSerializer(many=True)
    unfinished = ShortIssueSerializer(many=True)
    added = ShortIssueSerializer(many=True)
    removed = ShortIssueSerializer(many=True)

    def get_started_at(self, story: SprintStory) -> Any:
        moment = story.started_at if story.is_recorded else None
        return serializers.DateTimeField().to_representation(moment) if moment is not None else None


class WorkSerializer(serializers.Serializer):
    assigned = serializers.IntegerField()
    completed = serializers.IntegerField()
    throughput = serializers.FloatField()
    cycle_time_days = serializers.FloatField()
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
