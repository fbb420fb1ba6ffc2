import json
import os
import subprocess
import sys
from itertools import product
from pathlib import Path

import pytest

from tests.rings import sampled

ROOT = Path(__file__).resolve().parents[2]
SERVICES = {
    "AWS_STORAGE_BUCKET_NAME": "",
    "AWS_ACCESS_KEY_ID": "",
    "AWS_SECRET_ACCESS_KEY": "",
    "AWS_SESSION_TOKEN": "",
    "AWS_LOCATION": "datasets/",
    "AWS_S3_REGION_NAME": "us-east-1",
    "AWS_S3_ENDPOINT_URL": "",
    "AWS_DEFAULT_ACL": "private",
    "PINECONE_API_KEY": "",
    "PINECONE_INDEX_HOST": "",
    "SEEDPLOT_VECTORS": "local",
    "SEEDPLOT_EMBEDDINGS": "hashing",
    "SEEDPLOT_MIN_SCORE": None,
}
"""The software house's, with their defaults."""
SETTINGS = (
    "DEBUG",
    "SECRET_KEY",
    "ALLOWED_HOSTS",
    "DATABASE_URL",
    "SEEDPLOT_ALLOW_PRODUCTION",
    "GITHUB_API_URL",
    "GITHUB_TOKEN",
    "PROXY_ADDRESS_HEADER",
    "PROXY_SCHEME_HEADER",
    "HSTS_WHOLE_DOMAIN",
    "STATIC_ROOT",
    *SERVICES,
)


