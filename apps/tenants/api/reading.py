"""What each address may be asked, and what may be sent to it."""

from typing import Any

from rest_framework.exceptions import ValidationError

from apps.api.fields import Choice, Flag, SearchText, Text, TrueOrFalse, WholeNumber
from apps.api.reading import Body, PageQuery
from apps.tenants.models import Channel, ConversationThread, MaintenanceRequest


class ConversationQuery(PageQuery):
    tenant_id = WholeNumber(required=False)
    status = Choice(ConversationThread.Status, required=False)
    channel = Choice(Channel, required=False)
    search = SearchText()


class RecentQuery(PageQuery):
    limit = WholeNumber(default=10, most=100)


class PropertyQuery(PageQuery):
    search = SearchText()
    has_tenants = TrueOrFalse(required=False)
    sort = Choice(("address", "tenant_count", "created_at"), default="address")
    order = Choice(("asc", "desc"), default="asc")


class TenantQuery(PageQuery):
    property_id = WholeNumber(required=False)
    search = SearchText()


class MaintenanceRequestQuery(PageQuery):
    status = Choice(MaintenanceRequest.Status, required=False)
    priority = Choice(MaintenanceRequest.Priority, required=False)
    property_id = WholeNumber(required=False)


class StatusBody(Body):
    status = Choice(ConversationThread.Status)


class FlagBody(Body):
    flagged = Flag()


class MaintenanceRequestBody(Body):
    status = Choice(MaintenanceRequest.Status, required=False)
    priority = Choice(MaintenanceRequest.Priority, required=False)
    # Kept as it was written, blank ends and all.
    notes = Text(required=False, allow_blank=True, trim_whitespace=False)

    def validate(self, columns: dict[str, Any]) -> dict[str, Any]:
        if not columns:
            raise ValidationError("There is nothing to change. Known: status, priority, notes.")
        return columns
