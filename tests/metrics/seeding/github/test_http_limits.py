"""Whatever GitHub, the network or the cache file does: one clear line, what could be had, and never an exception."""

import sqlite3
import time
from contextlib import closing

import pytest
import requests

from apps.metrics.seeding.github.fetch_problems import NoAnswerError
from apps.metrics.seeding.github.http_limits import Allowance, Gate
from apps.metrics.seeding.github_fetcher import SECONDS_EACH, GitHubPublicFetcher
from tests.metrics.seeding.github.github_server import (
    RESET,
    Answer,
    allow_only_loopback,
    let_a_day_pass,
    pull_request,
    running_github,
    unused_port,
)

REPO = "acme/compiler"
LIST = f"/repos/{REPO}/pulls"
LIMITED = {"X-RateLimit-Limit": "60", "X-RateLimit-Remaining": "0", "X-RateLimit-Reset": str(RESET)}
TOO_MANY = {"message": "API rate limit exceeded for 203.0.113.9. (But here's the good news.)"}
SLOW_DOWN = {"message": "You have exceeded a secondary rate limit. Please wait a few minutes before you try again."}


@pytest.fixture(autouse=True)
def beyond(monkeypatch):
    """Nobody but the loopback server is called."""
    tried = allow_only_loopback(monkeypatch)
    yield tried
    assert tried == []


@pytest.fixture
def github():
    with running_github() as server:
        server.add_repository(REPO, [9, 7, 4])
        server.add_repository("acme/linker", [5, 3])
        yield server


@pytest.fixture
def cache(tmp_path):
    return tmp_path / "cache" / "github.sqlite"


@pytest.fixture
def fetcher_for(github, cache):
    def make(**arguments):
        standard = {"api_url": github.address, "token": "", "cache": cache, "network": True, "seconds_each": 20}
        return GitHubPublicFetcher(**standard | arguments)

    return make


def numbers(fetched):
    return [each.number for each in fetched]


def limited_until(hour):
    return f"the limit of 60 requests an hour is reached until {hour} America/Chicago (a GITHUB_TOKEN raises it)"


FAILURES = {
    "primary limit, 403": (Answer(403, TOO_MANY, LIMITED), limited_until("09:15")),
    "primary limit, 429": (Answer(429, TOO_MANY, LIMITED), limited_until("09:15")),
    "limit without a moment": (
        Answer(403, TOO_MANY, {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "soon"}),
        "the limit of requests is reached (a GITHUB_TOKEN raises it)",
    ),
    "secondary limit": (Answer(403, SLOW_DOWN, {"Retry-After": "60"}), "HOST asks to be left alone for 60 seconds"),
    "secondary limit, 429": (Answer(429, SLOW_DOWN), "HOST asks to be left alone for a while"),
    "secondary limit, no header": (Answer(403, SLOW_DOWN), "HOST asks to be left alone for a while"),
    "forbidden": (Answer(403, {"message": "Resource blocked"}), f"HOST has no answer for {REPO} (HTTP 403)"),
    "bad token": (Answer(401, {"message": "Bad credentials"}), "HOST refuses the GITHUB_TOKEN (HTTP 401)"),
    "not found": (Answer(404, {"message": "Not Found"}), f"{REPO} is not to be found, or not public (HTTP 404)"),
    "gone": (Answer(451, {"message": "Taken down"}), f"HOST has no answer for {REPO} (HTTP 451)"),
    "not yet": (Answer(202, {}), f"HOST has no answer for {REPO} (HTTP 202)"),
    "server error": (Answer(500, b"<h1>Oops</h1>"), f"HOST has no answer for {REPO} (HTTP 500)"),
    "bad gateway": (Answer(502, {"message": "Server Error"}), f"HOST has no answer for {REPO} (HTTP 502)"),
    "malformed JSON": (Answer(body=b'[{"number": 9,}]'), f"the answer for {REPO} is not JSON, or cut short"),
    "truncated JSON": (Answer(body=b'[{"number": 9, "ti'), f"the answer for {REPO} is not JSON, or cut short"),
    "truncated answer": (Answer(body=b'[{"number": 9, "ti', cut=True), f"the answer for {REPO} broke off"),
    "bytes that are no text": (Answer(body=b'["\xff\xfe"]'), f"the answer for {REPO} is not JSON, or cut short"),
    "empty body": (Answer(), f"the answer for {REPO} is not JSON, or cut short"),
    "very deep": (Answer(body=b"[" * 200_000), f"the answer for {REPO} is not JSON, or cut short"),
    "another shape": (Answer(body={"login": "please"}), f"the answer for {REPO} is not what GitHub answers"),
    "numbers": (Answer(body=[1, 2]), f"the answer for {REPO} is not what GitHub answers"),
    "nothing": (Answer(body=b"null"), f"the answer for {REPO} is not what GitHub answers"),
    "without titles": (
        Answer(body=[{**pull_request(REPO, 9), "title": None}]),
        f"the answer for {REPO} is not what GitHub answers",
    ),
    "private": (
        Answer(body=[{**pull_request(REPO, 9), "base": {"repo": {"full_name": REPO, "private": True}}}]),
        f"{REPO} is private, and only public repositories are read",
    ),
    "to another server": (
        Answer(301, {}, {"Location": "https://api.github.com/repositories/1/pulls"}),
        f"{REPO} leads to another server, where nobody is asked",
    ),
    "round in circles": (Answer(302, {}, {"Location": LIST}), f"{REPO} leads nowhere"),
    "redirect to nowhere": (Answer(301, {}), f"HOST has no answer for {REPO} (HTTP 301)"),
}


