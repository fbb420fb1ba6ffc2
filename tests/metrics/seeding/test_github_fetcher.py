"""The calls that the rest of the seeding relies on, and how many requests they cost, on a GitHub of our own."""

import inspect
import logging
import socket
import sqlite3
from contextlib import closing
from dataclasses import fields

import pytest

from apps.metrics.seeding.github.pull_request import FetchedCommit, FetchedFile
from apps.metrics.seeding.github_fetcher import FetchedPR, GitHubPublicFetcher
from tests.conftest import run_python
from tests.metrics.seeding.github.github_server import (
    Answer,
    allow_only_loopback,
    cached_texts,
    commits,
    detail,
    files,
    let_a_day_pass,
    pull_request,
    running_github,
)

DEFAULTS = ("fastapi/fastapi", "pallets/flask", "psf/requests")
TOKEN = "ghp_0123456789abcdefTOKENdoNotTell"


@pytest.fixture(autouse=True)
def beyond(monkeypatch):
    """Nobody but the loopback server is called."""
    tried = allow_only_loopback(monkeypatch)
    yield tried
    assert tried == []


@pytest.fixture
def github():
    with running_github() as server:
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


# The calls


def test_fetched_pull_request_has_what_it_lends():
    assert [each.name for each in fields(FetchedPR)] == [
        "title", "additions", "deletions", "files_changed", "commits_count", "labels", "is_draft",
        "review_comments_count", "repo", "number", "files", "commits",
    ]  # fmt: skip


def test_fetcher_is_called_as_documented():
    fetch = inspect.signature(GitHubPublicFetcher.fetch_prs).parameters

    assert list(fetch) == ["self", "repo_name", "limit", "state", "repo"]
    assert (fetch["limit"].default, fetch["state"].default) == (20, "closed")
    assert list(inspect.signature(GitHubPublicFetcher.fetch_from_defaults).parameters)[:2] == ["self", "per_repo_limit"]


def test_pull_request_is_read_from_the_list_and_its_own_answer(github, fetcher_for):
    github.add_repository("acme/compiler", [7])

    fetched = fetcher_for().fetch_prs("acme/compiler", limit=3)

    assert fetched == [
        FetchedPR(
            title="Cache the price lookup per request, part 7",
            additions=70,
            deletions=7,
            files_changed=3,
            commits_count=2,
            labels=("bug", "size 1"),
            is_draft=False,
            review_comments_count=3,
            repo="acme/compiler",
            number=7,
        )
    ]
    assert github.paths() == [
        "/repos/acme/compiler/pulls?per_page=100&state=closed",
        "/repos/acme/compiler/pulls/7",
    ]


def test_the_newest_come_first_and_no_more_than_asked_for(github, fetcher_for):
    github.add_repository("acme/compiler", [9, 7, 4, 2])

    fetched = fetcher_for().fetch_prs("https://github.com/acme/compiler", limit=3)

    assert [each.number for each in fetched] == [9, 7, 4]
    assert github.count == 4


def test_pages_are_read_on_while_there_are_too_few(github, fetcher_for):
    github.largest_page = 2
    github.add_repository("acme/compiler", [9, 7, 4, 2, 1])

    fetched = fetcher_for().fetch_prs("acme/compiler", limit=3)

    assert [each.number for each in fetched] == [9, 7, 4]
    assert [path for path in github.paths() if "?" in path] == [
        "/repos/acme/compiler/pulls?per_page=100&state=closed",
        "/repos/acme/compiler/pulls?page=2&per_page=100&state=closed",
    ]


def test_state_says_which_pull_requests(github, fetcher_for):
    github.answers["/repos/acme/compiler/pulls"] = [
        pull_request("acme/compiler", 2, state="open"), pull_request("acme/compiler", 1)
    ]  # fmt: skip
    for each in github.answers["/repos/acme/compiler/pulls"]:
        github.answers[f"/repos/acme/compiler/pulls/{each['number']}"] = detail(each)

    numbers = {
        state: [each.number for each in fetcher_for().fetch_prs("acme/compiler", state=state)]
        for state in ("open", "closed", "all")
    }

    assert numbers == {"open": [2], "closed": [1], "all": [2, 1]}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"repo": "flask"}, "name a repository as owner/name or by its address, such as pallets/flask"),
        ({"state": "merged"}, "state must be one of open, closed, all, not 'merged'"),
        ({"limit": -1}, "limit must not be negative, but is -1"),
    ],
)
def test_what_cannot_be_meant_is_refused(fetcher_for, github, arguments, message):
    with pytest.raises(ValueError, match=f"^{message}$"):
        fetcher_for().fetch_prs(**{"repo": "pallets/flask"} | arguments)

    assert github.count == 0


