"""Snapshots: their form, their digest, and what is said of a file that is none."""

import json
import os
from dataclasses import replace

import pytest

from apps.metrics.seeding.github.pull_request import FetchedCommit, FetchedFile, FetchedPR
from apps.metrics.seeding.github.snapshot import digest, in_order, read_snapshot, write_snapshot
from seedplot.errors import SeedError

FLASK = FetchedPR(
    title="Größe of the “session” cookie",
    additions=12,
    deletions=3,
    files_changed=1,
    commits_count=1,
    labels=("bug", "docs"),
    is_draft=False,
    review_comments_count=4,
    repo="pallets/flask",
    number=12,
    files=(FetchedFile("src/flask/sessions.py", "modified", 12, 3),),
    commits=(FetchedCommit("Measure the session cookie"),),
)
LATER = replace(FLASK, number=101, title="Keep the cookie", files=(), commits=(), is_draft=True)
OTHER = replace(LATER, repo="acme/compiler", title="Keep the parser")


UNCLEAN = "pallets/flask#12 holds a value of another kind, or text that is not clean"


@pytest.fixture
def path(tmp_path):
    return tmp_path / "snapshot.json"


def refusal(path):
    with pytest.raises(SeedError) as error:
        read_snapshot(path)
    message = str(error.value)
    assert "\n" not in message
    return message


def test_snapshot_gives_back_what_was_written_in_order(path):
    write_snapshot(path, [LATER, FLASK, OTHER])

    assert read_snapshot(path) == (OTHER, FLASK, LATER)


def test_snapshot_has_the_documented_form(path):
    write_snapshot(path, [FLASK])

    text = path.read_bytes().decode("utf-8")
    assert json.loads(text) == {
        "format": "seedplot-github-snapshot",
        "version": 1,
        "pull_requests": [
            {
                "title": "Größe of the “session” cookie",
                "additions": 12,
                "deletions": 3,
                "files_changed": 1,
                "commits_count": 1,
                "labels": ["bug", "docs"],
                "is_draft": False,
                "review_comments_count": 4,
                "repo": "pallets/flask",
                "number": 12,
                "files": [{"path": "src/flask/sessions.py", "status": "modified", "additions": 12, "deletions": 3}],
                "commits": [{"message": "Measure the session cookie"}],
            }
        ],
    }
    assert text.startswith('{\n "format": "seedplot-github-snapshot",\n "pull_requests": [\n  {\n   "additions": 12,')
    assert text.endswith("}\n")
    assert "Größe" in text


def test_same_pull_requests_give_the_same_bytes_and_digest_in_any_order(tmp_path):
    first, second = tmp_path / "first.json", tmp_path / "second.json"
    write_snapshot(first, [FLASK, LATER, OTHER])
    write_snapshot(second, [OTHER, LATER, FLASK, LATER])

    assert first.read_bytes() == second.read_bytes()
    assert digest([FLASK, LATER, OTHER]) == digest([OTHER, FLASK, LATER]) == digest(read_snapshot(first))


def test_digest_is_the_one_it_has_always_been():
    assert digest([FLASK, LATER]) == "c717c053550b3e48914fd84e1418c192"
    assert digest([]) == "a0dbec357ba725315c34e18e489d2eeb"


@pytest.mark.parametrize(
    "changes",
    [
        {"title": "Another"}, {"additions": 13}, {"deletions": 4}, {"files_changed": 2}, {"commits_count": 2},
        {"labels": ("docs", "bug")}, {"is_draft": True}, {"review_comments_count": 5}, {"repo": "psf/requests"},
        {"number": 13}, {"files": ()}, {"commits": ()},
    ],
    ids=lambda changes: next(iter(changes)),
)  # fmt: skip
def test_digest_tells_every_difference(changes):
    assert digest([FLASK]) != digest([replace(FLASK, **changes)])


def test_of_the_same_pull_request_the_first_is_kept():
    assert in_order([FLASK, replace(FLASK, title="Another")]) == (FLASK,)


def test_snapshot_replaces_another_and_leaves_nothing_beside_it(path):
    path.write_text("old")

    write_snapshot(path, [FLASK])

    assert read_snapshot(path) == (FLASK,)
    assert list(path.parent.iterdir()) == [path]


