"""Real pull requests from public repositories, which lend their figures to invented ones.

A guest's manners: GitHub allows 60 requests an hour without a token. A run sends 57 at most, one for each list and
one for each pull request; what it got is kept (see `github.cache`), so that the next run sends none. And nothing here
fails a run: whatever goes wrong gives one line, and the pull requests that could be had.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice, zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import urlsplit

from django.conf import settings

from apps.metrics.seeding.github.fetch_problems import NoAnswerError, Troubles
from apps.metrics.seeding.github.pull_request import FetchedPR
from apps.metrics.seeding.github.repository import parse_repository
from apps.metrics.seeding.specification.statement import DEFAULT_REPOSITORIES
from seedplot.errors import SeedError

if TYPE_CHECKING:
    from apps.metrics.seeding.github.http_limits import Allowance
    from apps.metrics.seeding.github.source import Listed, Source

logger = logging.getLogger(__name__)

PUBLIC_API = "https://api.github.com"
REQUESTS_AT_MOST = 57
SECONDS_EACH = 4.0
FAILURES_PER_REPOSITORY = 2
STATES = ("open", "closed", "all")


__all__ = ["FetchedPR", "GitHubPublicFetcher"]


class GitHubPublicFetcher:
    """Reads public repositories, the cache first. It serves one run: what it learns of limits and dead networks stays.

    Arguments that are None come from the settings GITHUB_API_URL, GITHUB_TOKEN and GITHUB_CACHE, the last a SQLite file
    that is made when there is none (default: in the user's cache directory). `refresh` asks at once whether lists have
    changed, which otherwise is done after a day; merged and closed pull requests are never asked for again.
    `seconds_each` bounds the wait for one answer. After one that does not come nobody is asked any more, so that a run
    without a network waits no longer than that.

    By default a pull request costs one request, and its files and commits are left to be invented from its figures:
    57 requests give about 54 pull requests. With `files_and_commits` it costs three, and they give about 18.
    """

    DEFAULT_REPOS: ClassVar[list[str]] = list(DEFAULT_REPOSITORIES)

    def __init__(
        self,
        *,
        api_url: str | None = None,
        token: str | None = None,
        cache: Path | str | None = None,
        network: bool = True,
        refresh: bool = False,
        files_and_commits: bool = False,
        requests_at_most: int = REQUESTS_AT_MOST,
        seconds_each: float = SECONDS_EACH,
    ) -> None:
        self.notes: list[str] = []
        """The problems met, a line each; logged as warnings, too."""
        self._address = (_setting("GITHUB_API_URL") or PUBLIC_API if api_url is None else api_url).rstrip("/")
        self._token = (_setting("GITHUB_TOKEN") if token is None else token).strip()
        self._cache = _setting("GITHUB_CACHE") if cache is None else str(cache)
        self._network = network
        self._refresh = refresh
        self._files_and_commits = files_and_commits
        self._requests_at_most = requests_at_most
        self._seconds_each = seconds_each
        self._allowance: Allowance | None = None

    def fetch_prs(
        self, repo_name: str | None = None, limit: int = 20, state: str = "closed", *, repo: str | None = None
    ) -> list[FetchedPR]:
        """Up to `limit` pull requests of the repository in that state: open, closed or all. The newest first.

        Both `repo_name` and `repo` name it. Raises ValueError for none or two of them, another state, a negative limit,
        or what does not name a repository.
        """
        names = [name for name in (repo_name, repo) if name is not None]
        if len(names) != 1:
            raise ValueError("name one repository, such as fetch_prs('pallets/flask')")
        return self._fetch(names, limit, state)

    def fetch_from_defaults(self, per_repo_limit: int, repositories: Sequence[str] | None = None) -> list[FetchedPR]:
        """Up to that many closed ones of each of the repositories, by default DEFAULT_REPOS, in their order.

        The requests are dealt out evenly: of three repositories each gives 18 at most.
        """
        return self._fetch(self.DEFAULT_REPOS if repositories is None else repositories, per_repo_limit, "closed")

    def clear_cache(self) -> None:
        """Forget what is cached."""
        if self._cache_path().exists():
            with self._open(Troubles(self._cache_path())) as source:
                source.clear()

    def get_rate_limit_remaining(self) -> int:
        """Requests left in this hour, as GitHub said last; 0 while it has not been asked. Costs no request."""
        return (self._allowance.remaining or 0) if self._allowance else 0

    @property
    def requests_sent(self) -> int:
        return self._allowance.sent if self._allowance else 0

    def _fetch(self, repositories: Sequence[str], limit: int, state: str) -> list[FetchedPR]:
        names = list(dict.fromkeys(parse_repository(name) for name in repositories))
        if state not in STATES:
            raise ValueError(f"state must be one of {', '.join(STATES)}, not {state!r}")
        if limit < 0:
            raise ValueError(f"limit must not be negative, but is {limit}")
        if limit == 0 or not names:
            return []
        if not _is_address(self._address):
            self._say("GitHub: GITHUB_API_URL is no address. Give one such as https://github.example.com/api/v3.")
            return []
        if not (self._token.isascii() and self._token.isprintable()) or " " in self._token:
            self._say("GitHub: GITHUB_TOKEN holds characters that no token has; it is not used.")
            self._token = ""
        troubles = Troubles(self._cache_path())
        fetched = self._read(names, limit, state, troubles)
        if self._network:
            for line in troubles.lines():
                self._say(line)
        elif not fetched:
            self._say(
                f"GitHub: nothing of {', '.join(names)} is cached in {self._cache_path()}; "
                "all pull requests are invented. Say --no-github to leave this line out."
            )
        return fetched

    def _read(self, names: Sequence[str], limit: int, state: str, troubles: Troubles) -> list[FetchedPR]:
        if not self._network and not self._cache_path().exists():
            return []
        with self._open(troubles) as source:
            lists = self._lists(source, names, limit, state, troubles)
            each = 3 if self._files_and_commits else 1
            places = max(0, (self._requests_at_most - source.cost) // each)
            fetched: dict[Listed, FetchedPR] = {}
            failed: Counter[str] = Counter()
            given_up: dict[str, NoAnswerError] = {}
            for name, listed in islice(_in_turn(lists), places):
                source.only_cached(given_up.get(name))
                try:
                    fetched[listed] = source.pull_request(listed, files_and_commits=self._files_and_commits)
                except NoAnswerError as failure:
                    troubles.without_pull_request(failure)
                    failed[name] += 1
                    if failed[name] >= FAILURES_PER_REPOSITORY:
                        given_up[name] = failure
            in_order = dict.fromkeys(listed for several in lists.values() for listed in several)
            return [fetched[listed] for listed in in_order if listed in fetched and fetched[listed].title]

    def _lists(
        self, source: Source, names: Sequence[str], limit: int, state: str, troubles: Troubles
    ) -> dict[str, list[Listed]]:
        lists: dict[str, list[Listed]] = {}
        for name in names:
            try:
                lists[name] = source.pull_requests(name, state, limit)
            except NoAnswerError as failure:
                troubles.without_list(failure, name)
                continue
            if not lists[name]:
                self._say(f"GitHub: {name} has no {'' if state == 'all' else f'{state} '}pull requests.")
        return lists

    @contextmanager
    def _open(self, troubles: Troubles) -> Iterator[Source]:
        try:
            from apps.metrics.seeding.github.http_limits import Allowance
            from apps.metrics.seeding.github.source import Source
        except ModuleNotFoundError as error:
            raise SeedError(
                f"Reading GitHub needs '{error.name}'. Run pip install -r requirements.txt, or say --no-github."
            ) from None
        if self._allowance is None:
            self._allowance = Allowance(self._requests_at_most, self._seconds_each)
        source = Source(
            self._address,
            self._token,
            self._cache_path(),
            self._allowance,
            say=self._say,
            stood_in=troubles.stood_in,
            network=self._network,
            refresh=self._refresh,
        )
        try:
            yield source
        finally:
            source.close()

    def _cache_path(self) -> Path:
        if self._cache:
            return Path(self._cache).expanduser()
        from platformdirs import user_cache_path

        return user_cache_path("seedplot") / "github.sqlite"

    def _say(self, line: str) -> None:
        if line not in self.notes:
            self.notes.append(line)
            logger.warning("%s", line)


def _in_turn(lists: Mapping[str, Sequence[Listed]]) -> Iterator[tuple[str, Listed]]:
    """The first of each repository, then the second of each; each pull request once."""
    seen: set[Listed] = set()
    for turn in zip_longest(*lists.values()):
        for name, listed in zip(lists, turn, strict=True):
            if listed is not None and listed not in seen:
                seen.add(listed)
                yield name, listed


def _is_address(text: str) -> bool:
    """True if it names a server, and no password: addresses are kept in the cache."""
    try:
        address = urlsplit(text)
        named = bool(address.hostname) and address.port != 0 and "@" not in address.netloc
        return address.scheme in ("http", "https") and named
    except ValueError:
        return False


def _setting(name: str) -> str:
    return str(getattr(settings, name, "") or "")
