"""GitHub's REST API as far as it is read, on loopback: lists, details, ETags, limits, redirects, and every failure."""

import base64
import json
import socket
import sqlite3
import threading
from collections import Counter
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha1
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

RESET = 1_790_000_100
"""2026-09-21, 09:15 in Chicago."""


def pull_request(repo, number, **changes):
    """What GitHub answers for one pull request, with the people and addresses that are in real answers."""
    owner = repo.partition("/")[0]
    address = f"http://127.0.0.1:1/repos/{repo}/pulls/{number}"
    return {
        "url": address,
        "id": 10_000 + number,
        "number": number,
        "state": "closed",
        "locked": False,
        "title": f"Cache the price lookup per request, part {number}",
        "body": "Co-authored-by: Ada Lovelace <ada@example.org>",
        "user": {"login": "octo-ada", "id": 1, "type": "User"},
        "labels": [{"id": 1, "name": "bug", "color": "d73a4a"}, {"id": 2, "name": f"size {number % 3}"}],
        "draft": number % 5 == 0,
        "merged_at": "2026-03-02T10:00:00Z",
        "assignees": [{"login": "octo-ben"}],
        "requested_reviewers": [],
        "head": {"ref": "patch-1", "user": {"login": "octo-ada"}, "repo": None},
        "base": {"ref": "main", "user": {"login": owner}, "repo": {"full_name": repo, "private": False}},
        **changes,
    }


def detail(listed, **changes):
    """The same with what only its own address answers."""
    number = listed["number"]
    return {
        **listed,
        "merged": True,
        "merged_by": {"login": "octo-cho"},
        "comments": 3,
        "review_comments": number % 4,
        "commits": 2,
        "additions": 10 * number,
        "deletions": number,
        "changed_files": 3,
        **changes,
    }


def files(count, **changes):
    return [
        {
            "sha": "a" * 40,
            "filename": f"src/part{i}.py",
            "status": "modified",
            "additions": 5,
            "deletions": 1,
            **changes,
        }
        for i in range(1, count + 1)
    ]


def commits(*messages):
    return [
        {"sha": "b" * 40, "author": {"login": "octo-ada"}, "commit": {"message": each, "author": {"name": "Ada"}}}
        for each in messages
    ]


@dataclass
class Answer:
    """Something else than GitHub's usual answer. `cut` promises more bytes than it sends, `drip` sends them slowly."""

    status: int = 200
    body: object = b""
    headers: dict = field(default_factory=dict)
    cut: bool = False
    drip: bool = False
    wait: float = 0