def test_files_and_commits_are_fetched_when_they_are_wanted(github, fetcher_for):
    github.add_repository("acme/compiler", [7])
    place = "/repos/acme/compiler/pulls/7"
    github.answers[f"{place}/files"] = files(3)
    github.answers[f"{place}/commits"] = commits("Cache prices\n\nSigned-off-by: Ada <a@b.org>", "Test it, @octo-ada")

    first, again = (fetcher_for(files_and_commits=True).fetch_prs("acme/compiler") for _ in range(2))

    assert first == again
    assert first[0].files == tuple(FetchedFile(f"src/part{i}.py", "modified", 5, 1) for i in (1, 2, 3))
    assert first[0].commits == (FetchedCommit("Cache prices"), FetchedCommit("Test it"))
    assert github.count == 4


def test_files_that_are_not_all_of_them_are_left_to_be_invented(github, fetcher_for):
    github.add_repository("acme/compiler", [7])
    github.answers["/repos/acme/compiler/pulls/7/files"] = files(2)
    github.answers["/repos/acme/compiler/pulls/7/commits"] = commits("One of two")

    [fetched] = fetcher_for(files_and_commits=True).fetch_prs("acme/compiler")

    assert (fetched.files, fetched.commits) == ((), ())


# Frugality


def test_cold_run_over_the_defaults_gives_54_pull_requests_for_57_requests_and_a_warm_one_costs_none(
    github, fetcher_for
):
    for repo in DEFAULTS:
        github.add_repository(repo, range(160, 100, -1))

    cold, warm = fetcher_for(), fetcher_for()
    first = cold.fetch_from_defaults(20)
    counted = github.count
    again = warm.fetch_from_defaults(20)

    assert [(repo, [each.number for each in first if each.repo == repo]) for repo in DEFAULTS] == [
        (repo, list(range(160, 142, -1))) for repo in DEFAULTS
    ]
    assert (len(first), counted, github.count) == (54, 57, 57)
    assert again == first
    assert (cold.requests_sent, warm.requests_sent) == (57, 0)
    assert (cold.get_rate_limit_remaining(), warm.get_rate_limit_remaining()) == (3, 0)
    assert cold.notes == warm.notes == []


def test_renamed_repository_costs_one_request_more_and_keeps_within_the_57(github, fetcher_for):
    for repo in DEFAULTS:
        github.add_repository(repo, range(160, 100, -1))
    github.rename("tiangolo/fastapi", "fastapi/fastapi")
    names = ["tiangolo/fastapi", *DEFAULTS[1:]]

    first = fetcher_for().fetch_from_defaults(20, names)
    counted = github.statuses()
    again = fetcher_for().fetch_from_defaults(20, names)

    assert counted == {200: 56, 301: 1}
    assert len(first) == 53
    assert {each.repo for each in first} == {"fastapi/fastapi", "pallets/flask", "psf/requests"}
    assert again == first
    assert github.count == 57


def test_repository_named_by_its_old_and_its_new_name_gives_no_pull_request_twice(github, fetcher_for):
    github.add_repository("fastapi/fastapi", [3, 2, 1])
    github.rename("tiangolo/fastapi", "fastapi/fastapi")

    fetched = fetcher_for().fetch_from_defaults(20, ["tiangolo/fastapi", "fastapi/fastapi", "fastapi/fastapi"])

    assert sorted((each.repo, each.number) for each in fetched) == [("fastapi/fastapi", n) for n in (1, 2, 3)]


@pytest.mark.parametrize("how", ["a day later", "at once, when asked to"])
def test_lists_are_revalidated_and_pull_requests_are_not(github, fetcher_for, cache, how):
    github.add_repository("acme/compiler", [9, 7, 4])
    first = fetcher_for().fetch_prs("acme/compiler")
    github.forget()
    if how == "a day later":
        let_a_day_pass(cache)

    again = fetcher_for(refresh=how != "a day later").fetch_prs("acme/compiler")
    after = fetcher_for().fetch_prs("acme/compiler")

    assert first == again == after
    assert github.asked == [(304, "/repos/acme/compiler/pulls?per_page=100&state=closed")]


def test_list_of_a_renamed_repository_is_revalidated_where_it_is_now(github, fetcher_for, cache):
    github.add_repository("fastapi/fastapi", [9, 7])
    github.rename("tiangolo/fastapi", "fastapi/fastapi")
    first = fetcher_for().fetch_prs("tiangolo/fastapi")
    github.forget()
    let_a_day_pass(cache)

    again = fetcher_for().fetch_prs("tiangolo/fastapi")
    after = fetcher_for().fetch_prs("tiangolo/fastapi")

    assert first == again == after
    assert [status for status, _ in github.asked] == [301, 304]


