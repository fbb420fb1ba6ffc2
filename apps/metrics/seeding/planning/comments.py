"""What reviewers and author write about a pull request."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import cycle
from typing import NamedTuple

from apps.metrics.seeding.content import approval_comment, author_reply, change_request_comment, remark_comment
from apps.metrics.seeding.deterministic import MetricsRandom
from apps.metrics.seeding.planning.cast import Member
from apps.metrics.seeding.planning.pull_request import CommitPlan, PullRequestPlan, ReviewPlan
from apps.metrics.seeding.planning.unused_wordings import unsaid
from apps.metrics.seeding.planning.worktime import between
from apps.metrics.seeding.specification.usual_work import APPROVALS_WITH_A_WORD

REQUESTS_IN_TWO_PLACES = 0.4


class CommentPlan(NamedTuple):
    """A comment before it is a row. A reply comes right after what it answers."""

    author: Member
    second: int
    body: str
    stream: MetricsRandom
    path: str = ""
    line: int | None = None
    is_reply: bool = False


def plan_comments(plan: PullRequestPlan, commits: Sequence[CommitPlan]) -> Iterator[CommentPlan]:
    """Review by review: remarks on files, replies to requests, a word of approval."""
    paths = [file.path for commit in commits[:1] for file in commit.files]
    ends = [*(review.second for review in plan.reviews[1:]), plan.ended]
    if plan.lent is not None:
        yield from _lent_comments(plan, plan.lent.review_comments_count, paths, ends)
        return
    # Where nobody reviewed, there is an end without a review.
    for review, end in zip(plan.reviews, ends, strict=False):
        if review.state == "approved":
            if review.lots.remarks < APPROVALS_WITH_A_WORD:
                stream = review.stream.at("approval")
                yield CommentPlan(review.reviewer, review.second, approval_comment(plan.text, stream.choice), stream)
        elif paths:
            asks = review.state == "changes_requested"
            for number in range(2 if asks and review.lots.remarks < REQUESTS_IN_TWO_PLACES else 1):
                stream = review.stream.at("comment", number)
                path, line = stream.choice(paths), stream.randint(4, 180)
                write = change_request_comment if asks else remark_comment
                body = write(plan.text, path, stream.choice)
                yield CommentPlan(review.reviewer, review.second, body, stream, path, line)
                if asks and end is not None:
                    yield _reply(plan, review, end, number, path, line)


def _lent_comments(
    plan: PullRequestPlan, count: int, paths: Sequence[str], ends: Sequence[int | None]
) -> Iterator[CommentPlan]:
    """So many on files as the real pull request has, rather by who asked for changes, and a word of approval."""
    said: set[str] = set()
    reviews = [(review, end) for review, end in zip(plan.reviews, ends, strict=False) if paths]
    turn = cycle(sorted(reviews, key=lambda each: ("changes_requested", "commented", "approved").index(each[0].state)))
    left = count
    for number, (review, end) in enumerate(turn):
        if not left:
            break
        stream = review.stream.at("lent comment", number)
        asks = review.state == "changes_requested"
        write = change_request_comment if asks else remark_comment
        path, line = stream.choice(paths), stream.randint(4, 180)
        body = write(plan.text, path, unsaid(stream, said))
        yield CommentPlan(review.reviewer, review.second, body, stream, path, line)
        left -= 1
        if asks and end is not None and left:
            left -= 1
            reply = _reply(plan, review, end, number, path, line)
            yield reply._replace(body=author_reply(plan.text, unsaid(reply.stream.at("unsaid"), said)))
    for review in plan.reviews:
        if review.state == "approved" and review.lots.remarks < APPROVALS_WITH_A_WORD:
            stream = review.stream.at("approval")
            body = approval_comment(plan.text, unsaid(stream, said))
            yield CommentPlan(review.reviewer, review.second, body, stream)


def _reply(plan: PullRequestPlan, review: ReviewPlan, end: int, number: int, path: str, line: int) -> CommentPlan:
    """The author's answer to a request, before the next review or the end."""
    stream = review.stream.at("reply", number)
    # At the end of a working day the next review may follow within seconds.
    second = max(between(review.second, end, stream.uniform(0.1, 0.5)), review.second + 1)
    body = author_reply(plan.text, stream.choice)
    return CommentPlan(plan.author, second, body, stream, path, line, is_reply=True)
