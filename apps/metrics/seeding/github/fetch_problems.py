"""Reasons for which GitHub's answer is not to be had, each in one line; and what a fetch says of them in the end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path


class NoAnswerError(Exception):
    """One request has no answer. `reason` is half a sentence without a stop, and never holds what somebody else wrote.

    A final one holds for every further request: nobody is asked any more.
    """

    def __init__(self, reason: str, *, final: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.final = final


@dataclass
class _Trouble:
    stood_in: bool = False
    repositories: list[str] = field(default_factory=list)
    pull_requests: int = 0


class Troubles:
    """The failures of one fetch, a line for each reason, however often it was met.

    `cache` is the file that is asked instead.
    """

    def __init__(self, cache: Path) -> None:
        self._cache = cache
        self._by_reason: dict[str, _Trouble] = {}

    def stood_in(self, failure: NoAnswerError) -> None:
        """A cached answer took the place of the one that could not be had."""
        self._of(failure).stood_in = True

    def without_list(self, failure: NoAnswerError, repository: str) -> None:
        self._of(failure).repositories.append(repository)

    def without_pull_request(self, failure: NoAnswerError) -> None:
        self._of(failure).pull_requests += 1

    def lines(self) -> Iterator[str]:
        for reason, trouble in self._by_reason.items():
            yield f"GitHub: {reason}; {', '.join(_consequences(trouble, self._cache))}."

    def _of(self, failure: NoAnswerError) -> _Trouble:
        return self._by_reason.setdefault(failure.reason, _Trouble())


def _consequences(trouble: _Trouble, cache: Path) -> Iterator[str]:
    if trouble.repositories:
        yield f"nothing of {', '.join(trouble.repositories)} is cached in {cache}"
    if trouble.pull_requests:
        yield f"{trouble.pull_requests} pull request{'s are' if trouble.pull_requests > 1 else ' is'} left out"
    if trouble.stood_in:
        yield f"cached answers in {cache} stand in"
