import json
import os
from base64 import b64encode

import pytest

from seedplot.engine.explaining import certificate_file
from seedplot.engine.explaining.certificate_file import Certificate
from seedplot.errors import SeedError

RUN = {"domain": "toy", "scenario": "harvest-weeks", "seed": 42, "anchor": "2026-03-12", "options": {"beds": 3}}
CERTIFICATE = Certificate(
    run=RUN,
    promises=[{"id": "toy.P101", "part": "bed 0", "observed": "1 kg", "kept": True}],
    counts={"toy.Bed": 2, "toy.Ünit": 1},
    tables={"toy.Bed": "aa", "toy.Ünit": "bb"},
    rows={"toy.Bed": bytes(range(16)), "toy.Ünit": bytes(8)},
)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "certificate.json"


def refusal(path):
    with pytest.raises(SeedError) as refused:
        certificate_file.read(path)
    message = str(refused.value)
    assert "\n" not in message
    assert len(message) < 300 + len(str(path))
    return message.removeprefix(str(path)).strip()


def written(**changes):
    """The certificate as JSON, with other values."""
    return {**json.loads("".join(certificate_file.pieces(CERTIFICATE))), **changes}


@pytest.mark.parametrize("rows", [CERTIFICATE.rows, None, {}])
def test_certificate_is_read_as_it_was_written(path, rows):
    counts = CERTIFICATE.counts if rows != {} else {}
    certificate = Certificate(RUN, CERTIFICATE.promises, counts, CERTIFICATE.tables, rows)

    certificate_file.write(certificate, path)

    assert certificate_file.read(path) == certificate
    assert list(path.parent.iterdir()) == [path]


def test_file_is_json_with_format_and_version(path):
    certificate_file.write(CERTIFICATE, path)

    found = json.loads(path.read_text(encoding="utf-8"))

    assert list(found) == ["format", "version", "run", "promises", "counts", "tables", "rows"]
    assert (found["format"], found["version"]) == ("seedplot certificate", 1)
    assert found["rows"]["toy.Bed"] == b64encode(bytes(range(16))).decode()


def test_file_that_is_there_is_replaced_as_a_whole(path):
    path.write_text("x" * 100_000)

    certificate_file.write(CERTIFICATE, path)

    assert certificate_file.read(path) == CERTIFICATE


@pytest.mark.parametrize(
    ("place", "reason"),
    [
        ("", "is a directory. Name a file in it, such as "),
        ("missing/certificate.json", "cannot be written: No such file or directory. Name a file that can."),
        ("x" * 300, "cannot be written: File name too long. Name a file that can."),
    ],
)
def test_place_that_cannot_be_written_is_named(tmp_path, place, reason):
    with pytest.raises(SeedError) as refused:
        certificate_file.write(CERTIFICATE, tmp_path / place)

    assert reason in str(refused.value)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "ends too early, in line 1."),
        (b"hello", "is not JSON: Expecting value in line 1."),
        (b'{"a": 1,\n b}', "is not JSON: Expecting property name enclosed in double quotes in line 2."),
        (b"\xff\xfe\x00", "is not JSON: it is no text."),
        (b"[" * 200_000, "is not JSON that a certificate would hold."),
        (b"1" * 10_000, "is not JSON that a certificate would hold."),
        (b"[]", "is JSON, but no certificate of seedplot."),
        (b'{"format": "other"}', "is JSON, but no certificate of seedplot."),
        (b"null", "is JSON, but no certificate of seedplot."),
    ],
)
def test_what_is_no_certificate_is_answered_in_one_line(path, content, reason):
    path.write_bytes(content)

    assert refusal(path) == f"{reason} Write it again: python manage.py seedplot certificate RUN FILE"


@pytest.mark.parametrize("part", [0.1, 0.4, 0.7, 0.99])
def test_truncated_file_is_said_to_end_too_early(path, part):
    whole = "".join(certificate_file.pieces(CERTIFICATE))
    path.write_text(whole[: int(part * (len(whole) - 2))], encoding="utf-8")

    assert refusal(path).startswith("ends too early, in line ")


def test_another_version_is_named(path):
    path.write_text(json.dumps(written(version=2)))

    assert refusal(path) == (
        "has version 2 of certificates, and this seedplot reads version 1. "
        "Write it anew with this version, or check it with the other."
    )


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"run": {}}, "it has no 'domain'"),
        ({"run": {**RUN, "seed": "x"}}, "the run's seed is not of its kind"),
        ({"run": 3}, "'int' object is not iterable"),
        ({"counts": {"toy.Bed": "2"}}, "a count is no number"),
        ({"tables": {"toy.Bed": 2}}, "a table's digest is no text"),
        ({"rows": {"toy.Bed": "AAAA"}}, "it counts 2 rows of toy.Bed and has 0.375"),
        ({"rows": {"toy.Bed": "-"}}, "the rows of toy.Bed are not base64"),
        ({"rows": {"toy.Tag": ""}}, "it has no 'toy.Tag'"),
        ({"rows": {}}, "rows and counts name different models"),
        ({"rows": []}, "'list' object has no attribute 'items'"),
    ],
)
def test_damaged_certificate_is_answered_in_one_line(path, changes, reason):
    path.write_text(json.dumps(written(**changes)))

    assert refusal(path) == f"is damaged: {reason}. Write it again: python manage.py seedplot certificate RUN FILE"


def test_lacking_part_is_named(path):
    whole = written()
    del whole["rows"]
    path.write_text(json.dumps(whole))

    assert refusal(path).startswith("is damaged: it has no 'rows'.")


def test_directory_is_named(tmp_path):
    assert refusal(tmp_path) == "is a directory. Name a file in it."


@pytest.mark.parametrize("device", ["/dev/zero", "/dev/full", "/dev/null"])
def test_device_is_not_read(device):
    from pathlib import Path

    assert refusal(Path(device)) == "is not a regular file. Name one that `seedplot certificate` wrote."


def test_pipe_is_not_waited_for(path):
    os.mkfifo(path)

    assert refusal(path) == "is not a regular file. Name one that `seedplot certificate` wrote."


def test_missing_file_is_named(path):
    assert refusal(path) == "cannot be read: No such file or directory. Name a file that can."


def test_too_large_a_file_is_not_read(path):
    with path.open("wb") as file:
        file.truncate(certificate_file.LARGEST_FILE + 1)

    assert refusal(path) == "has 64 MB, more than any certificate. Name one that `seedplot certificate` wrote."


def test_a_million_rows_fit(monkeypatch):
    assert certificate_file.LARGEST_FILE / 4 > 1_000_000 * 8 * 4 / 3