@pytest.mark.parametrize(("answer", "reason"), FAILURES.values(), ids=FAILURES)
def test_failure_gives_one_line_and_nothing_where_nothing_is_cached(github, fetcher_for, cache, caplog, answer, reason):
    github.instead[LIST] = answer
    fetcher = fetcher_for()

    fetched = fetcher.fetch_prs(REPO)

    assert fetched == []
    host = github.address.removeprefix("http://")
    assert fetcher.notes == [f"GitHub: {reason.replace('HOST', host)}; nothing of {REPO} is cached in {cache}."]
    assert [(record.levelname, record.getMessage()) for record in caplog.records] == [("WARNING", fetcher.notes[0])]


@pytest.mark.parametrize(("answer", "reason"), FAILURES.values(), ids=FAILURES)
def test_failure_gives_one_line_and_the_old_answer_where_there_is_one(
    github, fetcher_for, cache, caplog, answer, reason
):
    first = fetcher_for().fetch_prs(REPO)
    let_a_day_pass(cache)
    github.instead[LIST] = answer
    fetcher = fetcher_for()

    again = fetcher.fetch_prs(REPO)

    assert again == first
    host = github.address.removeprefix("http://")
    assert fetcher.notes == [f"GitHub: {reason.replace('HOST', host)}; cached answers in {cache} stand in."]
    assert [record.getMessage() for record in caplog.records] == fetcher.notes


def test_old_answers_stand_in_when_lists_should_be_refreshed_and_nobody_is_there(github, fetcher_for, cache, caplog):
    first = fetcher_for().fetch_prs(REPO)
    github.shutdown()
    github.server_close()

    again = fetcher_for(refresh=True).fetch_prs(REPO)

    assert again == first
    host = github.address.removeprefix("http://")
    assert [record.getMessage() for record in caplog.records] == [
        f"GitHub: {host} refuses the connection; cached answers in {cache} stand in."
    ]


def test_repository_that_fails_leaves_the_others_alone(github, fetcher_for, cache):
    github.instead[LIST] = Answer(502, {})
    fetcher = fetcher_for()

    fetched = fetcher.fetch_from_defaults(20, [REPO, "acme/linker", "acme/nowhere"])

    assert [(each.repo, each.number) for each in fetched] == [("acme/linker", 5), ("acme/linker", 3)]
    host = github.address.removeprefix("http://")
    assert fetcher.notes == [
        f"GitHub: {host} has no answer for {REPO} (HTTP 502); nothing of {REPO} is cached in {cache}.",
        "GitHub: acme/nowhere is not to be found, or not public (HTTP 404); "
        f"nothing of acme/nowhere is cached in {cache}.",
    ]


