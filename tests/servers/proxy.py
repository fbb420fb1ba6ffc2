"""A server's socket under an address of its own, so that it is reached as one on another machine is: by TCP."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from threading import Thread

ELSEWHERE = "127.0.0.2"
"""An address that needs no rights and no interface, and that is not among the names of this machine."""


@contextmanager
def served_elsewhere(path: Path | str) -> Iterator[int]:
    """Pass on what comes to ELSEWHERE to that socket; the port."""
    with closing(socket.create_server((ELSEWHERE, 0))) as server:
        Thread(target=_serve, args=(server, str(path)), daemon=True).start()
        yield server.getsockname()[1]


def _serve(server: socket.socket, path: str) -> None:
    with suppress(OSError):
        while True:
            client, _ = server.accept()
            Thread(target=_connect, args=(client, path), daemon=True).start()


def _connect(client: socket.socket, path: str) -> None:
    """Pass on both ways until both have ended."""
    with client, socket.socket(socket.AF_UNIX) as own:
        own.connect(path)
        answers = Thread(target=_pass_on, args=(own, client), daemon=True)
        answers.start()
        _pass_on(client, own)
        answers.join()


def _pass_on(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(65536):
            target.sendall(data)
    with suppress(OSError):
        target.shutdown(socket.SHUT_WR)
