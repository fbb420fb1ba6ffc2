"""What the pages hold: their code blocks, their commands, their headings."""

import re
import shlex
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LIBRARY_PAGE = ROOT / "seedplot" / "README.md"
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), LIBRARY_PAGE])


def name_of(page):
    return str(page.relative_to(ROOT))


def code_blocks(page, language):
    """The texts between ```language and ```."""
    return re.findall(rf"^```{language}\n(.*?)^```$", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


def written_files(page):
    """Path and text of each Python block that begins with its path, in the page's order."""
    return [step for step in steps(page) if isinstance(step, tuple)]


def steps(page):
    """The page as a reader follows it: files to write, as (path, text), and arguments of manage.py, as lists."""
    found = []
    for language, block in re.findall(
        r"^```(python|console)\n(.*?)^```$", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    ):
        path = re.match(r"# (\S+)\n", block)
        if language == "console":
            found += _typed(block)
        elif path:
            found.append((path[1], block))
    return found


def manage_commands(page):
    """The arguments of each `python manage.py` line of the page's consoles; what a console printed is left out."""
    return [arguments for block in code_blocks(page, "console") for arguments in _typed(block)]


def _typed(block):
    lines = block.splitlines()
    typed = [line.removeprefix("$ ") for line in lines if line.startswith("$ ")] or lines
    parts = [line.partition("python manage.py ") for line in typed]
    return [shlex.split(arguments, comments=True) for _, found, arguments in parts if found]


def anchors(page):
    """What a link may name behind its "#", as GitHub makes it of the headings."""
    headings = re.findall(r"^#+ (.*)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