def test_empty_repository_is_said_to_be_empty(github, fetcher_for):
    github.answers["/repos/acme/empty/pulls"] = []
    fetcher = fetcher_for()

    fetched = fetcher.fetch_prs("acme/empty")

    assert fetched == []
    assert fetcher.notes == ["GitHub: acme/empty has no closed pull requests."]


def test_pull_request_that_fails_is_left_out(github, fetcher_for):
    github.instead[f"{LIST}/7"] = Answer(200, {"number": 7, "title": "no figures"})
    fetcher = fetcher_for()

    fetched = fetcher.fetch_prs(REPO)

    assert numbers(fetched) == [9, 4]
    assert fetcher.notes == [f"GitHub: the answer for {REPO} is not what GitHub answers; 1 pull request is left out."]


def test_bad_answer_is_not_kept(github, fetcher_for):
    github.instead[f"{LIST}/7"] = Answer(200, {"number": 7, "title": "no figures"})
    fetcher_for().fetch_prs(REPO)
    github.instead.clear()
    github.forget()

    fetched = fetcher_for().fetch_prs(REPO)

    assert numbers(fetched) == [9, 7, 4]
    assert github.paths() == [f"{LIST}/7"]


def test_repository_that_fails_twice_is_asked_no_more(github, fetcher_for):
    for number in (9, 7):
        github.instead[f"{LIST}/{number}"] = Answer(500, {})
    fetcher = fetcher_for()

    fetched = fetcher.fetch_from_defaults(20, [REPO, "acme/linker"])

    assert [(each.repo, each.number) for each in fetched] == [("acme/linker", 5), ("acme/linker", 3)]
    assert f"{LIST}/4" not in github.paths()
    host = github.address.removeprefix("http://")
    assert fetcher.notes == [f"GitHub: {host} has no answer for {REPO} (HTTP 500); 3 pull requests are left out."]


def test_requests_stop_before_the_limit_and_the_next_run_goes_on(github, fetcher_for):
    github.remaining = 3
    fetcher = fetcher_for()

    fetched = fetcher.fetch_prs(REPO)

    assert numbers(fetched) == [9, 7]
    assert github.statuses() == {200: 3}
    assert fetcher.get_rate_limit_remaining() == 0
    assert fetcher.notes == [f"GitHub: {limited_until('09:15')}; 1 pull request is left out."]

    github.remaining = 60
    github.forget()
    again = fetcher_for().fetch_prs(REPO)

    assert numbers(again) == [9, 7, 4]
    assert github.paths() == [f"{LIST}/4"]


def test_limit_that_was_reached_just_so_is_no_trouble(github, fetcher_for):
    github.remaining = 4
    fetcher = fetcher_for()

    fetched = fetcher.fetch_prs(REPO)

    assert numbers(fetched) == [9, 7, 4]
    assert fetcher.notes == []


def test_requests_of_a_run_are_counted_over_all_calls(github, fetcher_for):
    fetcher = fetcher_for(requests_at_most=5)

    first = fetcher.fetch_prs(REPO)
    second = fetcher.fetch_prs("acme/linker")

    assert (numbers(first), numbers(second)) == ([9, 7, 4], [])
    assert github.count == 5
    assert fetcher.notes == ["GitHub: the 5 requests of a run are spent; 2 pull requests are left out."]


# Nobody there


def test_refused_connection_is_tried_once(fetcher_for, cache, caplog):
    port = unused_port()
    fetcher = fetcher_for(api_url=f"http://127.0.0.1:{port}")

    fetched = fetcher.fetch_from_defaults(20, [REPO, "acme/linker"])

    assert fetched == []
    assert fetcher.requests_sent == 1
    assert [record.getMessage() for record in caplog.records] == [
        f"GitHub: 127.0.0.1:{port} refuses the connection; nothing of {REPO}, acme/linker is cached in {cache}."
    ]


