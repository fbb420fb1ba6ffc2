"""Each view reads what it is asked, calls a query or a service, and serializes what comes back."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.permissions import BasePermission, IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer

from apps.api.views import ApiView, ListView, find_row
from apps.tenants.api import reading, serializers
from apps.tenants.models import ConversationThread, MaintenanceRequest, Message, Property, Tenant
from apps.tenants.queries.access import NO_ROLE, Access, access_of
from apps.tenants.queries.conversations import (
    count_conversations,
    find_attachments,
    find_conversations,
    find_messages,
    find_recent_messages,
)
from apps.tenants.queries.homes import count_tenants, find_properties, find_tenants
from apps.tenants.queries.maintenance import find_maintenance_requests
from apps.tenants.queries.totals import count_everything
from apps.tenants.services.conversations import change_status, set_flag
from apps.tenants.services.maintenance import edit_request


class HasRole(BasePermission):
    message = NO_ROLE

    def has_permission(self, request: Request, view: HomesView) -> bool:
        return view.access.has_role


class HomesView(ApiView):
    """For those who have a role here; rows are shown as far as they may see them."""

    permission_classes = (IsAuthenticated, HasRole)

    @cached_property
    def access(self) -> Access:
        return access_of(self.request.user)

    def get_serializer_context(self) -> dict[str, Any]:
        return {"access": self.access}

    def shown(self, serializer: type[BaseSerializer], rows: Any, *, many: bool = False) -> Any:
        return serializer(rows, many=many, context=self.get_serializer_context()).data


class HomesListView(HomesView, ListView):
    pass


class ConversationsView(HomesListView):
    parameters = reading.ConversationQuery
    serializer = serializers.ConversationSerializer

    def find(self, **filters: Any) -> QuerySet[ConversationThread]:
        return find_conversations(self.access, **filters)


class ConversationView(HomesView):
    """A conversation as in the list, with its messages, maintenance requests and attachments."""

    @extend_schema(responses=serializers.WholeConversationSerializer)
    def get(self, request: Request, key: str) -> Response:
        thread = find_row(find_conversations(self.access), key)
        messages = find_messages(thread)
        requests = find_maintenance_requests(self.access, thread=thread)
        attachments = find_attachments(thread)
        return Response(
            {
                **self.shown(serializers.ConversationSerializer, thread),
                "messages": self.shown(serializers.MessageSerializer, messages, many=True),
                "related_maintenance": self.shown(serializers.MaintenanceRequestSerializer, requests, many=True),
                "attachments": self.shown(serializers.AttachmentSerializer, attachments, many=True),
            }
        )


class ConversationAnalyticsView(HomesView):
    @extend_schema(responses=serializers.ConversationCountsSerializer)
    def get(self, request: Request) -> Response:
        return Response(count_conversations(self.access))


class ConversationStatusView(HomesView):
    """Resolves, reopens, escalates or closes; answers the conversation as in the list."""

    @extend_schema(request=reading.StatusBody, responses=serializers.ConversationSerializer)
    def patch(self, request: Request, key: str) -> Response:
        status = reading.StatusBody.read(request.data)["status"]
        with transaction.atomic():
            thread = find_row(self.access.threads().select_for_update(), key)
            change_status(thread, status, by=self.access)
        return Response(self.shown(serializers.ConversationSerializer, find_row(find_conversations(self.access), key)))


class MessageFlagView(HomesView):
    @extend_schema(request=reading.FlagBody, responses=serializers.MessageSerializer)
    def patch(self, request: Request, key: str) -> Response:
        flagged = reading.FlagBody.read(request.data)["flagged"]
        message = find_row(self.access.messages().select_related("thread__property", "tenant__property"), key)
        set_flag(message, flagged, by=self.access)
        return Response(self.shown(serializers.MessageSerializer, message))


class DashboardStatsView(HomesView):
    @extend_schema(responses=serializers.TotalsSerializer)
    def get(self, request: Request) -> Response:
        return Response(count_everything(self.access))


class RecentMessagesView(HomesListView):
    parameters = reading.RecentQuery
    serializer = serializers.RecentMessageSerializer

    def find(self, **filters: Any) -> QuerySet[Message]:
        return find_recent_messages(self.access, **filters)


class RecentRequestsView(HomesListView):
    parameters = reading.RecentQuery
    serializer = serializers.MaintenanceRequestSerializer

    def find(self, **filters: Any) -> QuerySet[MaintenanceRequest]:
        return find_maintenance_requests(self.access, **filters)


class PropertiesView(HomesListView):
    parameters = reading.PropertyQuery
    serializer = serializers.PropertySerializer

    def find(self, **filters: Any) -> QuerySet[Property]:
        return find_properties(self.access, **filters)


class PropertyView(HomesView):
    """A property as in the list, with its tenants."""

    @extend_schema(responses=serializers.WholePropertySerializer)
    def get(self, request: Request, key: str) -> Response:
        home = find_row(find_properties(self.access), key)
        tenants = find_tenants(self.access, property_id=home.pk)
        return Response(
            {
                **self.shown(serializers.PropertySerializer, home),
                "tenants": self.shown(serializers.TenantSerializer, tenants, many=True),
            }
        )


class TenantsView(HomesListView):
    parameters = reading.TenantQuery
    serializer = serializers.TenantSerializer

    def find(self, **filters: Any) -> QuerySet[Tenant]:
        return find_tenants(self.access, **filters)


class TenantView(HomesView):
    @extend_schema(responses=serializers.TenantSerializer)
    def get(self, request: Request, key: str) -> Response:
        return Response(self.shown(serializers.TenantSerializer, find_row(find_tenants(self.access), key)))


class TenantAnalyticsView(HomesView):
    @extend_schema(responses=serializers.TenantCountsSerializer)
    def get(self, request: Request) -> Response:
        # The dashboard shows the present day, whatever day the data were seeded for.
        return Response(count_tenants(self.access, now=timezone.now()))  # noqa: TID251


class MaintenanceRequestsView(HomesListView):
    parameters = reading.MaintenanceRequestQuery
    serializer = serializers.MaintenanceRequestSerializer

    def find(self, **filters: Any) -> QuerySet[MaintenanceRequest]:
        return find_maintenance_requests(self.access, **filters)


class MaintenanceRequestView(HomesView):
    @extend_schema(responses=serializers.MaintenanceRequestSerializer)
    def get(self, request: Request, key: str) -> Response:
        found = find_row(find_maintenance_requests(self.access), key)
        return Response(self.shown(serializers.MaintenanceRequestSerializer, found))

    @extend_schema(request=reading.MaintenanceRequestBody, responses=serializers.MaintenanceRequestSerializer)
    def patch(self, request: Request, key: str) -> Response:
        columns = reading.MaintenanceRequestBody.read(request.data)
        with transaction.atomic():
            edit_request(find_row(self.access.requests().select_for_update(), key), by=self.access, **columns)
        return self.get(request, key)