def run_python(*arguments, cwd=ROOT, **environment):
    """Runs Python with these settings only, whatever the tests themselves were started with."""
    inherited = {name: value for name, value in os.environ.items() if name not in SETTINGS}
    inherited.pop("DJANGO_SETTINGS_MODULE", None)
    return subprocess.run(
        [sys.executable, *map(str, arguments)],
        cwd=cwd,
        env={**inherited, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def read_settings(*names, **environment):
    program = (
        "import json; from config import settings; "
        f"print(json.dumps([getattr(settings, name, None) for name in {names}]))"
    )
    finished = run_python("-c", program, **environment)
    assert finished.stderr == ""
    return json.loads(finished.stdout)


def test_settings_suit_development_when_nothing_is_set():
    values = read_settings(
        "DEBUG",
        "ALLOWED_HOSTS",
        "SEEDPLOT_ALLOW_PRODUCTION",
        "GITHUB_API_URL",
        "GITHUB_TOKEN",
    )

    assert values == [True, [], False, "https://api.github.com", ""]


def test_settings_put_the_database_beside_manage_py():
    [databases] = read_settings("DATABASES")

    assert databases["default"]["NAME"] == str(ROOT / "db.sqlite3")


def test_settings_read_what_the_environment_says():
    values = read_settings(
        "DEBUG", "SECRET_KEY", "ALLOWED_HOSTS", "SEEDPLOT_ALLOW_PRODUCTION", "GITHUB_API_URL", "GITHUB_TOKEN",
        DEBUG="0", SECRET_KEY="k", ALLOWED_HOSTS="a.example,b.example", SEEDPLOT_ALLOW_PRODUCTION="1",
        GITHUB_API_URL="http://127.0.0.1:1", GITHUB_TOKEN="t",
    )  # fmt: skip

    assert values == [False, "k", ["a.example", "b.example"], True, "http://127.0.0.1:1", "t"]


def test_services_have_defaults_that_reach_none():
    assert dict(zip(SERVICES, read_settings(*SERVICES), strict=True)) == SERVICES


def test_services_come_from_the_environment_and_an_acl_may_be_empty():
    given = {name: f"my {name}" for name in SERVICES} | {"AWS_DEFAULT_ACL": "", "SEEDPLOT_MIN_SCORE": "0.3"}

    values = read_settings(*SERVICES, **given)

    assert dict(zip(SERVICES, values, strict=True)) == given | {"SEEDPLOT_MIN_SCORE": 0.3}


@pytest.mark.parametrize(("debug", "secure"), [("1", None), ("0", True)])
def test_settings_send_cookies_over_https_only_outside_debug(debug, secure):
    values = read_settings("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", DEBUG=debug, SECRET_KEY="k")

    assert values == [secure, secure]


PROXIED = ("SECURE_SSL_REDIRECT", "SECURE_PROXY_SSL_HEADER", "SECURE_HSTS_INCLUDE_SUBDOMAINS", "PROXY_ADDRESS_HEADER")


def test_no_proxy_is_believed_unless_its_headers_are_named():
    outside = {"DEBUG": "0", "SECRET_KEY": "k"}
    named = {"PROXY_SCHEME_HEADER": "X-Forwarded-Proto", "PROXY_ADDRESS_HEADER": "X-Real-IP", "HSTS_WHOLE_DOMAIN": "1"}

    assert read_settings(*PROXIED, **outside) == [None, None, False, ""]
    assert read_settings(*PROXIED, **outside, **named) == [True, ["HTTP_X_FORWARDED_PROTO", "https"], True, "X-Real-IP"]
    assert read_settings(*PROXIED[:3], DEBUG="1", **named) == [None, None, None]


def test_static_files_are_sent_by_the_application_outside_debug_only():
    names = ("MIDDLEWARE", "STORAGES", "STATIC_ROOT")

    inside = read_settings(*names, DEBUG="1")
    outside = read_settings(*names, DEBUG="0", SECRET_KEY="k", STATIC_ROOT="/srv/static")

    assert ("whitenoise" in str(inside), inside[1]) == (False, None)
    assert outside[0][:2] == [
        "django.middleware.security.SecurityMiddleware",
        "whitenoise.middleware.WhiteNoiseMiddleware",
    ]
    assert "whitenoise" in outside[1]["staticfiles"]["BACKEND"]
    assert outside[2] == "/srv/static"


COMMANDS = ("check", "migrate", "runserver", "seed_demo_data")
WRONG = {
    "manage.py: SECRET_KEY must be set when DEBUG is off.": {"DEBUG": "0"},
    "manage.py: DEBUG cannot be 'maybe'. Known values: 1, true, yes, on, 0, false, no, off.": {"DEBUG": "maybe"},
    "manage.py: DATABASE_URL cannot be read. Examples: sqlite:////absolute/path/db.sqlite3, "
    "postgresql://user:password@localhost:5432/name, postgresql:///name?host=/run/postgresql, "
    "mysql://user:password@127.0.0.1:3306/name, mysql://user@/name?host=/run/mysqld/mysqld.sock.": {
        "DATABASE_URL": "postgres://demo:secret@localhost:port/plots"
    },
}
"""By the one line: the environment that it answers."""


@pytest.mark.parametrize(("command", "line"), sampled(product(COMMANDS, WRONG), every=5))
def test_wrong_setting_stops_every_command_with_one_line(command, line):
    finished = run_python("manage.py", command, **WRONG[line])

    assert (finished.returncode, finished.stdout, finished.stderr) == (1, "", f"{line}\n")


def test_wrong_setting_shows_where_it_was_read_when_asked_to():
    finished = run_python("manage.py", "check", "--traceback", DEBUG="maybe")

    assert finished.returncode == 1
    assert "Traceback" in finished.stderr
    assert "DEBUG cannot be 'maybe'" in finished.stderr


def test_manage_py_runs_from_any_working_directory(tmp_path):
    finished = run_python(ROOT / "manage.py", "check", cwd=tmp_path)

    assert (finished.returncode, finished.stderr) == (0, "")
    assert list(tmp_path.iterdir()) == []


def test_starting_up_loads_nothing_that_only_pages_need():
    heavy = {"rest_framework.views", "rest_framework.serializers", "drf_spectacular.openapi", "whitenoise"}
    program = f"import sys, django; django.setup(); print({heavy} & set(sys.modules))"

    finished = run_python("-c", program, DJANGO_SETTINGS_MODULE="config.settings")

    assert (finished.stdout, finished.stderr) == ("set()\n", "")


WSGI = "import config.wsgi; from django.conf import settings; print(settings.DEBUG)"


@pytest.mark.parametrize(
    ("environment", "printed"),
    [({"SECRET_KEY": "k"}, "False\n"), ({"SECRET_KEY": "k", "DEBUG": " "}, "False\n"), ({"DEBUG": "1"}, "True\n")],
)
def test_debug_is_off_through_wsgi_unless_it_is_set(tmp_path, environment, printed):
    finished = run_python("-c", WSGI, STATIC_ROOT=str(tmp_path), **environment)

    assert (finished.stdout, finished.stderr) == (printed, "")


def test_server_without_a_key_is_refused():
    finished = run_python("-c", WSGI)

    assert finished.returncode == 1
    assert "SECRET_KEY must be set when DEBUG is off." in finished.stderr


@pytest.mark.parametrize(
    ("environment", "printed"),
    [({}, "True\n"), ({"DEBUG": ""}, "True\n"), ({"DEBUG": "0", "SECRET_KEY": "k"}, "False\n")],
)
def test_debug_is_on_through_manage_py_unless_it_is_set(tmp_path, environment, printed):
    command = "from django.conf import settings; import config.wsgi; print(settings.DEBUG)"

    finished = run_python("manage.py", "shell", "--no-imports", "-c", command, STATIC_ROOT=str(tmp_path), **environment)

    assert (finished.stdout, finished.stderr) == (printed, "")
