"""All figures, one section after the other; `python -m benchmarks memory` prints one alone."""

import sys

from benchmarks import machine, memory, processes, rates

SECTIONS = {
    "processes": ("Whole processes, as ratios to manage.py check", processes.measure),
    "rates": ("Rows per second", rates.measure),
    "memory": ("Peak memory, as ratios to one team", memory.measure),
}


def main(names: list[str]) -> int:
    unknown = [name for name in names if name not in SECTIONS]
    if unknown:
        print(f"There is no benchmark named '{unknown[0]}'. Known: {', '.join(SECTIONS)}.", file=sys.stderr)
        return 2
    print(machine.describe())
    for name in names or SECTIONS:
        heading, measure = SECTIONS[name]
        print(f"\n{heading}", flush=True)
        for line in measure():
            print(f"  {line}", flush=True)
    return 0


sys.exit(main(sys.argv[1:]))
