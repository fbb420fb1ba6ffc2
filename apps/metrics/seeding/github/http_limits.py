"""The only way to the network: counts, limits and bounds each request. Imported only when GitHub is about to be read.

It is the transport adapter below requests-cache, so that a cached answer never comes here. The token is put on here,
on a copy of the request: neither the cache above nor PyGithub ever holds it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from threading import Thread
from typing import Any
from urllib.parse import SplitResult, urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3.exceptions import NameResolutionError

from apps.metrics.seeding.github.answers import check_answer
from apps.metrics.seeding.github.fetch_problems import NoAnswerError
from seedplot.clock import DAY, project_zone

REDIRECTS = (301, 302, 307, 308)
CONNECT_SECONDS = 3.0
MOST_BYTES = 5_000_000
"""Of one answer, once it is unpacked: a list of a hundred pull requests has less than two million."""
CHUNK_BYTES = 65_536


@dataclass
class Allowance:
    """The requests a fetcher may still make; it outlives the sessions. Seconds are those spent waiting for answers."""

    requests: int
    seconds_each: float
    seconds: float = 60.0
    sent: int = 0
    waited: float = 0.0
    remaining: int | None = None
    stopped: NoAnswerError | None = None


class Gate(HTTPAdapter):
    """Answers with 200, 304 and redirects; everything else is a NoAnswerError.

    `subject` names what is being asked for, `lasting` says that it never changes: both are set before each request.
    """

    def __init__(self, address: str, token: str, allowance: Allowance, *, network: bool = True) -> None:
        super().__init__(max_retries=0)
        self.subject = ""
        self.lasting = False
        self.shut: NoAnswerError | None = None if network else NoAnswerError("the network is not asked")
        self._origin = _origin(urlsplit(address))
        self._host = "{1}:{2}".format(*self._origin) if urlsplit(address).port else self._origin[1]
        self._token = token
        self._allowance = allowance

    def send(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> requests.Response:
        self._check(request)
        self._allowance.sent += 1
        started = time.monotonic()
        try:
            response = self._exchange(request, *args, **kwargs)
        except NoAnswerError as failure:
            if failure.final:
                self._allowance.stopped = failure
            raise
        finally:
            self._allowance.waited += time.monotonic() - started
        self._read_limits(response.headers)
        return self._judge(request, response)

    def _check(self, request: requests.PreparedRequest) -> None:
        allowance = self._allowance
        if failure := allowance.stopped or self.shut:
            raise failure
        if _origin(urlsplit(request.url or "")) != self._origin:
            raise NoAnswerError(f"{self.subject} leads to another server, where nobody is asked")
        if allowance.sent >= allowance.requests:
            raise NoAnswerError(f"the {allowance.requests} requests of a run are spent")
        if allowance.waited >= allowance.seconds:
            raise NoAnswerError(f"{self._host} took {allowance.seconds:.0f} seconds of a run")

    def _exchange(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> requests.Response:
        """Send and read all of it, within the seconds of one request.

        In a thread, because no time-out bounds the resolving of a name, nor an answer that comes byte by byte.
        """
        signed = request.copy()
        if self._token:
            signed.headers["Authorization"] = f"Bearer {self._token}"
        seconds = self._allowance.seconds_each
        kwargs |= {"timeout": (min(CONNECT_SECONDS, seconds), seconds), "stream": True}

        def exchange() -> requests.Response:
            return self._read(super(Gate, self).send(signed, *args, **kwargs))

        try:
            response = _within(seconds, exchange)
        except NoAnswerError:
            raise
        except Exception as error:
            # Whatever the libraries below raise: the texts of their exceptions may hold the token.
            raise self._in_words(error) from None
        response.request = request
        return response

    def _read(self, response: requests.Response) -> requests.Response:
        """Read all of it, bounded while it arrives: a small answer may unpack into a large one."""
        content = bytearray()
        for chunk in response.iter_content(CHUNK_BYTES):
            content += chunk
            if len(content) > MOST_BYTES:
                response.close()
                raise NoAnswerError(f"the answer for {self.subject} is longer than {MOST_BYTES // 10**6} MB")
        response._content = bytes(content)
        return response

    def _in_words(self, error: Exception) -> NoAnswerError:
        known: tuple[tuple[type[Exception] | tuple[type[Exception], ...], str], ...] = (
            ((TimeoutError, requests.Timeout), f"did not answer within {self._allowance.seconds_each:g} seconds"),
            (requests.exceptions.ProxyError, "is behind a proxy that does not answer"),
            (requests.exceptions.SSLError, "has no certificate that can be trusted"),
            (NameResolutionError, "is a name that cannot be resolved"),
            (ConnectionRefusedError, "refuses the connection"),
        )
        for cause in _causes(error):
            if isinstance(cause, (requests.exceptions.ChunkedEncodingError, requests.exceptions.ContentDecodingError)):
                return NoAnswerError(f"the answer for {self.subject} broke off")
            for kind, words in known:
                if isinstance(cause, kind):
                    return NoAnswerError(f"{self._host} {words}", final=True)
        return NoAnswerError(f"the connection to {self._host} failed ({type(error).__name__})", final=True)

    def _read_limits(self, headers: Mapping[str, str]) -> None:
        remaining = _whole(headers.get("x-ratelimit-remaining"))
        if remaining is None:
            return
        self._allowance.remaining = remaining
        if remaining == 0:
            self._allowance.stopped = self._limit_reached(headers)

    def _limit_reached(self, headers: Mapping[str, str]) -> NoAnswerError:
        limit, moment = headers.get("x-ratelimit-limit"), _moment(headers.get("x-ratelimit-reset"))
        each_hour = f"the limit of {limit} requests an hour" if _whole(limit) else "the limit of requests"
        until = f" until {moment:%H:%M} {project_zone().key}" if moment else ""
        more = "" if self._token else " (a GITHUB_TOKEN raises it)"
        return NoAnswerError(f"{each_hour} is reached{until}{more}", final=True)

    def _judge(self, request: requests.PreparedRequest, response: requests.Response) -> requests.Response:
        status = response.status_code
        if status in REDIRECTS and "location" in response.headers:
            return response
        if status == 200:
            check_answer(urlsplit(request.url or "").path, response.content, self.subject)
        elif status != 304:
            failure = self._refusal(status, response)
            if failure.final:
                self._allowance.stopped = failure
            raise failure
        # How long an answer keeps is ours to say, and every answer is the same for everyone.
        for name in ("Vary", "Expires", "Set-Cookie", "Cache-Control"):
            response.headers.pop(name, None)
        response.headers["Cache-Control"] = "immutable" if self.lasting else f"max-age={DAY}"
        response.encoding = "utf-8"
        return response

    def _refusal(self, status: int, response: requests.Response) -> NoAnswerError:
        if status in (403, 429):
            if self._allowance.remaining == 0 and self._allowance.stopped:
                return self._allowance.stopped
            if "retry-after" in response.headers or status == 429 or b"rate limit" in response.content.lower():
                seconds = _whole(response.headers.get("retry-after"))
                wait = f"{seconds} seconds" if seconds else "a while"
                return NoAnswerError(f"{self._host} asks to be left alone for {wait}", final=True)
        if status == 401:
            return NoAnswerError(f"{self._host} refuses the GITHUB_TOKEN (HTTP 401)", final=True)
        if status == 404:
            return NoAnswerError(f"{self.subject} is not to be found, or not public (HTTP 404)")
        return NoAnswerError(f"{self._host} has no answer for {self.subject} (HTTP {status})")


def _within(seconds: float, call: Callable[[], requests.Response]) -> requests.Response:
    """Its result, or what it raises; TimeoutError if neither has come by then."""
    results: list[requests.Response] = []
    errors: list[Exception] = []

    def work() -> None:
        try:
            results.append(call())
        except Exception as error:
            errors.append(error)

    # A daemon: a name server that never answers must not keep the program from ending.
    thread = Thread(target=work, name="seedplot-github", daemon=True)
    thread.start()
    thread.join(seconds)
    if errors:
        raise errors[0]
    if not results:
        raise TimeoutError
    return results[0]


def _causes(error: BaseException) -> list[BaseException]:
    """The exception and what it was raised for, the innermost first. Libraries keep that in `reason` or `args`, too."""
    found: list[BaseException] = []
    waiting: list[object] = [error]
    while waiting and len(found) < 20:
        each = waiting.pop()
        if isinstance(each, BaseException) and each not in found:
            found.append(each)
            waiting += [each.__cause__, each.__context__, getattr(each, "reason", None), *each.args]
    return found[::-1]


def _origin(address: SplitResult) -> tuple[str, str, int]:
    port = address.port or (443 if address.scheme == "https" else 80)
    return address.scheme, (address.hostname or "").lower(), port


def _whole(text: str | None) -> int | None:
    return int(text) if text is not None and text.isascii() and text.isdigit() and len(text) < 12 else None


def _moment(text: str | None) -> datetime | None:
    seconds = _whole(text)
    try:
        return datetime.fromtimestamp(seconds, project_zone()) if seconds else None
    except (ValueError, OverflowError, OSError):
        return None
