"""The files by which other programs know the repository: hooks, workflows, editors."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

import seedplot

ROOT = Path(__file__).resolve().parents[1]
TARGETS = set(re.findall(r"^([a-z-]+):.*## ", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
PREFIX = re.compile(r"^sudo --preserve-env=PATH,CI (?=\.ci/run)")


def loaded(path):
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def steps(path):
    return [step for job in loaded(path)["jobs"].values() for step in job["steps"]]


def test_hooks_are_targets_of_the_makefile_and_download_nothing():
    repositories = loaded(ROOT / ".pre-commit-config.yaml")["repos"]
    hooks = [hook for repository in repositories for hook in repository["hooks"]]

    assert [repository["repo"] for repository in repositories] == ["local"]
    assert [hook["entry"] for hook in hooks] == ["make --silent format", "make --silent lint"]
    assert {hook["language"] for hook in hooks} == {"system"}
    assert {hook["id"] for hook in hooks} <= TARGETS


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_workflow_runs_what_anybody_can_run(workflow):
    runs = [PREFIX.sub("", step["run"]).split() for step in steps(workflow) if "run" in step]
    ours = [words for words in runs if words[0] == ".ci/run"]

    assert len(ours) == 1
    assert set(ours[0][1:]) <= TARGETS
    # All else that a workflow runs is the comparison of a tag.
    assert [words[0] for words in runs if words not in ours] in ([], ["test"])
    assert loaded(workflow)["permissions"] == {"contents": "read"}


def test_workflows_cover_changes_nights_and_releases():
    assert [path.name for path in WORKFLOWS] == ["check.yml", "full.yml", "release.yml"]


@pytest.mark.parametrize(("tag", "code"), [(f"v{seedplot.__version__}", 0), ("v0.0.1", 1)])
def test_release_refuses_a_tag_that_is_not_the_version(tag, code):
    [command] = [
        step["run"] for step in steps(ROOT / ".github/workflows/release.yml") if "The tag" in step.get("name", "")
    ]

    finished = subprocess.run(
        ["bash", "-c", command], cwd=ROOT, env={**os.environ, "GITHUB_REF_NAME": tag}, check=False
    )

    assert finished.returncode == code


@pytest.mark.parametrize(
    ("arguments", "made"), [([], "check"), (["full"], "full"), (["check", "package"], "check package")]
)
def test_ci_makes_what_it_is_asked_for(tmp_path, arguments, made):
    # On a machine without apt-get, where it installs nothing.
    for program in ("bash", "dirname", "id"):
        (tmp_path / program).symlink_to(shutil.which(program))
    (tmp_path / "make").write_text(f"#!{shutil.which('bash')}\necho made $*\n")
    (tmp_path / "make").chmod(0o755)

    finished = subprocess.run(
        ["bash", ROOT / ".ci" / "run", *arguments],
        env={"PATH": str(tmp_path)},
        executable=shutil.which("bash"),
        capture_output=True,
        text=True,
        check=True,
    )

    assert finished.stdout.splitlines()[1:] == ["made mysql", f"made {made}"]


def test_every_text_is_as_the_editorconfig_says():
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    odd = []
    for name in listed.rstrip("\0").split("\0"):
        if name.startswith("docs/legacy_data/") or not (ROOT / name).is_file():
            continue
        try:
            text = (ROOT / name).read_bytes().decode("utf-8")
        except UnicodeDecodeError:
            continue
        if text and (not text.endswith("\n") or "\r" in text or re.search(r"[ \t]+$", text, re.MULTILINE)):
            odd.append(name)

    assert odd == []
