"""The words of reviewers and author about a pull request: bodies of reviews, remarks on files, and replies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import cycle
from typing import NamedTuple

from apps.metrics.seeding.content import (
    approval_text,
    author_refusal,
    author_reply,
    change_request_comment,
    follow_up_comment,
    objection_text,
    remark_comment,
    repeated_comment,
)
from apps.metrics.seeding.deterministic import MetricsRandom
from apps.metrics.seeding.planning.cast import Member
from apps.metrics.seeding.planning.commits import answered_requests
from apps.metrics.seeding.planning.pull_request import CommitPlan, PullRequestPlan, ReviewPlan
from apps.metrics.seeding.planning.wordings import Wordings
from apps.metrics.seeding.planning.worktime import between
from apps.metrics.seeding.specification.usual_work import APPROVALS_WITH_A_FOLLOW_UP, REVIEWS_WITH_A_BODY

REQUESTS_IN_TWO_PLACES = 0.4
LINES_OF_TWO_PLACES = 40
"""Authors who change less are not asked for changes in two places."""
VERBS = (
    "apply",
    "build",
    "check",
    "collect",
    "find",
    "load",
    "merge",
    "normalize",
    "read",
    "resolve",
    "save",
    "update",
)
"""The first words in names of functions that reviewers point at."""
RARELY_READ, MIGRATIONS = (".sql", ".lock", ".lockfile", "-lock.json", ".sum"), "/migrations/"
"""Ends and parts of paths that nobody remarks on, as long as there is another file."""


class CommentPlan(NamedTuple):
    """A comment before it is a row. A reply comes right after what it answers."""

    author: Member
    second: int
    body: str
    stream: MetricsRandom
    path: str = ""
    line: int | None = None
    is_reply: bool = False


def plan_comments(plan: PullRequestPlan, commits: Sequence[CommitPlan], wordings: Wordings) -> Iterator[CommentPlan]:
    """Review by review: remarks on files, replies to requests, and what else is to say to an approval."""
    if not plan.reviews:
        return
    paths = _read_paths(commits)
    ends = [*(review.second for review in plan.reviews[1:]), plan.ended]
    if plan.lent is not None:
        yield from _lent_comments(plan, plan.lent.review_comments_count, paths, ends, wordings)
    answered = {asked for asked, _ in answered_requests(plan)}
    for review, end in zip(plan.reviews, ends, strict=True):
        if review.state == "approved":
            if review.lots.remarks < APPROVALS_WITH_A_FOLLOW_UP and paths:
                body = follow_up_comment(plan.text, paths[0], wordings.pick("follow-up"))
                yield CommentPlan(review.reviewer, review.second, body, review.stream.at("approval"))
        elif paths and plan.lent is None:
            asks = review.state == "changes_requested"
            is_twice = review.lots.remarks < REQUESTS_IN_TWO_PLACES and plan.lines >= LINES_OF_TWO_PLACES
            for number in range(2 if asks and is_twice else 1):
                remark = _remark(plan, review, number, paths, wordings)
                yield remark
                if asks and end is not None:
                    yield _reply(plan, review, end, number, remark, review.second in answered, wordings)


def review_body(plan: PullRequestPlan, review: ReviewPlan, path: str, wordings: Wordings) -> str:
    """The reviewer's words with the verdict, if any; `path` is the main file."""
    if review.lots.remarks >= REVIEWS_WITH_A_BODY[review.state]:
        return ""
    write = approval_text if review.state == "approved" else objection_text
    return write(plan.text, path, wordings.pick("approval" if review.state == "approved" else "objection"))


def _read_paths(commits: Sequence[CommitPlan]) -> list[str]:
    """The paths of the first commit, which is there whatever the anchor."""
    paths = [file.path for file in commits[0].files]
    return [path for path in paths if not path.endswith(RARELY_READ) and MIGRATIONS not in path] or paths


def _remark(
    plan: PullRequestPlan, review: ReviewPlan, number: int, paths: Sequence[str], wordings: Wordings
) -> CommentPlan:
    stream = review.stream.at("comment", number)
    path, line, verb = stream.choice(paths), stream.randint(4, 180), stream.choice(VERBS)
    asks = review.state == "changes_requested"
    write = change_request_comment if asks else remark_comment
    body = write(plan.text, path, wordings.pick("request" if asks else "remark"), verb)
    if body in wordings.written:
        body = repeated_comment(plan.text, path, line, wordings.pick("remark"))
    wordings.written.add(body)
    return CommentPlan(review.reviewer, review.second, body, stream, path, line)


def _lent_comments(
    plan: PullRequestPlan, count: int, paths: Sequence[str], ends: Sequence[int | None], wordings: Wordings
) -> Iterator[CommentPlan]:
    """So many on files as the real pull request has, rather by who asked for changes."""
    reviews = [(review, end) for review, end in zip(plan.reviews, ends, strict=False) if paths]
    turn = cycle(sorted(reviews, key=lambda each: ("changes_requested", "commented", "approved").index(each[0].state)))
    answered = {asked for asked, _ in answered_requests(plan)}
    left = count
    for number, (review, end) in enumerate(turn):
        if not left:
            break
        remark = _remark(plan, review, number, paths, wordings)
        yield remark
        left -= 1
        if review.state == "changes_requested" and end is not None and left:
            left -= 1
            yield _reply(plan, review, end, number, remark, review.second in answered, wordings)


def _reply(
    plan: PullRequestPlan,
    review: ReviewPlan,
    end: int,
    number: int,
    remark: CommentPlan,
    is_answered: bool,
    wordings: Wordings,
) -> CommentPlan:
    """The author's answer to a request, after the commit that answers it, and before the next review or the end."""
    stream = review.stream.at("reply", number)
    hours, place = plan.author.hours, stream.uniform(0.75, 0.95) if is_answered else stream.uniform(0.1, 0.5)
    # At the end of a working day the next review may follow within seconds.
    second = max(between(review.second, end, place, hours.begins, hours.ends), review.second + 1)
    write = author_reply if is_answered else author_refusal
    body = write(plan.text, remark.path, wordings.pick("reply"))
    return CommentPlan(plan.author, second, body, stream, remark.path, remark.line, is_reply=True)