def test_name_that_cannot_be_resolved_is_tried_once(fetcher_for, cache):
    fetcher = fetcher_for(api_url="https://github.invalid/api/v3")

    fetched = fetcher.fetch_from_defaults(20, [REPO, "acme/linker"])

    assert fetched == []
    assert fetcher.requests_sent == 1
    assert fetcher.notes == [
        "GitHub: github.invalid is a name that cannot be resolved; "
        f"nothing of {REPO}, acme/linker is cached in {cache}."
    ]


def test_certificate_is_asked_for(github, fetcher_for, cache):
    fetcher = fetcher_for(api_url=github.address.replace("http:", "https:"))

    fetched = fetcher.fetch_prs(REPO)

    assert fetched == []
    host = github.address.removeprefix("http://")
    assert fetcher.notes == [
        f"GitHub: {host} has no certificate that can be trusted; nothing of {REPO} is cached in {cache}."
    ]


@pytest.mark.parametrize("how", ["silence", "a byte now and then", "a name server that is silent"])
def test_time_out_is_waited_for_once(github, fetcher_for, cache, monkeypatch, how):
    body = b"[" + b" " * 1_000 + b"]"
    github.instead[LIST] = Answer(body=body, wait=3) if how == "silence" else Answer(body=body, drip=True)
    if how == "a name server that is silent":
        monkeypatch.setattr("socket.getaddrinfo", lambda *_, **__: github.closing.wait(3) or [])
    fetcher = fetcher_for(seconds_each=0.3)
    started = time.monotonic()

    fetched = fetcher.fetch_from_defaults(20, [REPO, "acme/linker"])

    assert fetched == []
    assert time.monotonic() - started < 2
    host = github.address.removeprefix("http://")
    assert fetcher.requests_sent == 1
    assert fetcher.notes == [
        f"GitHub: {host} did not answer within 0.3 seconds; nothing of {REPO}, acme/linker is cached in {cache}."
    ]


def test_wait_of_a_run_without_a_network_is_less_than_five_seconds():
    assert SECONDS_EACH <= 4


def test_run_that_takes_too_long_asks_no_more(github):
    gate = Gate(github.address, "", Allowance(requests=5, seconds_each=1, seconds=2, waited=2.1))

    with pytest.raises(NoAnswerError, match=r"^127\.0\.0\.1:\d+ took 2 seconds of a run$"):
        gate.send(requests.Request("GET", f"{github.address}{LIST}").prepare())

    assert github.count == 0


@pytest.mark.parametrize(
    "address",
    [
        "",
        "api.github.com",
        "ftp://api.github.com",
        "https://",
        "http://[::1",
        "http://127.0.0.1:0",
        "http://a:b",
        "http://ada:secret@127.0.0.1:1",
    ],
)
def test_address_that_is_none_is_said_in_one_line(fetcher_for, settings, address):
    settings.GITHUB_API_URL = address or "nonsense"
    fetcher = fetcher_for(api_url=None)

    fetched = fetcher.fetch_prs(REPO)

    assert fetched == []
    assert fetcher.notes == [
        "GitHub: GITHUB_API_URL is no address. Give one such as https://github.example.com/api/v3."
    ]


# The cache file


def test_corrupt_cache_is_named_and_the_run_goes_on_without(github, fetcher_for, cache):
    cache.parent.mkdir()
    cache.write_bytes(b"no database at all, whatever its name says" * 100)
    before = cache.read_bytes()
    fetcher = fetcher_for()

    fetched = fetcher.fetch_prs(REPO)

    assert numbers(fetched) == [9, 7, 4]
    assert fetcher.notes == [
        f"GitHub: the cache {cache} is not used: file is not a database. Delete it, or name another file."
    ]
    assert cache.read_bytes() == before