def test_snapshot_that_is_cut_short_leaves_the_old_one(path, monkeypatch):
    path.write_text("old")

    def interrupted(descriptor):
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_snapshot(path, [FLASK])

    assert path.read_text() == "old"
    assert list(path.parent.iterdir()) == [path]


def test_snapshot_that_cannot_be_written_is_an_error_of_one_line(tmp_path):
    path = tmp_path / "nowhere" / "snapshot.json"

    with pytest.raises(SeedError) as error:
        write_snapshot(path, [FLASK])

    assert str(error.value) == (
        f"The snapshot '{path}' cannot be written: No such file or directory. Name a file in a folder of yours."
    )


def test_snapshot_that_is_not_there_is_an_error_of_one_line(path):
    assert refusal(path) == f"The snapshot '{path}' cannot be read: No such file or directory."


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "it is not JSON"),
        (b"{", "it is not JSON"),
        (b"\xff\xfe", "it is not JSON"),
        (b"[" * 200_000, "it is not JSON"),
        (b"[]", "it is not an object"),
        (b'"text"', "it is not an object"),
        (b"{}", "it does not say format seedplot-github-snapshot, version 1"),
        (
            b'{"format": "seedplot-github-snapshot", "version": 2}',
            "it does not say format seedplot-github-snapshot, version 1",
        ),
        (b'{"format": "seedplot-github-snapshot", "version": 1}', "pull_requests is not a list"),
        (
            b'{"format": "seedplot-github-snapshot", "version": 1, "pull_requests": [7]}',
            "a pull request is not an object",
        ),
    ],
)
def test_file_that_is_no_snapshot_is_an_error_of_one_line(path, content, reason):
    path.write_bytes(content)

    assert refusal(path) == (
        f"'{path}' is not a snapshot of GitHub: {reason}. Delete it, and the next run writes a new one."
    )


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"additions": -1}, "additions is not a whole number from 0 to 2147483647"),
        ({"additions": True}, "additions is not a whole number from 0 to 2147483647"),
        ({"additions": 10**30}, "additions is not a whole number from 0 to 2147483647"),
        ({"number": "12"}, "number is not a whole number from 0 to 2147483647"),
        ({"repo": "flask"}, "name a repository as owner/name or by its address, such as pallets/flask"),
        ({"title": "Fixes #12 by @octo-ada"}, UNCLEAN),
        ({"title": ""}, UNCLEAN),
        ({"labels": ["<b>x</b>"]}, UNCLEAN),
        ({"labels": "bug"}, "labels is not a list"),
        ({"is_draft": 1}, UNCLEAN),
        ({"files": [{"path": "../x", "status": "added", "additions": 1, "deletions": 0}]},
         UNCLEAN),
        ({"files": [{}]}, "additions is not a whole number from 0 to 2147483647"),
        ({"commits": [{"message": "x", "author": "Ada"}]},
         UNCLEAN),
        ({"commits": [{}]}, "a commit is not an object"),
        ({"author": "Ada"}, "a pull request has no field 'author'"),
    ],
)  # fmt: skip
def test_pull_request_of_another_form_is_an_error_of_one_line(path, changes, reason):
    write_snapshot(path, [FLASK])
    content = json.loads(path.read_text())
    content["pull_requests"][0] |= changes
    path.write_text(json.dumps(content))

    assert refusal(path) == (
        f"'{path}' is not a snapshot of GitHub: {reason}. Delete it, and the next run writes a new one."
    )


def test_pull_request_without_a_field_is_an_error_of_one_line(path):
    write_snapshot(path, [FLASK])
    content = json.loads(path.read_text())
    del content["pull_requests"][0]["title"]
    path.write_text(json.dumps(content))

    assert "a pull request has the field 'title'" in refusal(path)


def test_pull_requests_that_are_not_in_order_are_an_error_of_one_line(path):
    write_snapshot(path, [FLASK, LATER])
    content = json.loads(path.read_text())
    content["pull_requests"].reverse()
    path.write_text(json.dumps(content))

    assert "its pull requests are not sorted by repository and number, or one is there twice" in refusal(path)