def test_new_pull_request_in_a_revalidated_list_costs_its_own_request(github, fetcher_for, cache):
    github.add_repository("acme/compiler", [9, 7])
    fetcher_for().fetch_prs("acme/compiler")
    github.forget()
    let_a_day_pass(cache)
    github.add_repository("acme/compiler", [11, 9, 7])

    again = fetcher_for().fetch_prs("acme/compiler")

    assert [each.number for each in again] == [11, 9, 7]
    assert [status for status, _ in github.asked] == [200, 200]


def test_open_pull_request_is_revalidated_a_day_later(github, fetcher_for, cache):
    github.add_repository("acme/compiler", [9], state="open")
    fetcher_for().fetch_prs("acme/compiler", state="open")
    github.forget()
    let_a_day_pass(cache)

    fetcher_for().fetch_prs("acme/compiler", state="open")

    assert [status for status, _ in github.asked] == [304, 304]


def test_cleared_cache_is_empty(github, fetcher_for, cache):
    github.add_repository("acme/compiler", [9])
    fetcher = fetcher_for()
    fetcher.fetch_prs("acme/compiler")

    fetcher.clear_cache()
    fetched = fetcher_for(network=False).fetch_prs("acme/compiler")

    assert fetched == []
    assert github.count == 2


@pytest.mark.parametrize("pragma", ["user_version = 1", "user_version = 99"])
def test_cache_of_another_format_is_begun_anew(github, fetcher_for, cache, pragma):
    """As an older or a newer version left it: nothing of it is read, nothing fails, and it serves from then on."""
    github.add_repository("acme/compiler", [9])
    fetcher_for().fetch_prs("acme/compiler")
    with closing(sqlite3.connect(cache)) as connection, connection:
        connection.execute("UPDATE answers SET answer = 'of another format'")
        connection.execute(f"PRAGMA {pragma}")

    first = fetcher_for()
    [renewed] = first.fetch_prs("acme/compiler")
    warm = fetcher_for(network=False).fetch_prs("acme/compiler")

    assert (first.notes, warm) == ([], [renewed])
    assert github.count == 4


def test_cached_answers_are_found_whatever_the_library_says_of_their_requests(github, fetcher_for, cache):
    github.add_repository("acme/compiler", [9])
    fetcher_for().fetch_prs("acme/compiler")

    with closing(sqlite3.connect(cache)) as connection:
        keys = [key for (key,) in connection.execute("SELECT key FROM answers ORDER BY key")]

    assert [key.partition(" ")[0] for key in keys] == ["GET", "GET"]
    assert all(key.partition(" ")[2].startswith(f"{github.address}/repos/acme/compiler/pulls") for key in keys)


def test_cache_that_is_not_there_can_be_cleared(fetcher_for, cache):
    fetcher_for().clear_cache()

    assert not cache.exists()


def test_settings_say_where_github_and_the_cache_are(github, cache, settings):
    settings.GITHUB_API_URL, settings.GITHUB_CACHE, settings.GITHUB_TOKEN = f"{github.address}/", str(cache), TOKEN
    github.add_repository("acme/compiler", [9])

    fetched = GitHubPublicFetcher(network=True).fetch_prs("acme/compiler")

    assert [each.number for each in fetched] == [9]
    assert cache.exists()
    assert {headers["Authorization"] for headers in github.headers_seen} == {f"Bearer {TOKEN}"}


def test_enterprise_server_has_its_api_below_a_path(github, fetcher_for):
    github.add_repository("acme/compiler", [9])
    github.answers = {f"/api/v3{path}": answer for path, answer in github.answers.items()}

    fetched = fetcher_for(api_url=f"{github.address}/api/v3").fetch_prs("acme/compiler")

    assert [each.number for each in fetched] == [9]


# Without a network


def test_without_the_network_only_the_cache_is_read(github, cache, fetcher_for, caplog):
    github.add_repository("acme/compiler", [9])
    first = fetcher_for().fetch_prs("acme/compiler")
    github.forget()
    let_a_day_pass(cache)

    again = fetcher_for(network=False).fetch_prs("acme/compiler")

    assert again == first
    assert github.count == 0
    assert caplog.records == []


def test_by_default_the_network_is_asked(github, cache):
    github.add_repository("acme/compiler", [9])

    fetched = GitHubPublicFetcher(api_url=github.address, cache=cache).fetch_prs("acme/compiler")

    assert [each.number for each in fetched] == [9]


