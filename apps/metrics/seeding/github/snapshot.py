"""Snapshots: the pull requests of a run as a file, so that the same run can be had again, online or off.

The file is JSON, in UTF-8 with sorted keys and a line for each value:

    {"format": "seedplot-github-snapshot", "pull_requests": [{...}, ...], "version": 1}

with the fields of `FetchedPR` for each pull request, sorted by repository and number, none twice. The digest is taken
from the pull requests alone, without white space, so that it does not depend on how the file is laid out.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from stat import S_ISREG

from apps.metrics.seeding.github.pull_request import FetchedPR, read_list, read_mapping
from seedplot.errors import SeedError

FORMAT = "seedplot-github-snapshot"
VERSION = 1
DIGEST_BYTES = 16
MOST_BYTES = 50_000_000
"""A hundred times the snapshot of a large run."""


def in_order(pull_requests: Iterable[FetchedPR]) -> tuple[FetchedPR, ...]:
    """As a snapshot holds them: sorted by repository and number, of the same one the first."""
    by_name = {_name(each): each for each in reversed(list(pull_requests))}
    return tuple(by_name[name] for name in sorted(by_name))


def _name(pull_request: FetchedPR) -> tuple[str, int, str]:
    """The values that tell it from others; one made by hand may have no more than its title."""
    return (pull_request.repo, pull_request.number, "" if pull_request.repo else pull_request.title)


def digest(pull_requests: Iterable[FetchedPR]) -> str:
    """32 hexadecimal digits, the same for the same pull requests in any order."""
    plain = [each.as_json() for each in in_order(pull_requests)]
    canonical = json.dumps(plain, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return blake2b(canonical.encode(), digest_size=DIGEST_BYTES, person=b"seedplot github").hexdigest()


def check_writable(path: Path) -> None:
    """SeedError if no snapshot can be written there."""
    try:
        descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        os.close(descriptor)
        os.unlink(name)
    except OSError as error:
        raise _unwritable(path, error) from None


def write_snapshot(path: Path, pull_requests: Iterable[FetchedPR]) -> None:
    """Write all of it or nothing: it is a whole file before it gets its name. SeedError if it cannot be written."""
    content = {
        "format": FORMAT,
        "version": VERSION,
        "pull_requests": [each.as_json() for each in in_order(pull_requests)],
    }
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, indent=1) + "\n"
    try:
        descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        try:
            with open(descriptor, "w", encoding="utf-8", newline="\n") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            os.replace(name, path)
        except BaseException:
            with suppress(OSError):
                os.unlink(name)
            raise
    except OSError as error:
        raise _unwritable(path, error) from None


def _unwritable(path: Path, error: OSError) -> SeedError:
    return SeedError(f"The snapshot '{path}' cannot be written: {error.strerror}. Name a file in a folder of yours.")


def read_snapshot(path: Path) -> tuple[FetchedPR, ...]:
    """The pull requests of a snapshot, in its order. SeedError if there is none, or it is not one."""
    try:
        status = path.stat()
        if not S_ISREG(status.st_mode) or status.st_size > MOST_BYTES:
            # Reading a pipe waits for its writer, and reading a device never ends.
            raise SeedError(
                f"'{path}' is no file of at most {MOST_BYTES // 10**6} MB. "
                "Give --github-snapshot a snapshot, or a file that is not there yet."
            )
        content = read_mapping(json.loads(path.read_text(encoding="utf-8")), "it")
        if (content.get("format"), content.get("version")) != (FORMAT, VERSION):
            raise ValueError(f"it does not say format {FORMAT}, version {VERSION}")
        read = [FetchedPR.from_json(each) for each in read_list(content.get("pull_requests"), "pull_requests")]
        if tuple(read) != in_order(read):
            raise ValueError("its pull requests are not sorted by repository and number, or one is there twice")
    except OSError as error:
        raise SeedError(f"The snapshot '{path}' cannot be read: {error.strerror}.") from None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        reason = _in_words(error)
        raise SeedError(
            f"'{path}' is not a snapshot of GitHub: {reason}. Delete it, and the next run writes a new one."
        ) from None
    return tuple(read)


def _in_words(error: Exception) -> str:
    if isinstance(error, (json.JSONDecodeError, UnicodeDecodeError, RecursionError)):
        return "it is not JSON"
    return str(error).splitlines()[0] if isinstance(error, ValueError) else "a value is of another kind"
