"""The actions that an answer may take: `Message.ai_actions` is an array of them."""

from __future__ import annotations

PRIORITIES = ("emergency", "urgent", "normal", "low")
URGENCIES = ("immediate",)
MAINTENANCE_REQUEST = "maintenance_request"
ALERT_MANAGER = "alert_manager"
FIELDS = {
    MAINTENANCE_REQUEST: ("priority", "description", "existing_request_id"),
    ALERT_MANAGER: ("urgency", "reason"),
}
"""The fields of each action beside its name; `existing_request_id` may be absent."""
