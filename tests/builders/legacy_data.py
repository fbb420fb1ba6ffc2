"""A copy of the museum's files that a test may spoil."""

import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FILES = ROOT / "docs" / "legacy_data"
MAINTAINERS, PROBLEMS, LOG = "Maintainers.csv", "Maintenance - Problems.csv", "Maintenance - Log entries.csv"


class LegacyCopy:
    def __init__(self, directory):
        self.directory = Path(shutil.copytree(FILES, directory / "legacy data"))

    def replace(self, file, old, new):
        """Exchange the first place where the file says this."""
        path = self.directory / file
        content = path.read_bytes()
        old, new = (each.encode() if isinstance(each, str) else each for each in (old, new))
        assert old in content
        path.write_bytes(content.replace(old, new, 1))

    def append(self, file, line):
        path = self.directory / file
        path.write_bytes(path.read_bytes() + b"\r\n" + line.encode())

    def write(self, file, content):
        (self.directory / file).write_bytes(content.encode() if isinstance(content, str) else content)

    def remove(self, file):
        (self.directory / file).unlink()

    def line_of(self, file, text):
        """The number of the line on which that stands."""
        lines = (self.directory / file).read_bytes().decode().split("\n")
        return next(number for number, line in enumerate(lines, start=1) if text in line)
