"""Fresh virtual environments: a Python of this machine, a version of Django, the library's wheel, and nothing else."""

import os
import re
import subprocess
import sys
from email import message_from_string
from functools import cache
from importlib.metadata import distribution
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

OLDEST_PYTHON = (3, 11)
NEWEST = "newest"
"""In place of a series of Django, such as "4.2": whatever the index has."""
DEPRECATIONS = "error::DeprecationWarning,error::PendingDeprecationWarning"
PRINT_PACKAGES = "from importlib.metadata import distributions; print(*(each.name for each in distributions()))"
PRINT_VERSION = "import sys; print(*sys.version_info[:3], sep='.')"


def environment_variables(**more):
    """What a newcomer's shell has, without anything of this project."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name in ("PATH", "HOME", "TMPDIR", "LD_LIBRARY_PATH") or name.startswith("PIP_")
    }
    return {**kept, "LC_ALL": "C.UTF-8", "PIP_DISABLE_PIP_VERSION_CHECK": "1", **more}


def call(*command, **given):
    return subprocess.run(
        [str(each) for each in command],
        env=given.pop("env", None) or environment_variables(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
        **given,
    )


def must(*command, **given):
    """The output of a command that may not fail."""
    finished = call(*command, **given)
    assert finished.returncode == 0, f"{' '.join(map(str, command))}\n{finished.stdout}{finished.stderr}"
    return finished.stdout


@cache
def pythons():
    """Each Python of this machine that the library supports, newest first: its version and its path."""
    folders = [*map(Path, os.environ.get("PATH", "").split(os.pathsep)), Path(sys.base_prefix, "bin")]
    folders += Path.home().glob(".pyenv/versions/*/bin")
    found = {}
    for path in chain.from_iterable(folder.glob("python3.*") for folder in folders):
        if re.fullmatch(r"python3\.\d+", path.name):
            finished = call(path, "-c", PRINT_VERSION)
            if finished.returncode == 0:
                version = tuple(map(int, finished.stdout.split(".")))
                found.setdefault(version[:2], (version, path))
    return [found[series] for series in sorted(found, reverse=True) if series >= OLDEST_PYTHON]


def django_for(series):
    """The newest Django of the series, and the newest Python here that it supports, as version and path."""
    wanted = "Django" if series == NEWEST else f"Django=={series}.*"
    for version, path in pythons():
        with TemporaryDirectory() as folder:
            must(path, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", folder, wanted)
            [wheel] = Path(folder).glob("*.whl")
            with ZipFile(wheel) as opened:
                [name] = [each for each in opened.namelist() if each.endswith(".dist-info/METADATA")]
                metadata = message_from_string(opened.read(name).decode())
        if f"Programming Language :: Python :: {version[0]}.{version[1]}" in metadata.get_all("Classifier"):
            return metadata["Version"], version, path
    raise AssertionError(f"No Python of this machine is one that Django {series} supports.")


class Environment:
    """A virtual environment, with a folder for a project in it."""

    def __init__(self, folder):
        self.folder = folder
        self.python = folder / "bin" / "python"
        self.project = folder / "project"

    def run(self, *arguments, **variables):
        """Run its Python in the project. A warning of something deprecated is an error."""
        env = environment_variables(PYTHONWARNINGS=DEPRECATIONS, **variables)
        return call(self.python, *arguments, cwd=self.project, env=env)

    def version_of(self, package):
        return must(self.python, "-c", f"from importlib.metadata import version; print(version('{package}'))").strip()

    def packages(self):
        """The names of all distributions that are installed."""
        listed = must(self.python, "-c", PRINT_PACKAGES)
        return {canonicalize_name(name) for name in listed.split()}


def installed(folder, python, wheel, *, django, extras=""):
    """An environment as pip makes it: Django first, then the wheel with what it asks for."""
    must(python, "-m", "venv", folder)
    environment = Environment(folder)
    install = (environment.python, "-m", "pip", "install", "--quiet")
    must(*install, f"Django=={django}")
    must(*install, f"{wheel}{extras}")
    must(environment.python, "-m", "pip", "check")
    environment.project.mkdir()
    return environment


def linked(folder, wheel):
    """An environment on this Python with the wheel, and links to what it needs here, so that none of it is fetched."""
    must(sys.executable, "-m", "venv", "--without-pip", folder)
    [packages] = (folder / "lib").glob("python*/site-packages")
    with ZipFile(wheel) as opened:
        opened.extractall(packages)
        [name] = [each for each in opened.namelist() if each.endswith(".dist-info/METADATA")]
        needed = message_from_string(opened.read(name).decode()).get_all("Requires-Dist")
    for name in closure(needed):
        found = distribution(name)
        for top in {each.parts[0] for each in found.files or ()} - {"..", "__pycache__"}:
            target = packages / top
            if not target.exists():
                target.symlink_to(found.locate_file(top))
    environment = Environment(folder)
    environment.project.mkdir()
    return environment


def closure(requirements):
    """The names of the distributions that these requirements, none of an extra, lead to."""
    found, left = set(), [Requirement(each) for each in requirements or ()]
    while left:
        requirement = left.pop()
        name = canonicalize_name(requirement.name)
        if name in found or (requirement.marker and not requirement.marker.evaluate({"extra": ""})):
            continue
        found.add(name)
        left += [Requirement(each) for each in distribution(requirement.name).requires or ()]
    return found
