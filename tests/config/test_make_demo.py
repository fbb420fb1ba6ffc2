"""`make demo` in one process: the stories of all five domains, their reports, and what can be repeated."""

import io
import re

import pytest
from django.conf import settings as project
from django.core.management import CommandError, call_command

from apps.accounts.demo_roles import EVERYTHING, PASSWORD, known_roles
from apps.accounts.models import User
from apps.projects.models import VectorRecord
from seedplot.models import SeedRun

RUNS = [
    "ai-success",
    "review-bottleneck",
    "baseline",
    "detective-game",
    "legacy-maintainers",
    "default-machines",
    "legacy-records",
    "pinball-workshop",
    "software-house",
    "tenant-conversations",
    "library-notices",
]
STEPS = r"Importing the maintainers|Creating the machines|Importing the maintenance records|Creating the sample"


def make_demo():
    out = io.StringIO()
    call_command("make_demo", stdout=out)
    return out.getvalue()


@pytest.mark.check
@pytest.mark.django_db
def test_demo_has_the_stories_of_all_domains_and_a_second_one_leaves_them(settings):
    settings.DEBUG = True

    first = make_demo()
    recorded = list(SeedRun.objects.order_by("pk").values_list("pk", "scenario", "status", "fingerprint"))
    vectors = VectorRecord.objects.count()
    second = make_demo()

    assert [scenario for _, scenario, status, _ in recorded if status == "complete"] == RUNS
    assert re.findall(r"^  Written as run (\d+)\.$", first, re.MULTILINE) == [str(pk) for pk, *_ in recorded]
    assert first.startswith("Preparing the database.\n\nai-success: ")
    blocks = first.removesuffix("\n").split("\n\n")
    assert [block.partition(":")[0] for block in blocks if not re.match(STEPS, block)] == [
        "Preparing the database.",
        *(name for name in RUNS if name not in RUNS[4:8]),
    ]
    assert first.count("promises kept") == second.count("is there already; nothing was written.") == len(RUNS)
    assert list(SeedRun.objects.order_by("pk").values_list("pk", "scenario", "status", "fingerprint")) == recorded
    assert VectorRecord.objects.count() == vectors > 0
    accounts = User.objects.in_bulk([role.username for role in known_roles()], field_name="username")
    assert {role.name for role in known_roles() if not accounts[role.username].check_password(role.password)} == set()


@pytest.mark.django_db
def test_demo_is_refused_outside_debug(outside_tests):
    with pytest.raises(CommandError, match=r"^DEBUG is off, so this may be a production database\."):
        make_demo()

    assert SeedRun.objects.count() == 0


def test_makefile_names_the_accounts_that_it_makes():
    recipe = (project.BASE_DIR / "Makefile").read_text(encoding="utf-8")

    told = re.findall(r'@echo "  (\S+) +([A-Z][^",]+)(?:, with the password (\w+))?"\n', recipe)
    assert f'@echo "Log in as {EVERYTHING.username}, with the password {EVERYTHING.password}: ' in recipe
    assert [(username, label, password or PASSWORD) for username, label, password in told] == [
        (role.username, role.label, role.password)
        for role in sorted(known_roles(), key=lambda role: role.is_seeded)
        if role is not EVERYTHING
    ]
