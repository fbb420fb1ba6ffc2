import os
import re
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MAKEFILE = ROOT / "Makefile"


def run_make(*arguments, cwd=ROOT):
    # The variables by which an outer `make test` speaks to an inner one would change what is printed.
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    return subprocess.run(
        ["make", "--no-print-directory", *map(str, arguments)],
        cwd=cwd,
        env={**inherited, "LC_ALL": "C"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_make_alone_lists_every_target_from_any_working_directory(tmp_path):
    [phony] = re.findall(r"^\.PHONY: (.*)$", MAKEFILE.read_text(), re.MULTILINE)

    listing = run_make("-C", ROOT, cwd=tmp_path)

    assert listing.returncode == 0
    assert [line.split()[1] for line in listing.stdout.splitlines()] == phony.split()


def test_make_refuses_a_python_it_cannot_use_in_one_line(tmp_path):
    shutil.copy(MAKEFILE, tmp_path)
    shutil.copy(ROOT / "requirements.txt", tmp_path)
    old_python = tmp_path / "old-python"
    old_python.write_text('#!/bin/sh\n[ "$1" = --version ] && echo Python 3.10.13 && exit\nexit 1\n')
    old_python.chmod(0o755)

    refused = run_make("demo", f"PYTHON={old_python}", cwd=tmp_path)

    assert refused.returncode != 0
    assert refused.stderr.splitlines()[0] == (
        f"seedplot needs Python 3.11, 3.12 or 3.13, and '{old_python}' is Python 3.10.13. "
        "Try: make demo PYTHON=python3.12"
    )
    assert not (tmp_path / ".venv").exists()