def test_nothing_cached_is_said_once_with_all_repositories(cache, caplog):
    fetcher = GitHubPublicFetcher(api_url="http://127.0.0.1:1", cache=cache, network=False)

    fetched = fetcher.fetch_from_defaults(3)

    assert fetched == []
    assert not cache.exists()
    assert [(record.name, record.levelname, record.getMessage()) for record in caplog.records] == [
        (
            "apps.metrics.seeding.github_fetcher",
            "WARNING",
            f"GitHub: nothing of fastapi/fastapi, pallets/flask, psf/requests is cached in {cache}; "
            "all pull requests are invented. Say --no-github to leave this line out.",
        )
    ]
    assert fetcher.notes == [caplog.records[0].getMessage()]


def test_importing_it_does_not_import_its_libraries():
    program = (
        "import django, sys; django.setup(); import apps.metrics.seeding.github_fetcher, "
        "apps.metrics.seeding.scenarios.base, apps.metrics.seeding.github.snapshot; "
        "print(sorted({'requests', 'github', 'requests_cache', 'platformdirs'} & set(sys.modules)))"
    )

    ran = run_python("-c", program)

    assert (ran.returncode, ran.stdout.strip(), ran.stderr) == (0, "[]", "")


def test_libraries_that_are_not_installed_are_an_error_of_one_line(tmp_path):
    program = (
        "import django, sys; django.setup(); sys.modules['requests_cache'] = None\n"
        "from apps.metrics.seeding.github_fetcher import GitHubPublicFetcher\n"
        "from seedplot.errors import SeedError\n"
        f"try: GitHubPublicFetcher(network=True, cache={str(tmp_path / 'cache')!r}).fetch_prs('pallets/flask')\n"
        "except SeedError as error: print(error)"
    )

    ran = run_python("-c", program)

    assert (ran.stdout.strip(), ran.stderr) == (
        "Reading GitHub needs 'requests_cache'. Run pip install -r requirements.txt, or say --no-github.",
        "",
    )


# The token


def test_token_is_sent_to_github_and_is_nowhere_else(github, fetcher_for, cache, tmp_path, caplog, capsys):
    caplog.set_level(logging.DEBUG)
    github.add_repository("acme/compiler", [9, 7, 5])
    github.instead["/repos/acme/compiler/pulls/7"] = Answer(502, {"message": "Bad gateway"})
    github.instead["/repos/acme/linker/pulls"] = Answer(401, {"message": f"Bad credentials {TOKEN}"})

    fetcher = fetcher_for(token=TOKEN)
    fetched = fetcher.fetch_from_defaults(5, ["acme/compiler", "acme/linker"])
    again = fetcher_for(token=TOKEN, refresh=True).fetch_prs("acme/compiler")

    assert [each.number for each in again] == [9, 5]
    assert {headers.get("Authorization") for headers in github.headers_seen} == {f"Bearer {TOKEN}"}
    on_disk = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    said = [*fetcher.notes, *(record.getMessage() for record in caplog.records), repr(fetcher), repr(fetched)]
    traces = [str(record.exc_info) + str(record.args) for record in caplog.records]
    everything = "\n".join([on_disk.decode("latin-1"), cached_texts(cache), *said, *traces, *capsys.readouterr()])
    assert TOKEN not in everything
    assert "Authorization" not in cached_texts(cache)


@pytest.mark.parametrize("token", [f"{TOKEN}\nX-Other: 1", f"{TOKEN} x", f"{TOKEN}\u00fc"])
def test_token_that_can_be_none_is_neither_used_nor_shown(github, fetcher_for, caplog, token):
    github.add_repository("acme/compiler", [9])
    fetcher = fetcher_for(token=token)

    fetched = fetcher.fetch_prs("acme/compiler")

    assert [each.number for each in fetched] == [9]
    assert fetcher.notes == ["GitHub: GITHUB_TOKEN holds characters that no token has; it is not used."]
    assert not any("Authorization" in headers for headers in github.headers_seen)
    assert TOKEN not in caplog.text


def test_run_with_a_token_is_warm_for_one_without(github, fetcher_for):
    github.add_repository("acme/compiler", [9, 7])

    first = fetcher_for(token=TOKEN).fetch_prs("acme/compiler")
    again = fetcher_for(token=TOKEN).fetch_prs("acme/compiler")
    without = fetcher_for().fetch_prs("acme/compiler")

    assert first == again == without
    assert github.count == 3


def test_the_guard_of_these_tests_holds(beyond):
    with pytest.raises(socket.gaierror):
        socket.create_connection(("api.github.com", 443), timeout=1)
    with socket.socket() as probe, pytest.raises(ConnectionRefusedError):
        probe.connect(("140.82.112.5", 443))

    assert beyond == ["api.github.com", ("140.82.112.5", 443)]
    beyond.clear()
