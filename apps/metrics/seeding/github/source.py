"""Lists and pull requests by PyGithub over a cached session. Imported only when GitHub is about to be read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from http.cookiejar import DefaultCookiePolicy
from itertools import islice
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar
from urllib.parse import urlsplit

import requests
from github import Github
from github.Requester import (
    HTTPRequestsConnectionClass,
    HTTPSRequestsConnectionClass,
    Requester,
    RequestsResponse,
)
from requests_cache import CachedSession

from apps.metrics.seeding.github.answers import people_in, read_pull_request
from apps.metrics.seeding.github.cache import AnswerCache
from apps.metrics.seeding.github.fetch_problems import NoAnswerError
from apps.metrics.seeding.github.http_limits import Allowance, Gate
from apps.metrics.seeding.github.pull_request import FetchedPR, read_commits, read_files
from apps.metrics.seeding.github.stored_answers import key_of
from apps.metrics.seeding.github.unsuitable import is_unsuitable
from seedplot.clock import DAY

PER_PAGE = 100
"""As many as GitHub lists in one answer; no more than that are looked at."""
MOST_REDIRECTS = 3
Answer = TypeVar("Answer")
ANY_AGE = f"stale-if-error={36_500 * DAY}"


@dataclass(frozen=True)
class Listed:
    """A pull request of a list. `repo` is the repository's present name."""

    repo: str
    number: int
    closed: bool


class Source:
    """One visit to GitHub and the cache; to be closed. Where an answer is missing it raises NoAnswerError, only that.

    `stood_in` is told of each failure for which a cached answer took the place of a new one, `say` of a bad cache file.
    """

    def __init__(
        self,
        address: str,
        token: str,
        cache: Path,
        allowance: Allowance,
        *,
        say: Callable[[str], None],
        stood_in: Callable[[NoAnswerError], None],
        network: bool = True,
        refresh: bool = False,
    ) -> None:
        self.cost = 0
        """Requests that all answers so far cost, or once did if they are cached: the same with any cache."""
        self._stood_in = stood_in
        self._gate = Gate(address, token, allowance, network=network)
        self._cache = AnswerCache(cache, say, refresh=refresh)
        self._session = _session(self._cache, self._gate)
        self._origin = "{0.scheme}://{0.netloc}".format(urlsplit(address))
        self._client = _client(address, self._get)

    def pull_requests(self, repo: str, state: str, limit: int) -> list[Listed]:
        """Up to that many that a team can borrow, the newest first.

        One request, for a repository that has not been renamed.
        """

        def read() -> list[Listed]:
            pulls = islice(self._client.get_repo(repo).get_pulls(state=state), PER_PAGE)
            listed = (
                Listed(pull.base.repo.full_name, pull.number, pull.state == "closed")
                for pull in pulls
                if not is_unsuitable(pull.title, *((pull.user.login, pull.user.type) if pull.user else ()))
            )
            return list(dict.fromkeys(islice(listed, limit)))

        return self._ask(repo, read)

    def pull_request(self, listed: Listed, *, files_and_commits: bool = False) -> FetchedPR:
        """One request; three with its files and commits. The title is empty if nothing of it could be kept."""

        def read() -> FetchedPR:
            repository = self._client.get_repo(listed.repo)
            found = repository.get_pull(listed.number).raw_data
            fetched = read_pull_request(found)
            if not files_and_commits:
                return fetched
            # Of a large one the first page is not all of it: then they are left to be invented, too.
            # PyGithub asks where an answer says that it belongs: so each is asked for by our own address.
            pages = repository.get_pull(listed.number)
            files = read_files(
                [
                    {
                        "path": each.filename,
                        "status": each.status,
                        "additions": each.additions,
                        "deletions": each.deletions,
                    }
                    for each in pages.get_files().get_page(0)
                ],
                path="path",
            )
            commits = read_commits(
                [{"message": each.commit.message} for each in pages.get_commits().get_page(0)], people_in(found)
            )
            return replace(
                fetched,
                files=files if len(files) == fetched.files_changed else (),
                commits=commits if len(commits) == fetched.commits_count else (),
            )

        return self._ask(listed.repo, read, lasting=listed.closed)

    def only_cached(self, failure: NoAnswerError | None) -> None:
        """From now on nobody is asked, for that reason; None lifts it."""
        self._gate.shut = failure

    def clear(self) -> None:
        self._cache.answers.clear()

    def close(self) -> None:
        self._gate.close()
        self._cache.answers.close()

    def _ask(self, subject: str, read: Callable[[], Answer], *, lasting: bool = False) -> Answer:
        self._gate.subject, self._gate.lasting = subject, lasting
        try:
            return read()
        except NoAnswerError:
            raise
        except Exception as error:
            # The libraries below assert and convert what a server sends; what they raise is no mistake of the caller's.
            raise NoAnswerError(f"what there is of {subject} cannot be used ({type(error).__name__})") from None

    def _get(self, path: str, headers: dict[str, str]) -> requests.Response:
        """From the cache, the network, or the cache again if the network has nothing."""
        address = f"{self._origin}{path}"
        self.cost += 1
        try:
            response = self._session.get(address, headers=headers)
        except (NoAnswerError, requests.RequestException) as error:
            failure = (
                error if isinstance(error, NoAnswerError) else NoAnswerError(f"{self._gate.subject} leads nowhere")
            )
            response = self._session.get(address, headers=headers | {"Cache-Control": ANY_AGE}, only_if_cached=True)
            if response.status_code != 200:
                raise failure from None
            self._stood_in(failure)
        self.cost += len(response.history)
        return response


def _session(cache: AnswerCache, gate: Gate) -> CachedSession:
    session = CachedSession(backend=cache, cache_control=True, expire_after=DAY, key_fn=key_of)
    session.headers["Accept"] = "application/vnd.github+json"
    session.max_redirects = MOST_REDIRECTS
    session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=()))
    # Without one, requests looks for a password for the host in ~/.netrc.
    session.auth = Requester.noopAuth
    for scheme in ("https://", "http://"):
        session.mount(scheme, gate)
    return session


class _Connection:
    """A stand-in for PyGithub's connection. It follows redirects itself, as PyGithub would lose the query."""

    get: Callable[[str, dict[str, str]], requests.Response]

    def __init__(self, host: str, *args: Any, **kwargs: Any) -> None:
        self.host = host

    def request(self, verb: str, url: str, input: object, headers: dict[str, str], stream: bool = False) -> None:
        if verb != "GET":
            raise NoAnswerError(f"{verb} is not for a reader")
        self._asked = (url, headers)

    def getresponse(self) -> RequestsResponse:
        return RequestsResponse(type(self).get(*self._asked))

    def close(self) -> None:
        """The session outlives it."""


_injecting = Lock()


def _client(address: str, get: Callable[[str, dict[str, str]], requests.Response]) -> Github:
    """PyGithub over `get`, never asking of its own accord, waiting or trying again.

    PyGithub takes connection classes for all clients that are made from then on; only this one is to have them.
    """
    own = {"get": staticmethod(get)}
    with _injecting:
        Requester.injectConnectionClasses(
            type("_Http", (_Connection, HTTPRequestsConnectionClass), own),
            type("_Https", (_Connection, HTTPSRequestsConnectionClass), own),
        )
        try:
            return Github(
                base_url=address,
                user_agent="seedplot",
                per_page=PER_PAGE,
                retry=None,
                seconds_between_requests=None,
                seconds_between_writes=None,
                lazy=True,
            )
        finally:
            Requester.resetConnectionClasses()
