"""A newcomer's first hour: a clone in an empty folder, the README's commands, and no network once all is installed."""

import os
import subprocess
import sys
from functools import cache

import pytest

from tests.docs.pages import ROOT, manage_commands

pytestmark = pytest.mark.full

README = ROOT / "README.md"
UNROUTABLE = "http://192.0.2.1:9"
PROXIES = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"), UNROUTABLE)
"""For programs that heed them, where a process cannot have a network namespace of its own."""
LOOPBACK_ONLY = """
import fcntl, os, socket, struct, sys
SIOCSIFFLAGS, IFF_UP = 0x8914, 1
with socket.socket() as own:
    fcntl.ioctl(own, SIOCSIFFLAGS, struct.pack("16sh22x", b"lo", IFF_UP))
os.execvp(sys.argv[1], sys.argv[1:])
"""
"""In a new namespace even the loopback is down until somebody brings it up."""
CONNECT = "import socket; socket.create_connection(('192.0.2.1', 443), timeout=5)"
FIRST_ANSWER = """
import http.client, os, signal, subprocess, sys, time

def answer():
    connection = http.client.HTTPConnection("127.0.0.1", 8000, timeout=30)
    connection.request("GET", "/metrics/")
    return connection.getresponse()

try:
    answer()
except ConnectionRefusedError:
    served = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL, start_new_session=True)
else:
    sys.exit("Something else is served at port 8000.")
try:
    for _ in range(300):
        time.sleep(0.2)
        try:
            found = answer()
        except ConnectionRefusedError:
            continue
        print(found.status, found.getheader("Location"))
        break
finally:
    os.killpg(served.pid, signal.SIGTERM)
"""
"""Start the server, print its first answer to a visitor without a login, and stop it."""


@cache
def without_network():
    """The beginning of a command line whose process reaches nothing but its own loopback; empty if that is refused."""
    for unshare in (("unshare", "--net"), ("unshare", "--user", "--map-root-user", "--net")):
        beginning = [*unshare, sys.executable, "-c", LOOPBACK_ONLY]
        try:
            subprocess.run([*beginning, "true"], capture_output=True, check=True)
        except (OSError, subprocess.CalledProcessError):
            continue
        return beginning
    return []


class Newcomer:
    """A clone, and a shell in another folder; the environment names nothing of the project."""

    def __init__(self, folder):
        self.clone, self.elsewhere = folder / "clone", folder / "elsewhere"
        self.elsewhere.mkdir()
        inherited = {
            name: value
            for name, value in os.environ.items()
            if name in ("PATH", "HOME", "TMPDIR") or name.startswith("PIP_")
        }
        self.environment = {**inherited, "LC_ALL": "C.UTF-8"}
        subprocess.run(["git", "clone", "--quiet", ROOT, self.clone], check=True)

    def install(self, stamp):
        """Have the Makefile install the requirements that the stamp in `.venv` stands for."""
        command = ["make", "--silent", "-C", self.clone, f".venv/{stamp}", f"PYTHON={sys.executable}"]
        subprocess.run(command, cwd=self.elsewhere, env=self.environment, check=True)

    def run(self, *command, **environment):
        """The command without network, from the other folder."""
        return subprocess.run(
            [*without_network(), *command],
            cwd=self.elsewhere,
            env={**self.environment, **PROXIES, **environment},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    def make(self, target, **environment):
        return self.run("make", "--no-print-directory", "-C", self.clone, target, **environment)

    def manage(self, *arguments):
        return self.run(self.clone / ".venv/bin/python", self.clone / "manage.py", *arguments)

    def changed_files(self):
        """All files that differ from the commit or are new, but for those that git ignores."""
        command = ["git", "-C", self.clone, "status", "--porcelain"]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()


@pytest.fixture(scope="module")
def newcomer(tmp_path_factory):
    """With the requirements of `make demo` installed."""
    newcomer = Newcomer(tmp_path_factory.mktemp("newcomer"))
    newcomer.install(".requirements-installed")
    return newcomer


@pytest.mark.skipif(not without_network(), reason="This machine refuses network namespaces: see man 1 unshare.")
def test_commands_of_a_newcomer_have_no_network(newcomer):
    tried = newcomer.run(sys.executable, "-c", CONNECT)

    assert tried.stderr.splitlines()[-1] == "OSError: [Errno 101] Network is unreachable"


def test_readme_can_be_followed_in_a_fresh_clone_from_another_folder(newcomer):
    commands = [arguments for arguments in manage_commands(README) if arguments[0] != "migrate"]
    # Two are a run of ai-success on another day than that of `make demo`: they come after the one that clears it.
    dated = [each for each in commands if "--as-of" in each]
    others = [each for each in commands if each not in dated]

    demo, second_demo = newcomer.make("demo"), newcomer.make("demo")
    served = newcomer.run(sys.executable, "-c", FIRST_ANSWER, "make", "--silent", "-C", newcomer.clone, "serve")
    finished = [(each, newcomer.manage(*each)) for each in (*others, *dated)]

    assert [(each.returncode, each.stderr) for each in (demo, second_demo)] == [(0, "")] * 2
    assert demo.stdout.count("promises kept") == 11
    assert second_demo.stdout.count("is there already; nothing was written.") == 11
    assert (served.returncode, served.stdout) == (0, "302 /login/?next=/metrics/\n")
    assert (len(dated), others[-1]) == (2, ["seed_demo_data", "--clear-only"])
    assert [(each, done.stderr) for each, done in finished if done.returncode or done.stderr] == []
    assert list(newcomer.elsewhere.iterdir()) == []
    assert newcomer.changed_files() == []


def test_quick_tests_run_in_a_fresh_clone(newcomer):
    newcomer.install(".requirements-dev-installed")

    # A part of them suffices to see that a clone has what tests need: `make full` runs them all.
    tested = newcomer.make("test", PYTEST_ADDOPTS="tests/accounts tests/docs tests/migrations")

    assert tested.returncode == 0, tested.stdout
    assert newcomer.changed_files() == []
