"""All figures, one section after the other; `python -m benchmarks loading` prints one alone."""

import sys
from argparse import ArgumentParser
from collections.abc import Callable, Iterator

from benchmarks import loading, machine, memory, processes, workers

SECTIONS: dict[str, tuple[str, Callable[[int], Iterator[str]]]] = {
    "processes": ("Whole processes, as ratios to manage.py check", lambda rows: processes.measure()),
    "loading": ("Loading, as ratios to the speed at which the database takes ready rows", loading.measure),
    "workers": ("Workers, as ratios to one", workers.measure),
    "memory": ("Peak memory, as ratios to one team", memory.measure),
}
ROWS = 215_000


def main(arguments: list[str]) -> int:
    parser = ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="SECTION", help=f"one or more of: {', '.join(SECTIONS)}")
    parser.add_argument(
        "--rows",
        type=int,
        default=ROWS,
        metavar="N",
        help=f"load about so many rows (default: {ROWS:,}), and take the memory of up to so many; "
        "1,000,000 take half an hour, 5,000,000 some hours",
    )
    given = parser.parse_args(arguments)
    unknown = [name for name in given.names if name not in SECTIONS]
    if unknown:
        parser.error(f"There is no benchmark named '{unknown[0]}'. Known: {', '.join(SECTIONS)}.")
    print(machine.describe())
    for name in given.names or SECTIONS:
        heading, measure = SECTIONS[name]
        print(f"\n{heading}", flush=True)
        for line in measure(given.rows):
            print(f"  {line}".rstrip(), flush=True)
    return 0


sys.exit(main(sys.argv[1:]))
