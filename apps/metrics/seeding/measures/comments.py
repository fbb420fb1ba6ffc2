"""Comments: made by a reviewer with a review on a file that was there, about this change, answered by the author."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from apps.metrics import models
    from apps.metrics.seeding.rows import TeamEvidence, Verdicts


ENOUGH_COMMENTS = 30
NAMING_SHARE, DISTINCT_SHARE = 0.5, 0.8
MOST_REPETITIONS, WEEKS_OF_A_TEAM, COMMENTS_OF_A_TEAM = 3, 8, {"review": 250, "issue": 50}
"""A comment may be made so often among so many of its type in a row, and in so many weeks: nobody remembers more."""
SHORT_SENTENCE = 3
LONG_WORD = 4
COMMON_WORDS = frozenset(
    [
        "after",
        "from",
        "into",
        "only",
        "that",
        "their",
        "them",
        "then",
        "through",
        "until",
        "when",
        "whenever",
        "while",
        "with",
    ]
)
SENTENCE_ENDS = re.compile(r"(?<=[.!?]) +")
LETTERS = re.compile(r"[a-z]+")


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


def vague_comments(team: TeamEvidence) -> list[str]:
    """The share of comments on files that name a word of the title, the file or the area, if it is small."""
    about = [
        _is_about(comment, team.pull_requests[key])
        for key, comments in team.comments_of.items()
        for comment in comments
        if comment.comment_type == "review"
    ]
    share = sum(about) / max(1, len(about))
    return [f"{share:.0%} of {len(about)}"] if len(about) >= ENOUGH_COMMENTS and share < NAMING_SHARE else []


def _is_about(comment: models.PRComment, row: models.PullRequest) -> bool:
    said = comment.body.lower()
    words = {word for word in LETTERS.findall(row.title.lower()) if len(word) >= LONG_WORD and word not in COMMON_WORDS}
    name = comment.path.rpartition("/")[2].lower()
    return name in said or (row.area != "" and row.area.lower() in said) or any(word in said for word in words)


def repeated_sentences(team: TeamEvidence) -> list[str]:
    """Pull requests in which a sentence recurs; and bodies that recur in the team, if there are too many of them.

    Real pull requests may have more comments than there are sentences; those have a promise of their own.
    """
    offenders = []
    for row in team.pull_requests.values():
        bodies = [each.body for each in team.comments_of[row.id]] + [each.body for each in team.reviews_of[row.id]]
        sentences = Counter(sentence for body in bodies for sentence in _sentences(body))
        if row.source == "factory" and max(sentences.values(), default=0) > 1:
            offenders.append(f"pull request {row.id}: {sentences.most_common(1)[0][0]}")
    return offenders + [fault for bodies in _remembered(team) for fault in _repetitions(bodies)]


def _remembered(team: TeamEvidence) -> Iterator[Sequence[str]]:
    """The bodies of comments that a reader has in mind together: those of a few weeks, up to so many."""
    span = timedelta(weeks=WEEKS_OF_A_TEAM)
    invented: defaultdict[tuple[str, int], list[models.PRComment]] = defaultdict(list)
    for key, comments in team.comments_of.items():
        if team.pull_requests[key].source == "factory":
            for comment in comments:
                invented[comment.comment_type, (comment.comment_created_at - team.begin) // span].append(comment)
    for (of_type, _), comments in invented.items():
        bodies = [each.body for each in sorted(comments, key=lambda each: (each.comment_created_at, each.id))]
        size = COMMENTS_OF_A_TEAM[of_type]
        yield from (bodies[first : first + size] for first in range(0, len(bodies), size))


def _repetitions(bodies: Sequence[str]) -> Iterator[str]:
    counts = Counter(bodies)
    if len(bodies) >= ENOUGH_COMMENTS and len(counts) < DISTINCT_SHARE * len(bodies):
        yield f"{len(counts)} of {len(bodies)} comments are distinct"
    yield from (f"{times} times: {body}" for body, times in counts.most_common(1) if times > MOST_REPETITIONS)


def _sentences(body: str) -> list[str]:
    """The sentences of four words or more; shorter ones are greetings."""
    return [each for each in SENTENCE_ENDS.split(body) if each.count(" ") >= SHORT_SENTENCE]
