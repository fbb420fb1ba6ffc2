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


def write_files(page, folder):
    """Write the Python blocks of the page that begin with the name of their file; each folder becomes a package."""
    for block in code_blocks(page, "python"):
        named = re.match(r"# ([\w/]+\.py)\n", block)
        if named:
            path = folder / named[1]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block, encoding="utf-8")
            for parent in path.relative_to(folder).parents[:-1]:
                (folder / parent / "__init__.py").touch()


def manage_commands(page):
    """The arguments of each `python manage.py` line of the page's consoles; what a console printed is left out."""
    commands = []
    for block in code_blocks(page, "console"):
        lines = block.splitlines()
        typed = [line.removeprefix("$ ") for line in lines if line.startswith("$ ")] or lines
        for line in typed:
            _, found, arguments = line.partition("python manage.py ")
            if found:
                commands.append(shlex.split(arguments, comments=True))
    return commands


def anchors(page):
    """What a link may name behind its "#", as GitHub makes it of the headings."""
    headings = re.findall(r"^#+ (.*)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
