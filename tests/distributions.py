"""The library's wheel and source distribution, built as a release builds them."""

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def tool(*arguments, cwd):
    """Run a module of this environment."""
    return subprocess.run(
        [sys.executable, "-m", *map(str, arguments)], cwd=cwd, capture_output=True, text=True, check=False
    )


def build_distributions(folder):
    """Build both from a copy of what is committed or new, so that no earlier build is mixed into them. Their folder."""
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    tracked = subprocess.run(listed, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in tracked.rstrip("\0").split("\0"):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    built = tool("build", "--no-isolation", cwd=folder)
    assert built.returncode == 0, built.stdout + built.stderr
    return folder / "dist"


def wheel_in(folder):
    """The one wheel there."""
    [wheel] = folder.glob("*.whl")
    return wheel
