"""GitHub's answers in a SQLite file, as the storage of requests-cache. Imported only when GitHub is about to be read.

requests-cache has a SQLite storage of its own. It waits without end for a file that is locked or may not be written,
stores pickles, which run code when somebody else wrote them, and makes tables in whatever database it is pointed at.
This one gives up at once, stores JSON, and leaves foreign files alone. Whatever happens to it, the run goes on.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from requests_cache.backends.base import BaseCache, BaseStorage
from requests_cache.models.response import CachedResponse

from apps.metrics.seeding.github.stored_answers import FORMAT, as_text, from_text

APPLICATION_ID = 0x5EED_6173
"""Marks a SQLite file as ours, in its header."""
SECONDS_FOR_A_LOCK = 0.5
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


class AnswerCache(BaseCache):
    """The cache of one session. `say` takes a line about what is wrong with its file, if anything is."""

    def __init__(self, path: Path, say: Callable[[str], None], *, refresh: bool = False) -> None:
        super().__init__(cache_name=str(path))
        # The other storage of a cache, for what a redirect led to, is not needed: each address keeps its answer.
        self.answers = AnswerTable(path, say, refresh=refresh)
        self.responses: BaseStorage[str, CachedResponse] = self.answers


class AnswerTable(BaseStorage[str, CachedResponse]):
    """Answers by key. With `refresh`, those that may change count as old until they were asked for again."""

    def __init__(self, path: Path, say: Callable[[str], None], *, refresh: bool = False) -> None:
        super().__init__(serializer=None)
        self._path = path
        self._say = say
        self._refresh = refresh
        self._renewed: set[str] = set()
        self._in_memory: dict[str, CachedResponse] = {}
        self._writable = True
        self._connection = self._open()

    def __getitem__(self, key: str) -> CachedResponse:
        if key in self._in_memory:
            return self._in_memory[key]
        rows = self._run("SELECT answer FROM answers WHERE key = ?", key)
        if not rows:
            raise KeyError(key)
        try:
            response = from_text(rows[0][0])
        except (ValueError, KeyError, TypeError, AttributeError):
            # A broken entry is fetched anew.
            raise KeyError(key) from None
        response.cache_key = key
        if self._refresh and response.expires is not None and key not in self._renewed:
            response.expires = LONG_AGO
        return response

    def __setitem__(self, key: str, response: CachedResponse) -> None:
        self._renewed.add(key)
        if self._connection is None or not self._writable:
            self._in_memory[key] = response
            return
        self._run("INSERT OR REPLACE INTO answers VALUES (?, ?)", key, as_text(response), write=True)

    def __delitem__(self, key: str) -> None:
        self._in_memory.pop(key, None)
        self._run("DELETE FROM answers WHERE key = ?", key, write=True)

    def __iter__(self) -> Iterator[str]:
        return iter([key for (key,) in self._run("SELECT key FROM answers ORDER BY key")])

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def clear(self) -> None:
        self._in_memory.clear()
        self._run("DELETE FROM answers", write=True)
        self._run("VACUUM", write=True)

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _open(self) -> sqlite3.Connection | None:
        connection = None
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(self._path, timeout=SECONDS_FOR_A_LOCK, isolation_level=None)
            if _prepare(connection):
                return connection
            mistake = "it is another program's database"
        except (OSError, sqlite3.Error, ValueError) as error:
            mistake = _in_words(error)
        if connection is not None:
            connection.close()
        self._say(f"GitHub: the cache {self._path} is not used: {mistake}. Delete it, or name another file.")
        return None

    def _run(self, statement: str, *values: object, write: bool = False) -> list[tuple[str]]:
        """Rows; none where the file fails us, which is said once."""
        if self._connection is None or (write and not self._writable):
            return []
        try:
            return self._connection.execute(statement, values).fetchall()
        except sqlite3.Error as error:
            if write:
                self._writable = False
                self._say(f"GitHub: nothing more is written to the cache {self._path}: {_in_words(error)}.")
            else:
                self._say(f"GitHub: the cache {self._path} cannot be read: {_in_words(error)}. Delete it.")
                with suppress(sqlite3.Error):
                    self.close()
        return []


def _prepare(connection: sqlite3.Connection) -> bool:
    """True if the file is ours, or was empty and is now. What it holds in another format is forgotten."""
    [(mark,)] = connection.execute("PRAGMA application_id")
    [(found,)] = connection.execute("PRAGMA user_version")
    [(tables,)] = connection.execute("SELECT count(*) FROM sqlite_master")
    if mark != APPLICATION_ID and (mark or tables):
        return False
    if (mark, found) != (APPLICATION_ID, FORMAT):
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("DROP TABLE IF EXISTS answers")
        connection.execute("CREATE TABLE answers (key TEXT PRIMARY KEY, answer TEXT) WITHOUT ROWID")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {FORMAT}")
        connection.execute("COMMIT")
    return True


def _in_words(error: Exception) -> str:
    text = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return text.splitlines()[0] if text else type(error).__name__
