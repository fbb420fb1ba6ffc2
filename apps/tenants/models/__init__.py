"""Tenants who write to a property manager's assistant: homes, people, conversations and what came of them."""

from apps.tenants.models.assignments import AGENT, MANAGER, ROLES, VIEWER, PropertyAssignment
from apps.tenants.models.conversations import Attachment, Channel, ConversationThread, Message, Topic
from apps.tenants.models.events import ClarificationState, ConversationEvent, ThreadRelationship, a_day_from_now
from apps.tenants.models.homes import Property, Tenant
from apps.tenants.models.maintenance import MaintenanceRequest, Notification

__all__ = [
    "AGENT",
    "MANAGER",
    "ROLES",
    "VIEWER",
    "Attachment",
    "Channel",
    "ClarificationState",
    "ConversationEvent",
    "ConversationThread",
    "MaintenanceRequest",
    "Message",
    "Notification",
    "Property",
    "PropertyAssignment",
    "Tenant",
    "ThreadRelationship",
    "Topic",
    "a_day_from_now",
]
