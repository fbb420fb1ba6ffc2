"""Ends of contacts: calls that a machine took, the call that failed, and the details that the log keeps."""

from __future__ import annotations

from apps.notices.models.codes import ContactStatus

RECORDED_CALLS = 2
"""Completed calls of the block that an answering machine took."""
FAILED_CALL_LETTER = "S"
DETAILS = {
    ContactStatus.EMAIL_FAILED: (
        "452 4.2.2 The recipient's mailbox is full",
        "421 4.4.2 Connection to the recipient's mail server timed out",
        "450 4.2.0 The recipient's mail server is not accepting messages at this time",
    ),
    ContactStatus.NO_ANSWER: ("No answer after 3 attempts", "No answer, line rang out twice"),
}
