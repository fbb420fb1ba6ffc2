"""All figures, one section after the other; `python -m benchmarks loading` measures one alone."""

import sys
from argparse import ArgumentParser

from benchmarks import foreign_rows, growth, loading, machine, page, processes, steps
from benchmarks.scale import Scale

SECTIONS = {"loading": loading, "steps": steps, "small_runs": processes, "growth": growth, "foreign_rows": foreign_rows}


def main(arguments: list[str]) -> int:
    usual = Scale()
    parser = ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("sections", nargs="*", metavar="SECTION", help=f"one or more of: {', '.join(SECTIONS)}")
    parser.add_argument("--teams", type=int, default=usual.teams, metavar="N", help="load so many (default: 50)")
    parser.add_argument("--rounds", type=int, default=usual.rounds, metavar="N", help="medians of so many (default: 5)")
    parser.add_argument("--large", action="store_true", help="measure growth up to 5 million rows: ten minutes more")
    parser.add_argument(
        "--write", action="store_true", help="put the figures into docs/performance.md; implies --large"
    )
    options = parser.parse_args(arguments)
    unknown = [name for name in options.sections if name not in SECTIONS]
    if unknown:
        parser.error(f"There is no section named '{unknown[0]}'. Known: {', '.join(SECTIONS)}.")
    scale = Scale(options.teams, options.rounds, options.large or options.write)
    show(page.MACHINE, machine.describe(), write=options.write)
    for name in options.sections or SECTIONS:
        show(name, measured(name, scale), write=options.write)
    return 0


def show(name: str, text: str, *, write: bool) -> None:
    print(f"{text}\n", flush=True)
    if write:
        page.write(name, text)


def measured(section: str, scale: Scale) -> str:
    """The section's sentences and tables."""
    when = machine.day_and_noise()
    first, *rest = map(str, SECTIONS[section].measure(scale))
    return "\n\n".join([f"{first} {when}", *rest])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
