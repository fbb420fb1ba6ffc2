"""Texts: worded for what they are, about the pull request that they belong to, and clean."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from operator import eq
from typing import TYPE_CHECKING

from apps.metrics import models
from apps.metrics.seeding.measures import wordings
from apps.metrics.seeding.measures.files import category_of
from apps.metrics.seeding.measures.wordings import EVERY_KIND, PhraseBook, Wording
from apps.metrics.seeding.specification.usual_work import (
    DEPENDENCIES_LABEL,
    ISSUE_TYPES,
    LABELS_BY_KIND,
    WORDS_OF_KINDS,
)

if TYPE_CHECKING:
    from apps.metrics.seeding.rows import TeamEvidence

LONGEST_FIRST_LINE = 72
MERGE = re.compile(r"Merge branch 'main' into (?P<kind>\w+)/(?P<area>[\w-]+)")
NEVER_IN_A_TITLE = frozenset("{}@\n")
CODE = ("backend", "frontend", "test")
LETTERS = re.compile(r"[a-z]+")
HUMPS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")

KINDS_OF_LABELS = {label: frozenset({kind}) for kind, labels in LABELS_BY_KIND.items() for label in labels} | {
    DEPENDENCIES_LABEL: frozenset({"chore"})
}
KINDS_OF_ISSUES = {
    **{issue_type: frozenset({kind}) for kind, issue_type in ISSUE_TYPES.items()},
    "Task": EVERY_KIND - ISSUE_TYPES.keys(),
    "Subtask": EVERY_KIND - {kind for kind, issue_type in ISSUE_TYPES.items() if issue_type == "Bug"},
}


@dataclass
class _Said:
    """All that is said about one pull request, and the kinds of change that it can be about."""

    kinds: frozenset[str] = EVERY_KIND
    areas: set[str] = field(default_factory=set)
    subjects: set[str] = field(default_factory=set)

    def add(self, wording: Wording) -> None:
        self.kinds &= wording.phrase.kinds
        if wording.area:
            self.areas.add(wording.area.lower())
        if wording.subject:
            self.subjects.add(wording.subject.lower())


def foreign_texts(team: TeamEvidence) -> list[str]:
    """Texts that are worded for something else, or for another change than the pull request's others."""
    issues = {row.jira_key: row for row in team.rows(models.JiraIssue)}
    offenders: list[str] = []
    for row in team.pull_requests.values():
        said = _Said()
        offenders += _comment_faults(team, row, said)
        offenders += _review_faults(team, row, said)
        offenders += _commit_faults(team, row, said)
        if row.source == "github":
            said.kinds &= {_kind_of_title(row.title)}
        elif not row.is_revert:
            if len(set(row.labels)) < len(row.labels):
                offenders.append(f"labels of pull request {row.id}")
            for label in row.labels:
                said.kinds &= KINDS_OF_LABELS.get(label, frozenset())
        issue = issues.get(row.jira_key)
        if issue is not None:
            said.kinds &= KINDS_OF_ISSUES.get(issue.issue_type, frozenset())
        offenders += _contradictions(team, row, said)
    return offenders


def _kind_of_title(title: str) -> str:
    """The kind that a word of a real title shows."""
    words = set(LETTERS.findall(title.lower()))
    return next((kind for kind, shown in WORDS_OF_KINDS.items() if words & set(shown.split())), "feature")


def _comment_faults(team: TeamEvidence, row: models.PullRequest, said: _Said) -> Iterator[str]:
    book_of = _Books(team, row).book_of
    names = {"", *(file.filename.rpartition("/")[2] for file in team.files_of[row.id])}
    for comment in team.comments_of[row.id]:
        wording = book_of(comment).find(comment.body)
        is_misplaced = wording is not None and (
            not _fits(wording, comment.path) if comment.path else wording.file not in names
        )
        if wording is None or is_misplaced or not _is_named_after(wording, row, comment.path):
            yield f"comment {comment.id}"
        else:
            said.add(wording)


def _review_faults(team: TeamEvidence, row: models.PullRequest, said: _Said) -> Iterator[str]:
    books = {"approved": wordings.approvals, "changes_requested": wordings.objections}
    names = {file.filename.rpartition("/")[2] for file in team.files_of[row.id]}
    for review in team.reviews_of[row.id]:
        if not review.body:
            continue
        wording = books[review.state]().find(review.body) if review.state in books else None
        if wording is None or not {wording.file} <= {"", *names}:
            yield f"review {review.id}"
        else:
            said.add(wording)


class _Books:
    """Which phrases each comment of a pull request is made of."""

    def __init__(self, team: TeamEvidence, row: models.PullRequest) -> None:
        self._verdicts = team.verdicts_of[row.id]
        self._pushed = [commit.committed_at for commit in team.commits_of[row.id]]
        self._asked = {each.github_comment_id: each.comment_created_at for each in team.comments_of[row.id]}

    def book_of(self, comment: models.PRComment) -> PhraseBook:
        moment = comment.comment_created_at
        if comment.in_reply_to_id is not None:
            asked = self._asked.get(comment.in_reply_to_id, moment)
            is_answered = any(asked < pushed < moment for pushed in self._pushed)
            return wordings.replies() if is_answered else wordings.refusals()
        if comment.comment_type == "issue":
            return wordings.follow_ups()
        asks = self._verdicts.get((comment.author_id, moment)) == "changes_requested"
        return wordings.requests() if asks else wordings.remarks()


