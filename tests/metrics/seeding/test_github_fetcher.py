"""What the rest of the seeding relies on: the calls, and that a run goes on where nothing is to be had."""

import inspect
from dataclasses import fields

import pytest

from apps.metrics.seeding.github_fetcher import FetchedPR, GitHubPublicFetcher


@pytest.fixture(autouse=True)
def nobody_listens(settings):
    """Nothing comes from the network."""
    settings.GITHUB_API_URL = "http://127.0.0.1:1"


def test_fetched_pull_request_has_what_it_lends():
    assert [each.name for each in fields(FetchedPR)] == [
        "title", "additions", "deletions", "files_changed", "commits_count", "labels", "is_draft",
        "review_comments_count",
    ]  # fmt: skip


def test_fetcher_is_called_as_documented():
    fetch = inspect.signature(GitHubPublicFetcher.fetch_prs).parameters

    assert list(fetch)[:4] == ["self", "repo", "limit", "state"]
    assert (fetch["limit"].default, fetch["state"].default) == (20, "closed")
    assert list(inspect.signature(GitHubPublicFetcher.fetch_from_defaults).parameters)[:2] == ["self", "per_repo_limit"]


def test_repository_that_cannot_be_read_gives_an_empty_list_and_a_warning(caplog):
    fetched = GitHubPublicFetcher().fetch_prs("pallets/flask", limit=3)

    assert fetched == []
    [record] = caplog.records
    assert (record.name, record.levelname) == ("apps.metrics.seeding.github_fetcher", "WARNING")
    assert "pallets/flask" in record.getMessage()


def test_defaults_that_cannot_be_read_give_an_empty_list_and_a_warning(caplog):
    fetched = GitHubPublicFetcher().fetch_from_defaults(3)

    assert fetched == []
    assert {record.levelname for record in caplog.records} == {"WARNING"}
    said = " ".join(record.getMessage() for record in caplog.records)
    assert all(repository in said for repository in ("tiangolo/fastapi", "pallets/flask", "psf/requests"))


def test_rate_limit_is_unknown_before_the_first_request():
    assert GitHubPublicFetcher().get_rate_limit_remaining() is None


def test_cache_can_be_cleared_when_nothing_is_cached():
    fetcher = GitHubPublicFetcher()

    fetcher.clear_cache()

    assert fetcher.get_rate_limit_remaining() is None
