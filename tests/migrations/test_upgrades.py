"""Runs of commit 5a82476 live on: one database a domain is listed, verified and cleared, also by models that have grown."""

import json
import lzma
import shutil
import sqlite3
from contextlib import closing
from copy import copy
from pathlib import Path

import pytest

from tests.conftest import run_as_typed, run_python, sqlite_url
from tests.migrations.grown import COLUMN, write_grown_project
from tests.migrations.test_folded import tables

pytestmark = pytest.mark.check

FOLDER = Path(__file__).parent
DOMAINS = {
    "metrics": ("metrics.PullRequest", "metrics.PRComment"),
    "tickets": ("tickets.LogEntry", "tickets.MachineInstance", "accounts.User"),
    "projects": ("projects.Issue", "projects.IssueComment"),
    "tenants": ("tenants.Message", "tenants.Tenant"),
    "notices": ("notices.PatronRecord", "notices.CirculationItem"),
}
"""By domain: the models that get a column more."""
FINGERPRINTS = {
    "metrics": {
        "9b167a53ec4a633e13c0a8e1d58e96be",
        "0b1e1f088c1b20a736270ca7fa60363e",
        "5521cffc7dce543c8df4d4b9956b4edf",
    },
    "tickets": {
        "10d6f492f65ffa7e30f983d297ca5143",
        "a34d8e98a97f2c4297dbad7708014b33",
        "919d4ffbdc9e83570cb868f68f7a1bb6",
        "cb00df89df64631d831b7d16f32cf373",
    },
    "projects": {"bc6e880c1e71c17930aaf95ff586d5f0"},
    "tenants": {"96431a308a670b09f730a1b1cae3213f"},
    "notices": {"57a3040b50bb91836d0af02924b8cb42"},
}
"""By domain: the fingerprints that the commit recorded."""
CLEAR = {
    "metrics": (("seed_demo_data", "--clear-only"),),
    "tickets": (("import_legacy_data", "--clear-only"),),
    "projects": (("generate_comprehensive_test_data", "--clear-only"),),
    "tenants": (("seed_demo_data", "--scenario", "tenant-portfolio", "--clear-only"),),
    "notices": (("generate_library_notices", "--clear-only"),),
}
ADOPT = {
    "tickets": ("seed_demo_data", "--scenario=pinball-workshop"),
    "projects": ("seed_demo_data", "--scenario=software-house", "--projects=2", "--issues-per-project=20"),
    "tenants": ("seed_demo_data", "--scenario=tenant-portfolio", "--properties=3"),
    "notices": ("seed_demo_data", "--scenario=library-notices"),
}
"""By domain: the command that adopts the story's run. Imports and teams of the old kind cannot be
adopted, nor runs of metrics, whose stories have changed since."""


LIST = ("seedplot", "runs", "--format", "json")
VERIFY = ("seed_demo_data", "--verify", "--verbosity=0")


@pytest.fixture(scope="module")
def grown_project(tmp_path_factory):
    folder = tmp_path_factory.mktemp("project")
    write_grown_project(folder, [label for labels in DOMAINS.values() for label in labels])
    return folder


class Upgraded:
    """A database of the commit, migrated by today's code; what was said when its runs were listed and verified."""

    def __init__(self, domain, path, **environment):
        self.domain, self.path, self.environment = domain, path, environment
        stored = FOLDER / f"{domain}_of_5a82476.sql.xz"
        with lzma.open(stored, "rt", encoding="utf-8") as sql, closing(sqlite3.connect(path)) as connection:
            connection.executescript(sql.read())
        _, self.listed, self.verified = self.manage(["migrate", "--verbosity=0"], LIST, VERIFY)

    def manage(self, *commands):
        """The output of each of today's commands. They must succeed, without a word of complaint."""
        finished = run_as_typed(commands, DATABASE_URL=sqlite_url(self.path), **self.environment)
        assert [(each.args, each.stderr) for each in finished if each.returncode or each.stderr] == []
        return [each.stdout for each in finished]


