"""What happened to a pull request, in order: its opening, commits, checks, reviews, comments, merge and survey."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from apps.metrics.models import PRSurvey, PullRequest, TeamMember

NOBODY = "somebody who left"


@dataclass(frozen=True)
class Event:
    """One thing that happened; `text` is what somebody wrote, foreign text that a page must escape."""

    at: datetime
    who: str
    what: str
    text: str = ""


def timeline_of(pull_request: PullRequest) -> list[Event]:
    """All events, oldest first. Seven queries, however many there are."""
    return sorted(_events(pull_request), key=lambda event: event.at)


def _events(pull_request: PullRequest) -> Iterator[Event]:
    author = _name(pull_request.author)
    yield Event(pull_request.pr_created_at, author, "opened the pull request")
    for commit in pull_request.commits.select_related("author"):
        yield Event(commit.committed_at, _name(commit.author), "committed", commit.message)
    for check in pull_request.check_runs.all():
        if check.completed_at:
            yield Event(check.completed_at, check.name, f"ended with {check.get_conclusion_display()}")
    for review in pull_request.reviews.select_related("reviewer"):
        yield Event(review.submitted_at, _name(review.reviewer), f"reviewed: {review.get_state_display().lower()}")
    for comment in pull_request.comments.select_related("author"):
        place = f"commented on {comment.path}, line {comment.line}" if comment.path else "commented"
        yield Event(comment.comment_created_at, _name(comment.author), place, comment.body)
    if pull_request.merged_at:
        yield Event(pull_request.merged_at, author, "merged it")
    for deployment in pull_request.deployments.all():
        yield Event(deployment.deployed_at, deployment.environment, f"deployment: {deployment.get_status_display()}")
    yield from _answers(pull_request, author)


def _answers(pull_request: PullRequest, author: str) -> Iterator[Event]:
    survey = PRSurvey.objects.filter(pull_request=pull_request).first()
    if survey is None:
        return
    if survey.author_responded_at:
        said = "with AI" if survey.author_ai_assisted else "without AI"
        yield Event(survey.author_responded_at, author, f"answered the survey: written {said}")
    for answer in survey.review_answers.select_related("reviewer"):
        guess = "AI helped" if answer.ai_guess else "no AI"
        right = "rightly" if answer.guess_correct else "wrongly"
        rating = answer.get_quality_rating_display()
        yield Event(answer.responded_at, _name(answer.reviewer), f"rated it “{rating}” and {right} guessed: {guess}")


def _name(member: TeamMember | None) -> str:
    return member.display_name if member else NOBODY
