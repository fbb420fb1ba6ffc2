"""Each view reads what it is asked, calls a query or a service, and serializes what comes back."""

from django.db import transaction
from django.utils import timezone
from rest_framework.request import Request
from rest_framework.response import Response

from apps.api.views import ApiView, ListView, find_row
from apps.tenants.api import reading, serializers
from apps.tenants.models import ConversationThread, MaintenanceRequest, Message
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


class ConversationsView(ListView):
    parameters = reading.ConversationQuery
    serializer = serializers.ConversationSerializer
    find = staticmethod(find_conversations)


class ConversationView(ApiView):
    """A conversation as in the list, with its messages, maintenance requests and attachments."""

    def get(self, request: Request, key: str) -> Response:
        thread = find_row(find_conversations(), key)
        messages = find_messages(thread)
        requests = find_maintenance_requests(thread=thread)
        attachments = find_attachments(thread)
        return Response(
            {
                **serializers.ConversationSerializer(thread).data,
                "messages": serializers.MessageSerializer(messages, many=True).data,
                "related_maintenance": serializers.MaintenanceRequestSerializer(requests, many=True).data,
                "attachments": serializers.AttachmentSerializer(attachments, many=True).data,
            }
        )


class ConversationAnalyticsView(ApiView):
    def get(self, request: Request) -> Response:
        return Response(count_conversations())


class ConversationStatusView(ApiView):
    """Resolves, reopens, escalates or closes; answers the conversation as in the list."""

    def patch(self, request: Request, key: str) -> Response:
        status = reading.StatusBody.read(request.data)["status"]
        with transaction.atomic():
            thread = find_row(ConversationThread.objects.select_for_update(), key)
            change_status(thread, status)
        return Response(serializers.ConversationSerializer(find_row(find_conversations(), key)).data)


class MessageFlagView(ApiView):
    def patch(self, request: Request, key: str) -> Response:
        flagged = reading.FlagBody.read(request.data)["flagged"]
        message = find_row(Message.objects.all(), key)
        set_flag(message, flagged)
        return Response(serializers.MessageSerializer(message).data)


class DashboardStatsView(ApiView):
    def get(self, request: Request) -> Response:
        return Response(count_everything())


class RecentMessagesView(ListView):
    parameters = reading.RecentQuery
    serializer = serializers.RecentMessageSerializer
    find = staticmethod(find_recent_messages)


class RecentRequestsView(ListView):
    parameters = reading.RecentQuery
    serializer = serializers.MaintenanceRequestSerializer
    find = staticmethod(find_maintenance_requests)


class PropertiesView(ListView):
    parameters = reading.PropertyQuery
    serializer = serializers.PropertySerializer
    find = staticmethod(find_properties)


class PropertyView(ApiView):
    """A property as in the list, with its tenants."""

    def get(self, request: Request, key: str) -> Response:
        home = find_row(find_properties(), key)
        tenants = find_tenants(property_id=home.pk)
        return Response(
            {
                **serializers.PropertySerializer(home).data,
                "tenants": serializers.TenantSerializer(tenants, many=True).data,
            }
        )


class TenantsView(ListView):
    parameters = reading.TenantQuery
    serializer = serializers.TenantSerializer
    find = staticmethod(find_tenants)


class TenantView(ApiView):
    def get(self, request: Request, key: str) -> Response:
        return Response(serializers.TenantSerializer(find_row(find_tenants(), key)).data)


class TenantAnalyticsView(ApiView):
    def get(self, request: Request) -> Response:
        # The dashboard shows the present day, whatever day the data were seeded for.
        return Response(count_tenants(now=timezone.now()))  # noqa: TID251


class MaintenanceRequestsView(ListView):
    parameters = reading.MaintenanceRequestQuery
    serializer = serializers.MaintenanceRequestSerializer
    find = staticmethod(find_maintenance_requests)


class MaintenanceRequestView(ApiView):
    def get(self, request: Request, key: str) -> Response:
        found = find_row(find_maintenance_requests(), key)
        return Response(serializers.MaintenanceRequestSerializer(found).data)

    def patch(self, request: Request, key: str) -> Response:
        columns = reading.MaintenanceRequestBody.read(request.data)
        with transaction.atomic():
            edit_request(find_row(MaintenanceRequest.objects.select_for_update(), key), **columns)
        return self.get(request, key)
