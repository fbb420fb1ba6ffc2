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
from apps.metrics.seeding.specification.usual_work import ISSUE_TYPES, LABELS_BY_KIND, WORDS_OF_KINDS

if TYPE_CHECKING:
    from apps.metrics.seeding.rows import TeamEvidence, Verdicts

LONGEST_FIRST_LINE = 72
MERGE = re.compile(r"Merge branch 'main' into (?P<kind>\w+)/(?P<area>[\w-]+)")
NEVER_IN_A_TITLE = frozenset("{}@\n")
CODE = ("backend", "frontend", "test")
LETTERS = re.compile(r"[a-z]+")

KINDS_OF_LABELS = {label: frozenset({kind}) for kind, labels in LABELS_BY_KIND.items() for label in labels}
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
    verdicts = team.verdicts_of[row.id]
    for comment in team.comments_of[row.id]:
        wording = _book_of(comment, verdicts).find(comment.body)
        if wording is None or not _fits(wording, comment.path):
            yield f"comment {comment.id}"
        else:
            said.add(wording)


def _book_of(comment: models.PRComment, verdicts: Verdicts) -> PhraseBook:
    if comment.in_reply_to_id is not None:
        return wordings.replies()
    if comment.comment_type == "issue":
        return wordings.approvals()
    asks = verdicts.get((comment.author_id, comment.comment_created_at)) == "changes_requested"
    return wordings.requests() if asks else wordings.remarks()


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
    """Borrowed pull requests in which a wording recurs though its place allows another that has not been used."""
    return [
        f"pull request {row.id}"
        for row in team.pull_requests.values()
        if row.source == "github" and _repeats_hastily(team, row)
    ]


def _repeats_hastily(team: TeamEvidence, row: models.PullRequest) -> bool:
    verdicts = team.verdicts_of[row.id]
    said: set[str] = set()
    recurring: list[tuple[PhraseBook, str]] = []
    for comment in team.comments_of[row.id]:
        book = _book_of(comment, verdicts)
        wording = book.find(comment.body)
        if wording is not None:
            if wording.phrase.template in said:
                recurring.append((book, place_of(comment.path)))
            said.add(wording.phrase.template)
    return any(book.choices(place) - said for book, place in recurring)
