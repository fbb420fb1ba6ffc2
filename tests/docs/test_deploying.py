"""docs/deploying.md, followed: its variables, its commands, and a server that keeps what it promises."""

import re
import shlex
import socket
import subprocess
import sys
import time
from contextlib import contextmanager

import pytest
import requests

from tests.conftest import ROOT
from tests.docs.pages import code_blocks

pytestmark = pytest.mark.check

PAGE = ROOT / "docs" / "deploying.md"
THROUGH_HTTPS = {"Host": "demo.example.com", "X-Forwarded-Proto": "https", "X-Real-IP": "192.0.2.1"}


@pytest.fixture(scope="module")
def environment(postgres, tmp_path_factory):
    """The variables of the page, with a database and a folder of the test's own; a warning is an error."""
    [block] = code_blocks(PAGE, "ini")
    given = dict(line.split("=", 1) for line in block.splitlines())
    own = {
        "DATABASE_URL": postgres.url(postgres.create_database()),
        "STATIC_ROOT": str(tmp_path_factory.mktemp("static")),
        "PATH": "/usr/bin:/bin",
        "PYTHONWARNINGS": "error",
    }
    return {**given, **own}


@pytest.fixture(scope="module")
def commands():
    return [shlex.split(line) for line in code_blocks(PAGE, "console")[0].splitlines()]


@pytest.fixture(scope="module")
def set_up(environment, commands):
    """The output of the commands before the server's, by their names."""
    printed = {}
    for python, script, name, *options in commands[1:-1]:
        assert (python, script) == ("python", "manage.py")
        if name != "createsuperuser":
            printed[name] = run("manage.py", name, *options, environment=environment)
    return printed


def run(*arguments, environment):
    finished = subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert finished.returncode == 0, finished.stderr
    return finished.stdout + finished.stderr


@pytest.fixture(scope="module")
def site(set_up, environment, commands):
    with serving(commands[-1], environment) as address:
        yield address


@contextmanager
def serving(command, environment):
    """The page's server on a free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{probe.getsockname()[1]}"
    program, *arguments = (part.replace("127.0.0.1:8000", address) for part in command)
    server = subprocess.Popen(
        [sys.executable, "-m", program, *arguments],
        cwd=ROOT,
        # gunicorn itself is not held to our standard.
        env={name: value for name, value in environment.items() if name != "PYTHONWARNINGS"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(150):
            try:
                socket.create_connection(address.split(":"), timeout=1).close()
                break
            except OSError:
                time.sleep(0.2)
        yield f"http://{address}"
    finally:
        server.terminate()
        server.wait(timeout=30)


def get(site, path, **sent):
    return requests.get(f"{site}{path}", headers={**THROUGH_HTTPS, **sent}, allow_redirects=False, timeout=30)


def test_check_finds_no_issues(set_up):
    assert set_up["check"] == "System check identified no issues (0 silenced).\n"


def test_plain_http_is_redirected_by_what_the_proxy_says(site):
    plain = get(site, "/login/", **{"X-Forwarded-Proto": "http"})

    assert (plain.status_code, plain.headers["Location"]) == (301, "https://demo.example.com/login/")
    assert get(site, "/login/").status_code == 200


def test_page_has_its_style_sheets_and_browsers_keep_them(site):
    page = get(site, "/login/")
    sheets = re.findall(r'<link rel="stylesheet" href="(/static/pages/(\w+)\.\w+\.css)">', page.text)

    assert [name for _, name in sheets] == ["tokens", "base", "components"]
    for address, _ in sheets:
        sent = get(site, address)
        assert (sent.status_code, sent.headers["Content-Type"]) == (200, 'text/css; charset="utf-8"')
        assert "immutable" in sent.headers["Cache-Control"]
    assert page.headers["Strict-Transport-Security"].endswith("; includeSubDomains; preload")


def test_login_page_names_no_account_and_missing_pages_are_ours(site):
    missing = get(site, "/no/such/page/")

    assert "Or look around as" not in get(site, "/login/").text
    assert missing.status_code == 404
    assert "There is no such page" in missing.text


def test_wrong_passwords_are_counted_by_the_address_that_the_proxy_writes(site):
    def attempt(address):
        return requests.post(
            f"{site}/api/accounts/token/",
            json={"login": "nobody", "password": "wrong"},
            headers={**THROUGH_HTTPS, "X-Real-IP": address},
            timeout=30,
        ).status_code

    answers = [attempt("192.0.2.7") for _ in range(11)]

    assert (answers[:10], answers[10]) == ([400] * 10, 429)
    assert attempt("192.0.2.8") == 400


def test_command_that_seeds_here_is_as_the_page_shows_it(set_up, environment):
    line = code_blocks(PAGE, "console")[1].strip()
    variable, _, *arguments = shlex.split(line)
    name, _, value = variable.partition("=")

    printed = run(*arguments, environment={**environment, name: value})

    assert "tenant-conversations" in printed
