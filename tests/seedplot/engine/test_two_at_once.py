"""Two processes that seed the same place at the same time: one writes, the other is told; nothing is there twice."""

from concurrent.futures import ThreadPoolExecutor

import pytest

PROGRAM = """
from seedplot.models import SeedRun
print(list(SeedRun.objects.values_list("scenario", "status")))
"""


@pytest.mark.check
def test_two_processes_at_once_write_one_run(any_garden_url, manage, run_program):
    arguments = ("seed_garden", "--scenario", "harvest-weeks", "--beds", "40", "--as-of", "2026-03-12")

    with ThreadPoolExecutor(2) as pool:
        tried = [pool.submit(manage, *arguments, DATABASE_URL=any_garden_url) for _ in range(2)]
    finished = [each.result() for each in tried]

    wrote = [each for each in finished if "Written as run" in each.stdout]
    told = [each.stdout + each.stderr for each in finished if each not in wrote]
    assert [each.returncode for each in wrote] == [0]
    assert len(told) == 1
    assert "is there already; nothing was written." in told[0] or told[0] == (
        "CommandError: Another process has just seeded harvest-weeks. Run the command again.\n"
    )
    assert run_program(PROGRAM, DATABASE_URL=any_garden_url).stdout == "[('harvest-weeks', 'complete')]\n"
