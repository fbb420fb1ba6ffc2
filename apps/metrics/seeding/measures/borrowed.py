"""Real pull requests: as many as wanted, and each as the run's record has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from apps.metrics import models
    from apps.metrics.seeding.rows import TeamEvidence


def wrongly_lent(team: TeamEvidence) -> list[str]:
    """Titles of pull requests that pass for real ones and do not say what the real one says, or the reverse."""
    return [row.title for row in team.pull_requests.values() if not _is_as_recorded(team, row)]


def _is_as_recorded(team: TeamEvidence, row: models.PullRequest) -> bool:
    """One that is still open at the anchor may lack commits and remarks that come later."""
    real = team.lent.get(row.title)
    if real is None or row.source != "github":
        return real is None and row.source != "github"
    if (row.is_draft, row.labels) != (real["is_draft"], real["labels"]):
        return False
    figures = {
        "additions": row.additions,
        "deletions": row.deletions,
        "files_changed": len(team.files_of[row.id]),
        "commits_count": len(team.commits_of[row.id]),
        "review_comments_count": sum(comment.comment_type == "review" for comment in team.comments_of[row.id]),
    }
    return row.state == "open" or all(real[name] == figure for name, figure in figures.items())


def lent_error(team: TeamEvidence) -> float:
    """The distance of the share of real pull requests from the wanted one, in points.

    Nothing is missing where there were fewer and all are used; a draft is not, if nothing stays unmerged.
    """
    there = len(team.pull_requests)
    lent = sum(row.source == "github" for row in team.pull_requests.values())
    error = 100 * abs(lent / max(1, there) - team.lent_share)
    is_short = lent < team.lent_share * there
    usable = sum(not real["is_draft"] for real in team.lent.values())
    return 0.0 if is_short and lent >= usable else error