def _is_named_after(wording: Wording, row: models.PullRequest, path: str) -> bool:
    """True if what is named in the code bears words of the title, or of the file."""
    about = f"{row.title} {path}".lower().replace("-", "")
    names = [
        *_words_of_name(wording.name),
        *_words_of_name(wording.function)[1:],
        *wording.part.lower().replace("-", "").split(),
    ]
    return all(word[:-1] in about for word in names)


def _words_of_name(name: str) -> list[str]:
    """The words of a name in code: `gift_note` or `giftNote`."""
    return [word.lower() for part in name.split("_") for word in HUMPS.split(part)] if name else []


def _fits(wording: Wording, path: str) -> bool:
    places, file = wording.phrase.places, wording.file
    return (not places or place_of(path) in places) and (not file or file == path.rpartition("/")[2])


def place_of(path: str) -> str:
    """The category of a file; for a view its looks, its logic and its drawing are discussed apart."""
    category = category_of(path)
    if category == "frontend" and path.endswith(".css"):
        return "styles"
    return "frontend logic" if category == "frontend" and path.endswith(".ts") else category


def _commit_faults(team: TeamEvidence, row: models.PullRequest, said: _Said) -> Iterator[str]:
    """The first commit says the title, those before the review go on with it, later ones answer the reviewers."""
    commits = team.commits_of[row.id]
    for commit in commits[:1]:
        if row.is_revert:
            is_first = commit.message == row.title
        else:
            line, _, _ = commit.message.partition("\n")
            is_first = row.title.lower() in commit.message.lower() and len(line) <= LONGEST_FIRST_LINE
        if not is_first:
            yield f"commit {commit.id}"
    for commit in commits[1:]:
        is_answer = row.first_review_at is not None and commit.committed_at > row.first_review_at
        wording = (wordings.fixing_commits() if is_answer else wordings.next_commits()).find(commit.message)
        if wording is not None:
            said.add(wording)
        elif (merge := MERGE.fullmatch(commit.message)) and not commit.additions and not commit.deletions:
            said.kinds &= {merge["kind"]}
            said.areas.add(merge["area"].replace("-", " "))
        else:
            yield f"commit {commit.id}"


def _contradictions(team: TeamEvidence, row: models.PullRequest, said: _Said) -> Iterator[str]:
    if not said.kinds:
        yield f"kind of pull request {row.id}"
    if len(said.areas) > 1 or (row.source == "factory" and not row.is_revert and not _is_area(team, row, said.areas)):
        yield f"area of pull request {row.id}"
    # A plural differs from its noun in the last letter at most ("entry", "entries").
    if any(subject[:-1] not in row.title.lower() for subject in said.subjects):
        yield f"subject of pull request {row.id}"


def _is_area(team: TeamEvidence, row: models.PullRequest, areas: set[str]) -> bool:
    """Return true if the source files lie in folders of those areas."""
    return all(
        area in file.filename.rpartition("/")[0].lower()
        for area in areas
        for file in team.files_of[row.id]
        if file.file_category in CODE
    )


def unclean_titles(team: TeamEvidence) -> list[str]:
    """Invented titles and summaries that are not one clean line, and issues about something else."""
    titles = {}
    offenders = []
    for row in team.pull_requests.values():
        if row.source == "factory" and not row.is_revert:
            titles[row.jira_key] = row.title
            if not _is_clean(row.title):
                offenders.append(f"title of pull request {row.id}")
    for issue in team.rows(models.JiraIssue):
        title = titles.get(issue.jira_key)
        is_about = title is None or (title != issue.summary and _long_words(title) & _long_words(issue.summary))
        if not is_about or (title is not None and not _is_clean(issue.summary)):
            offenders.append(f"summary of issue {issue.jira_key}")
    return offenders


def _is_clean(line: str) -> bool:
    """A capital first, no full stop, no slot left open, no word or blank twice in a row."""
    words = line.split(" ")
    return (
        line[:1].isupper()
        and line[-1] not in ".?!"
        and "" not in words
        and NEVER_IN_A_TITLE.isdisjoint(line)
        and not any(map(eq, words, words[1:]))
    )


def _long_words(text: str) -> set[str]:
    return {word.rstrip("s") for word in text.lower().split() if len(word) > 3}


def hasty_repetitions(team: TeamEvidence) -> list[str]:
    """Borrowed pull requests in which a wording recurs though its place allows another that has not been used.

    What is still open at the anchor may lack the comment that uses it.
    """
    return [
        f"pull request {row.id}"
        for row in team.pull_requests.values()
        if row.source == "github" and row.state != "open" and _repeats_hastily(team, row)
    ]


def _repeats_hastily(team: TeamEvidence, row: models.PullRequest) -> bool:
    book_of = _Books(team, row).book_of
    said: set[str] = set()
    recurring: list[tuple[PhraseBook, str]] = []
    for comment in team.comments_of[row.id]:
        book = book_of(comment)
        wording = book.find(comment.body)
        if wording is not None:
            if wording.phrase.template in said:
                recurring.append((book, place_of(comment.path)))
            said.add(wording.phrase.template)
    return any(book.choices(place) - said for book, place in recurring)
