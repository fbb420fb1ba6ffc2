"""The texts of the metrics' rows: titles, commit messages, review comments and issue summaries.

Five fictional products, each of two or three repositories with a YAML file of its own in `repositories`; `sources` has
the files of those that borrow from public ones. `grammar` turns a number into a change, `patterns` holds the kinds of
work on a thing, `phrases` words everything that is said about a change.
"""

from apps.metrics.seeding.content.descriptions import borrowed_description, description, revert_description
from apps.metrics.seeding.content.grammar import Area, Change, Product, Repository, backlog_summary
from apps.metrics.seeding.content.phrases import (
    Pick,
    approval_text,
    author_refusal,
    author_reply,
    change_request_comment,
    first_commit_message,
    fix_commit_message,
    follow_up_comment,
    kind_of_title,
    merge_commit_message,
    next_commit_message,
    objection_text,
    remark_comment,
    repeated_comment,
)
from apps.metrics.seeding.content.repositories import PRODUCTS, REPOSITORIES
from apps.metrics.seeding.content.sources import source_repository

__all__ = [
    "PRODUCTS",
    "REPOSITORIES",
    "Area",
    "Change",
    "Pick",
    "Product",
    "Repository",
    "approval_text",
    "author_refusal",
    "author_reply",
    "backlog_summary",
    "borrowed_description",
    "change_request_comment",
    "description",
    "first_commit_message",
    "fix_commit_message",
    "follow_up_comment",
    "kind_of_title",
    "merge_commit_message",
    "next_commit_message",
    "objection_text",
    "remark_comment",
    "repeated_comment",
    "revert_description",
    "source_repository",
]
