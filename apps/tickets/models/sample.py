"""The marks by which anyone can tell a generated task or entry from a real one, without a column of their own."""

SAMPLE_BATCH_CODE = "sample-maintenance-2025"
# What a generated task has in the place of its reporter's contact.
SAMPLE_CONTACT = f"sample-data::{SAMPLE_BATCH_CODE}"
# What the text of a generated entry starts with.
SAMPLE_ENTRY_PREFIX = "[Sample 2025] "
