"""A MariaDB server from the machine's own packages, for as long as the tests run: no Docker, no port, no service."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from time import monotonic, sleep
from urllib.parse import quote

PROGRAMS = ("mariadbd", "mariadb", "mariadb-dump", "mariadb-install-db", "mariadb-tzinfo-to-sql")
ZONE_FILES = Path("/usr/share/zoneinfo")
ZONES = ("UTC", "America/Chicago")
"""The database converts moments between the time zone that Django stores and the project's."""
MEMORY = Path("/dev/shm")
ROOM = 2**30
"""Bytes that data and logs of a test run never need."""
SECONDS_TO_WAIT = 60
# Data that live for a minute need not survive a power cut, nor take much room.
CARELESS = (
    "--innodb-flush-log-at-trx-commit=0",
    "--innodb-flush-method=nosync",
    "--innodb-log-file-size=16M",
    "--sync-frm=0",
)


def missing_parts() -> list[str]:
    """The parts that a server and its driver need and this machine lacks."""
    missing = [name for name in PROGRAMS if _program(name) is None]
    if not ZONE_FILES.is_dir():
        missing.append(str(ZONE_FILES))
    if find_spec("MySQLdb") is None:
        missing.append("mysqlclient")
    return missing


class MariaDBServer:
    """Reached by a socket in a folder of its own, so that no two servers get into each other's way."""

    def __init__(self, socket: Path) -> None:
        self.socket = socket
        self._made = 0

    def url(self, database: str) -> str:
        """The address for DATABASE_URL."""
        return f"mysql://root@/{quote(database)}?host={quote(str(self.socket), safe='')}"

    def create_database(self, template: str | None = None) -> str:
        """The name of a fresh database, a copy of the template."""
        self._made += 1
        name = f"garden {self._made}"
        # The server's own character set is another one: the database's alone must be enough.
        self.execute(f"CREATE DATABASE `{name}` CHARACTER SET utf8mb4")
        if template is not None:
            self.execute(_run("mariadb-dump", *self._login, "--hex-blob", template), database=name)
        return name

    def drop_database(self, name: str) -> None:
        self.execute(f"DROP DATABASE `{name}`")

    def load_time_zones(self) -> None:
        """Fill the tables that CONVERT_TZ reads. A zone that the server has read once is never read again."""
        for zone in ZONES:
            self.execute(_run("mariadb-tzinfo-to-sql", str(ZONE_FILES / zone), zone), database="mysql")

    def execute(self, statements: str, *, database: str = "mysql") -> None:
        _run("mariadb", *self._login, database, typed=statements)

    @property
    def _login(self) -> tuple[str, ...]:
        # The user's own option files stay out.
        return ("--no-defaults", "--user=root", f"--socket={self.socket}")


@contextmanager
def running_server() -> Iterator[MariaDBServer]:
    """A server whose data and socket lie in a temporary folder; both are gone afterwards."""
    # The folder is not pytest's own: the path of a socket has at most 107 characters.
    with TemporaryDirectory(prefix="seedplot-", dir=_quick_folder()) as name:
        folder = Path(name)
        access = ("--auth-root-authentication-method=normal", "--skip-test-db")
        _run("mariadb-install-db", *_server_options(folder), *access)
        server = MariaDBServer(folder / "socket")
        process = _start(folder, server.socket)
        try:
            _wait_until_it_answers(server, process, folder / "log")
            server.load_time_zones()
            yield server
        finally:
            process.terminate()
            process.wait(timeout=SECONDS_TO_WAIT)


def _start(folder: Path, socket: Path) -> subprocess.Popen[bytes]:
    places = ("--skip-networking", f"--socket={socket}", f"--pid-file={folder / 'pid'}")
    command = [str(_program("mariadbd")), *_server_options(folder), *places]
    if shutil.which("setpriv"):
        # Linux ends it, though the tests were killed.
        command = ["setpriv", "--pdeathsig", "TERM", *command]
    with (folder / "log").open("wb") as log:
        # In a session of its own: Ctrl-C is for the tests, which then end it.
        return subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True)


def _server_options(folder: Path) -> list[str]:
    # It refuses to run as root unless that user is named.
    user = ["--user=root"] if os.geteuid() == 0 else []
    return ["--no-defaults", f"--datadir={folder / 'data'}", *user, *CARELESS]


def _quick_folder() -> str:
    """A folder in memory, where there is room: each table is a file, and a disk takes long to make one."""
    roomy = MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM
    return str(MEMORY) if roomy else gettempdir()


def _wait_until_it_answers(server: MariaDBServer, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = monotonic() + SECONDS_TO_WAIT
    while True:
        try:
            return server.execute("SELECT 1")
        except RuntimeError as error:
            if process.poll() is not None or monotonic() > deadline:
                raise RuntimeError(f"MariaDB did not start:\n{log.read_text(encoding='utf-8')}") from error
        sleep(0.05)


def _run(name: str, *arguments: str, typed: str = "") -> str:
    """The output of the program; RuntimeError with what it complained about."""
    finished = subprocess.run(
        [str(_program(name)), *arguments], input=typed, capture_output=True, encoding="utf-8", check=False
    )
    if finished.returncode != 0:
        raise RuntimeError(f"{name} failed: {finished.stderr or finished.stdout}")
    return finished.stdout


def _program(name: str) -> str | None:
    # Debian keeps the server where only root's path leads.
    return shutil.which(name) or shutil.which(name, path="/usr/sbin:/usr/local/sbin")