WITH_GROWN_MODELS = [
    pytest.param((domain, "grown"), marks=[] if domain == "metrics" else pytest.mark.full, id=f"grown-{domain}")
    for domain in DOMAINS
]
"""A domain will do in the second ring: its columns are left out by the same code as the others'."""


@pytest.fixture(
    scope="module",
    params=[*(pytest.param((domain, "today"), id=f"today-{domain}") for domain in DOMAINS), *WITH_GROWN_MODELS],
)
def template(request, tmp_path_factory, grown_project):
    domain, models = request.param
    settings = {"DJANGO_SETTINGS_MODULE": "config.settings"}
    if models == "grown":
        settings = {"DJANGO_SETTINGS_MODULE": "grown_settings", "PYTHONPATH": str(grown_project)}
    return Upgraded(domain, tmp_path_factory.mktemp(domain) / "template.sqlite3", **settings)


@pytest.fixture
def upgraded(template, tmp_path):
    found = copy(template)
    found.path = Path(shutil.copy(template.path, tmp_path / "upgraded.sqlite3"))
    return found


@pytest.fixture(scope="module")
def new_file(tmp_path_factory):
    """A database that was never seeded."""
    path = tmp_path_factory.mktemp("new") / "new.sqlite3"
    finished = run_python(
        "manage.py", "migrate", "--verbosity=0", DATABASE_URL=sqlite_url(path), DJANGO_SETTINGS_MODULE="config.settings"
    )
    assert (finished.returncode, finished.stderr) == (0, "")
    return path


def filled(path):
    """{table: number of rows} of the tables that have any; Django's own and the counters of keys aside."""
    counted = {name: len(rows) for name, rows in tables(path).items()}
    return {name: count for name, count in counted.items() if count and not name.startswith(("django_", "sqlite_"))}


def test_models_have_grown(template):
    is_grown = template.environment["DJANGO_SETTINGS_MODULE"] == "grown_settings"
    names = [label.lower().replace(".", "_") for label in DOMAINS[template.domain] if label != "accounts.User"]
    found = tables(template.path)

    assert all(found[name] for name in names)
    assert {COLUMN in row for name in names for row in found[name]} == {is_grown}


def test_runs_are_listed(template):
    listed = json.loads(template.listed)

    assert {run["fingerprint"] for run in listed} == FINGERPRINTS[template.domain]
    assert {run["remark"] for run in listed} == {""}


def test_runs_are_verified(template):
    recorded = FINGERPRINTS[template.domain]

    assert {each for each in recorded if f"fingerprint {each}" in template.verified} == recorded


def test_runs_are_cleared(upgraded, new_file):
    upgraded.manage(*CLEAR[upgraded.domain])

    assert filled(upgraded.path) == filled(new_file)


def test_run_whose_record_is_lost_is_adopted_and_cleared(upgraded):
    if upgraded.domain not in ADOPT:
        pytest.skip("its stories have changed since, so a replay cannot recognize the rows")
    with closing(sqlite3.connect(upgraded.path)) as connection, connection:
        for name in ("finding", "change", "block", "shard", "run"):
            connection.execute(f"DELETE FROM seedplot_seed{name}")
    adopt = ADOPT[upgraded.domain]

    said, listed, _, _ = upgraded.manage(
        (*adopt, "--as-of=2026-03-09", "--adopt", "--verbosity=0"), LIST, VERIFY, (*adopt[:2], "--clear-only")
    )

    [run] = json.loads(listed)
    assert f"Adopted as run {run['run']}: every row is what it was." in said
    is_grown = upgraded.environment["DJANGO_SETTINGS_MODULE"] == "grown_settings"
    # A run that is adopted today is fingerprinted with the columns of today.
    assert (run["fingerprint"] in FINGERPRINTS[upgraded.domain]) == (not is_grown)
    assert run["rows"] > 50
    assert tables(upgraded.path)["seedplot_seedrun"] == []
