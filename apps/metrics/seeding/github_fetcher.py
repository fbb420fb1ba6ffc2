"""Real pull requests from public repositories, as far as they are cached. Nothing is cached yet: nothing is fetched.

The run goes on without: a scenario takes what it gets and invents the rest.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass

from apps.metrics.seeding.targets import DEFAULT_REPOSITORIES

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class FetchedPR:
    """What a real pull request lends to an invented one."""

    title: str
    additions: int
    deletions: int
    files_changed: int
    commits_count: int
    labels: tuple[str, ...]
    is_draft: bool
    review_comments_count: int


class GitHubPublicFetcher:
    """Reads public repositories; an empty list, and a logged warning, where there is nothing to be had."""

    def fetch_prs(self, repo: str, limit: int = 20, state: str = "closed") -> list[FetchedPR]:
        """Up to `limit` pull requests of the repository in that state."""
        logger.warning("GitHub: no %s pull requests of %s are cached; invented ones take their place.", state, repo)
        return []

    def fetch_from_defaults(
        self, per_repo_limit: int, repositories: Sequence[str] = DEFAULT_REPOSITORIES
    ) -> list[FetchedPR]:
        """Up to that many of each of the repositories."""
        logger.warning(
            "GitHub: nothing of %s is cached; all pull requests are invented. Say --no-github to leave this line out.",
            ", ".join(repositories),
        )
        return []

    def clear_cache(self) -> None:
        """Forget what is cached. Nothing is."""

    def get_rate_limit_remaining(self) -> int | None:
        """Requests left in this hour; None while none has been made."""
        return None
