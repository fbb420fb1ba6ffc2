"""A newcomer's first hour with the library: `startproject`, docs/engine.md word for word, and the front door.

`python -m tests.newcomer` does it with Django 4.2, 5.2 and the newest there is, each on the newest Python that it
supports and this machine has, in environments that hold nothing but the wheel and Django; on SQLite, and once on
PostgreSQL. It prints a line for each, and ends with 1 unless all of them give the same fingerprint.
"""

from __future__ import annotations

import re
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from tests import environments
from tests.distributions import build_distributions, wheel_in
from tests.docs.conftest import write
from tests.docs.pages import ROOT, steps
from tests.servers import postgres

ENGINE = ROOT / "docs" / "engine.md"
SERIES = ("4.2", "5.2", environments.NEWEST)
DAY = "--as-of=2026-03-12"
SETTINGS = """

INSTALLED_APPS += ["seedplot", "cafe"]
"""
POSTGRESQL = """
DATABASES = {{
    "default": {{
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "{name}",
        "USER": "{user}",
        "HOST": "{host}",
    }}
}}
"""
ITEM = re.compile(r"^  ([\w-]+) \(.*\)$", re.MULTILINE)
FINGERPRINT = re.compile(r"^Fingerprint +([0-9a-f]{32})$", re.MULTILINE)


def follow_the_page(environment, *, database=""):
    """Make the project of docs/engine.md and type all that the page shows, then the front door. Its fingerprint."""
    place = environment.project
    started = environment.run("-m", "django", "startproject", "demo", ".")
    assert (started.returncode, started.stderr) == (0, "")
    with (place / "demo" / "settings.py").open("a", encoding="utf-8") as settings:
        settings.write(SETTINGS + database)

    def manage(*arguments):
        finished = environment.run("manage.py", *arguments)
        assert (finished.returncode, finished.stderr) == (0, ""), f"{' '.join(arguments)}\n{finished.stderr}"
        return finished.stdout

    for step in steps(ENGINE):
        if isinstance(step, tuple):
            write(place, *step)
        else:
            manage(*step)
    manage("check")
    manage("makemigrations", "--check", "--dry-run")
    [name] = ITEM.findall(manage("seed_demo_data", "--list-scenarios"))
    seeded = manage("seed_demo_data", "--scenario", name, DAY)
    [fingerprint] = FINGERPRINT.findall(seeded)
    verified = manage("seed_demo_data", "--verify", "--expect", fingerprint)
    assert f"Verified: {name}, seed 42, as of 2026-03-12" in verified
    cleared = manage("seed_demo_data", "--scenario", name, "--clear-only")
    assert re.fullmatch(r"Cleared \d+ rows\.\n", cleared)
    assert manage("seedplot", "runs") == "No run is recorded here.\n"
    return fingerprint


def follow_on_postgresql(environment):
    """The same with a server of this process's own."""
    with postgres.running_server() as server:
        settings = POSTGRESQL.format(name=server.create_database(), user=server.user, host=server.socket_folder)
        return follow_the_page(environment, database=settings)


def main() -> int:
    found = {}
    with TemporaryDirectory() as temporary:
        folder = Path(temporary)
        wheel = wheel_in(build_distributions(folder / "tree"))
        for series in SERIES:
            django, python, path = environments.django_for(series)
            is_last = series == SERIES[-1]
            for database in ("SQLite", "PostgreSQL") if is_last else ("SQLite",):
                began = time.monotonic()
                on_server = database == "PostgreSQL"
                environment = environments.installed(
                    folder / f"{series} {database}", path, wheel, django=django, extras="[postgresql]" * on_server
                )
                is_kept = environment.version_of("Django") == django
                assert is_kept, f"Installing the wheel has changed Django {django}."
                follow = follow_on_postgresql if on_server else follow_the_page
                place = f"Django {django} on Python {'.'.join(map(str, python))} with {database}"
                found[place] = follow(environment)
                print(f"{place}: {found[place]} ({time.monotonic() - began:.0f} s)", flush=True)
    is_one = len(set(found.values())) == 1
    print("One fingerprint, and Django is left as it is." if is_one else "The fingerprints differ.")
    return 0 if is_one else 1


if __name__ == "__main__":
    sys.exit(main())