def test_cache_that_is_damaged_inside_is_named_and_the_run_goes_on_without(github, fetcher_for, cache):
    github.add_repository(REPO, range(60, 0, -1))
    fetcher_for().fetch_prs(REPO)
    with cache.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * 40_000)
    github.forget()
    fetcher = fetcher_for()

    fetched = fetcher.fetch_prs(REPO)

    assert numbers(fetched) == list(range(60, 40, -1))
    assert fetcher.notes == [f"GitHub: the cache {cache} cannot be read: database disk image is malformed. Delete it."]


def test_broken_entry_is_fetched_anew(github, fetcher_for, cache):
    fetcher_for().fetch_prs(REPO)
    with closing(sqlite3.connect(cache)) as connection, connection:
        connection.execute("UPDATE answers SET answer = substr(answer, 1, 40)")
    github.forget()
    fetcher = fetcher_for()

    first, again = fetcher.fetch_prs(REPO), fetcher_for().fetch_prs(REPO)

    assert numbers(first) == numbers(again) == [9, 7, 4]
    assert github.count == 4
    assert fetcher.notes == []


def test_database_of_another_program_is_left_as_it_is(fetcher_for, cache):
    cache.parent.mkdir()
    with closing(sqlite3.connect(cache)) as connection, connection:
        connection.execute("CREATE TABLE django_migrations (id INTEGER)")
    before = cache.read_bytes()
    fetcher = fetcher_for()

    fetched = fetcher.fetch_prs(REPO)
    fetcher.clear_cache()

    assert numbers(fetched) == [9, 7, 4]
    assert fetcher.notes == [
        f"GitHub: the cache {cache} is not used: it is another program's database. Delete it, or name another file."
    ]
    assert cache.read_bytes() == before


def test_locked_cache_is_not_waited_for(fetcher_for, cache):
    fetcher_for().fetch_prs(REPO)
    started = time.monotonic()
    with closing(sqlite3.connect(cache, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        fetcher = fetcher_for()
        fetched = fetcher.fetch_prs(REPO)

    assert numbers(fetched) == [9, 7, 4]
    assert time.monotonic() - started < 5
    assert fetcher.notes == [
        f"GitHub: the cache {cache} is not used: database is locked. Delete it, or name another file."
    ]


def test_cache_that_somebody_else_writes_can_be_read(github, fetcher_for, cache):
    first = fetcher_for().fetch_prs(REPO)
    with closing(sqlite3.connect(cache, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        fetcher = fetcher_for()
        again = fetcher.fetch_prs(REPO)
        both = fetcher.fetch_from_defaults(20, [REPO, "acme/linker"])

    assert again == first
    assert [each.number for each in both] == [9, 7, 4, 5, 3]
    assert fetcher.notes == [f"GitHub: nothing more is written to the cache {cache}: database is locked."]
    assert github.count == 4 + 3


def test_unwritable_cache_can_be_read(github, fetcher_for, cache):
    first = fetcher_for().fetch_prs(REPO)
    with cache.open("r+b") as file:
        # A version of the format that SQLite may read and not write. The superuser, too, cannot write to it then.
        file.seek(18)
        file.write(b"\x03")
    fetcher = fetcher_for()

    again = fetcher.fetch_from_defaults(20, [REPO, "acme/linker"])

    assert again[:3] == first
    assert len(again) == 5
    assert fetcher.notes == [
        f"GitHub: nothing more is written to the cache {cache}: attempt to write a readonly database."
    ]


@pytest.mark.parametrize("place", ["folder", "below a file", "name that no file has"])
def test_cache_that_cannot_be_made_is_named_and_the_run_goes_on_without(fetcher_for, tmp_path, place):
    (tmp_path / "file").write_text("")
    cache = {
        "folder": tmp_path,
        "below a file": tmp_path / "file" / "github.sqlite",
        "name that no file has": tmp_path / ("x" * 300),
    }[place]
    fetcher = fetcher_for(cache=cache)

    fetched = fetcher.fetch_prs(REPO)

    assert numbers(fetched) == [9, 7, 4]
    [note] = fetcher.notes
    assert note.startswith(f"GitHub: the cache {cache} is not used: ")
    assert "\n" not in note