class GitHubServer(ThreadingHTTPServer):
    """`asked` lists the requests as (status, path), `headers_seen` their headers; `instead` maps paths to answers."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked = []
        self.headers_seen = []
        self.instead = {}
        self.answers = {}
        self.moved = {}
        self.limit = 60
        self.remaining = 60
        self.largest_page = 100
        self.closing = threading.Event()

    @property
    def address(self):
        return f"http://127.0.0.1:{self.server_port}"

    @property
    def count(self):
        return len(self.asked)

    def statuses(self):
        return Counter(status for status, _ in self.asked)

    def paths(self):
        return [path for _, path in self.asked]

    def add_repository(self, repo, numbers, **changes):
        listed = [pull_request(repo, number, **changes) for number in numbers]
        self.answers[f"/repos/{repo}/pulls"] = listed
        for each in listed:
            self.answers[f"/repos/{repo}/pulls/{each['number']}"] = detail(each)

    def rename(self, old, new):
        """As GitHub does it: the old name leads to an address with the repository's number, which keeps the query."""
        self.moved[f"/repos/{old}/"] = f"/repositories/77/{new}/"

    def forget(self):
        self.asked.clear()
        self.headers_seen.clear()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # Headers and body are written apart, and the second would wait for the first.

    def do_GET(self):
        server, asked = self.server, urlsplit(self.path)
        server.headers_seen.append(dict(self.headers))
        if answer := server.instead.get(asked.path):
            return self._send(answer.status, answer.body, answer.headers, answer)
        if server.remaining == 0:
            return self._send(403, {"message": "API rate limit exceeded for 127.0.0.1."}, self._limits())
        for old, new in server.moved.items():
            if asked.path.startswith(old):
                server.remaining -= 1
                place = f"{server.address}{asked.path.replace(old, new, 1)}?{asked.query}"
                return self._send(301, {"message": "Moved Permanently", "url": place}, {"Location": place})
        path = asked.path.replace("/repositories/77/", "/repos/", 1)
        if path not in server.answers:
            server.remaining -= 1
            return self._send(404, {"message": "Not Found"}, self._limits())
        return self._answer(path, parse_qs(asked.query))

    def _answer(self, path, query):
        found, headers = self.server.answers[path], {}
        if isinstance(found, list):
            found, headers = self._page(path, found, query)
        body = json.dumps(found).encode()
        headers["ETag"] = f'W/"{sha1(body).hexdigest()}"'
        if self.headers.get("If-None-Match") == headers["ETag"]:
            return self._send(304, b"", headers | self._limits())
        self.server.remaining -= 1
        return self._send(200, body, headers | self._limits())

    def _page(self, path, found, query):
        if path.endswith("/pulls"):
            state = query.get("state", ["open"])[0]
            found = [each for each in found if state in ("all", each["state"])]
        page, wanted = int(query.get("page", ["1"])[0]), int(query.get("per_page", ["30"])[0])
        size = min(wanted, self.server.largest_page)
        headers = {}
        if page * size < len(found):
            following = urlencode({**{name: value[0] for name, value in query.items()}, "page": page + 1})
            headers["Link"] = f'<{self.server.address}{path}?{following}>; rel="next"'
        return found[(page - 1) * size : page * size], headers

    def _limits(self):
        return {
            "X-RateLimit-Limit": str(self.server.limit),
            "X-RateLimit-Remaining": str(self.server.remaining),
            "X-RateLimit-Reset": str(RESET),
        }

    def _send(self, status, body, headers, answer=None):
        self.server.asked.append((status, self.path))
        if not isinstance(body, bytes):
            body = json.dumps(body).encode()
        if answer and answer.wait:
            self.server.closing.wait(answer.wait)
        self.send_response(status)
        usual = {
            "Content-Type": "application/json; charset=utf-8",
            "Cache-Control": "public, max-age=60, s-maxage=60",
            "Vary": "Accept, Authorization, Cookie, X-GitHub-OTP,Accept-Encoding, Accept, X-Requested-With",
            "Set-Cookie": "logged_in=no; Path=/",
        }
        for name, value in (usual | headers).items():
            self.send_header(name, value)
        if status != 304:
            self.send_header("Content-Length", str(len(body) + (100 if answer and answer.cut else 0)))
        self.end_headers()
        if answer and answer.cut:
            self.close_connection = True
        if answer and answer.drip:
            for byte in body:
                if self.server.closing.wait(0.1):
                    break
                self.wfile.write(bytes([byte]))
                self.wfile.flush()
            self.close_connection = True
        else:
            self.wfile.write(body)
        return None

    def handle(self):
        # Who waited too long hangs up in the middle: that is what is tested.
        try:
            super().handle()
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def log_message(self, *args):
        pass


@contextmanager
def running_github():
    server = GitHubServer()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.closing.set()
        server.shutdown()
        server.server_close()
        thread.join()


def unused_port():
    """A port where nobody listens, now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def allow_only_loopback(monkeypatch):
    """No socket connects and no name is resolved but for 127.0.0.1; returns the list of what was tried beyond.

    Names that end in `.invalid` cannot be resolved by anybody, and are not written down.
    """
    beyond = []
    resolve, connect = socket.getaddrinfo, socket.socket.connect

    def resolve_loopback(host, *args, **kwargs):
        if host == "127.0.0.1":
            return resolve(host, *args, **kwargs)
        if not str(host).endswith(".invalid"):
            beyond.append(host)
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    def connect_loopback(self, address):
        if isinstance(address, tuple) and address[0] != "127.0.0.1":
            beyond.append(address)
            raise ConnectionRefusedError
        return connect(self, address)

    monkeypatch.setattr(socket, "getaddrinfo", resolve_loopback)
    monkeypatch.setattr(socket.socket, "connect", connect_loopback)
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    return beyond


def let_a_day_pass(cache):
    """Move the moment until which cached answers keep, instead of the clock."""
    with closing(sqlite3.connect(cache)) as connection, connection:
        for key, text in connection.execute("SELECT key, answer FROM answers").fetchall():
            answer = json.loads(text)
            if answer.get("expires"):
                moved = datetime.fromisoformat(answer["expires"]) - timedelta(days=1, minutes=1)
                answer["expires"] = moved.isoformat()
            connection.execute("UPDATE answers SET answer = ? WHERE key = ?", (json.dumps(answer), key))


def cached_texts(cache):
    """All that is in the cache, as text: the answers' bodies are in base64 there."""
    with closing(sqlite3.connect(cache)) as connection:
        answers = [json.loads(text) for (text,) in connection.execute("SELECT answer FROM answers")]
    bodies = [base64.b64decode(answer["body"]).decode() for answer in answers]
    return json.dumps(answers) + "".join(bodies)
