"""Comments: made by a reviewer with a review on a file that was there, and answered by the author."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from apps.metrics import models
    from apps.metrics.seeding.rows import TeamEvidence, Verdicts


def misplaced_comments(team: TeamEvidence) -> list[str]:
    """Comments that go with no review, on a file that is not there, or replies of another than the author."""
    offenders = []
    for key, comments in team.comments_of.items():
        verdicts = team.verdicts_of[key]
        pushed = {file.filename: file.created_at for file in team.files_of[key]}
        asked = {comment.github_comment_id: comment for comment in comments}
        for comment in comments:
            faults = [*_place_faults(comment, pushed)]
            if comment.in_reply_to_id is None:
                faults += _remark_faults(comment, verdicts)
            else:
                author = team.pull_requests[key].author_id
                faults += _reply_faults(comment, asked.get(comment.in_reply_to_id), author, verdicts)
            offenders += [f"comment {comment.id} {fault}" for fault in faults]
    return offenders


def _place_faults(comment: models.PRComment, pushed: Mapping[str, datetime]) -> Iterator[str]:
    if comment.comment_type == "issue":
        if comment.path or comment.line is not None:
            yield "is on no line and names one"
    elif comment.path not in pushed or pushed[comment.path] >= comment.comment_created_at or not comment.line:
        yield "is on a file that is not there"


def _remark_faults(comment: models.PRComment, verdicts: Verdicts) -> Iterator[str]:
    state = verdicts.get((comment.author_id, comment.comment_created_at))
    if state is None:
        yield "goes with no review"
    elif comment.comment_type == "issue" and state != "approved":
        yield "approves nothing"


def _reply_faults(
    comment: models.PRComment, first: models.PRComment | None, author: int | None, verdicts: Verdicts
) -> Iterator[str]:
    if (
        first is None
        or comment.author_id != author
        or first.comment_created_at >= comment.comment_created_at
        or (first.path, first.line) != (comment.path, comment.line)
        or verdicts.get((first.author_id, first.comment_created_at)) != "changes_requested"
    ):
        yield "replies to no request"
