import io

import pytest

from seedplot.engine import report
from seedplot.promises import Between, Finding, Promise
from tests.toy.garden import seed
from tests.toy.seeding.scenarios.garden_history import GardenHistoryScenario
from tests.toy.seeding.scenarios.harvest_weeks import HarvestWeeksScenario
from tests.toy.seeding.scenarios.watering_days import WateringDaysScenario

ALL = [HarvestWeeksScenario, WateringDaysScenario]


class Terminal(io.StringIO):
    def isatty(self):
        return True


class Latin(io.StringIO):
    encoding = "latin-1"


def lines_of(text):
    return [line.rstrip() for line in text.splitlines()]


def test_scenario_list_groups_names_sizes_and_stories_by_domain():
    assert report.scenario_list(ALL) == "\n".join(
        [
            "toy",
            "  harvest-weeks (3 beds, 4 weeks)",
            "    Every bed ripens: in four weeks the mean harvest climbs from one kilogram to two and a half,",
            "    and each week exactly one harvest in three is brought in through the rain.",
            "  watering-days (2 plots, 10 days)",
            "    Ada picks and waters at nine every morning, up to the day before today; on three days in ten",
            "    it rains, unless the summer is dry.",
        ]
    )


def test_scenario_list_says_when_there_are_none():
    assert report.scenario_list([]) == "No installed app has a scenario."


@pytest.mark.parametrize(
    ("values", "line"),
    [
        ([1, 2, 3, 4, 5, 6, 7, 8], "▁▂▃▄▅▆▇█"),
        ([0, None, 10], "▁ █"),
        ([5, 5], "▁▁"),
        ([None, None], ""),
        ([], ""),
        ([-1, 1], "▁█"),
    ],
)
def test_sparkline_spans_from_the_lowest_bar_to_the_highest(values, line):
    assert report.sparkline(values) == line


def test_run_report_tells_all_in_a_pipe(ada):
    finished = seed(HarvestWeeksScenario, dry_run=True)

    text = report.run_report(finished, HarvestWeeksScenario(), io.StringIO(), note="The note.")

    lines = lines_of(text)
    elapsed = next(index for index, line in enumerate(lines) if line.startswith("Elapsed"))
    assert lines[elapsed].endswith(" s")
    assert lines[:elapsed] + lines[elapsed + 1 :] == [
        "harvest-weeks: Every bed ripens: in four weeks the mean harvest climbs from one kilogram to two and a half, "
        "and each week exactly one",
        "harvest in three is brought in through the rain.",
        "",
        "Rows                     Number",
        "beds                          3",
        "tags                          6",
        "plants                       12",
        "plant-tag relationships      12",
        "harvests                     42",
        "in all                       75",
        "",
        "Promise   Sentence                                 Expected                                "
        "Observed                                 Kept",
        "toy.P101  The mean harvest climbs from 1 kg to     1.00 kg -> 1.50 kg -> 2.00 kg -> 2.50   "
        "1.00 kg -> 1.50 kg -> 2.00 kg -> 2.50    3 of 3",
        "          2.5 kg.                                  kg (within 0.001 kg)                    kg",
        "toy.P102  One harvest in three is rainy.           1 -> 1 -> 1 -> 1 (within 0)             "
        "1 -> 1 -> 1 -> 1                         3 of 3",
        "toy.P103  Every harvest has a basket.              no harvest without a basket             "
        "none                                     3 of 3",
        "",
        "Week by week          First    Last",
        "Mean harvest  ▁▃▅▇█  1.0 kg  2.7 kg",
        "",
        "Seed         42",
        "Anchor       Thursday, 2026-03-12 00:00 CDT",
        f"Fingerprint  {finished.fingerprint}",
        "",
        "The note.",
        "Next: python manage.py seed_garden --scenario harvest-weeks --verify",
    ]


def test_run_report_has_no_colours_in_a_pipe(ada, monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    finished = seed(HarvestWeeksScenario, dry_run=True)

    text = report.run_report(finished, HarvestWeeksScenario(), io.StringIO(), note="")

    assert "\x1b" not in text


@pytest.mark.parametrize(("colour", "coloured"), [(True, True), (False, False)])
def test_run_report_is_coloured_on_a_terminal_that_wants_it(colour, coloured, ada, monkeypatch):
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    finished = seed(HarvestWeeksScenario, dry_run=True)

    text = report.run_report(finished, HarvestWeeksScenario(), Terminal(), note="", color=colour)

    assert ("\x1b" in text) is coloured


def test_run_report_draws_its_bars_in_ascii_where_the_stream_has_no_others(ada):
    finished = seed(HarvestWeeksScenario, dry_run=True)

    text = report.run_report(finished, HarvestWeeksScenario(), Latin(), note="")

    assert "Mean harvest  _-=*#  1.0 kg  2.7 kg" in text
    assert text.isascii()


def test_run_report_names_what_was_cleared(ada):
    first = seed(GardenHistoryScenario)
    second = seed(GardenHistoryScenario, clear=[first.run])

    text = report.run_report(second, GardenHistoryScenario(), io.StringIO(), note="")

    assert [line for line in lines_of(text) if line.startswith("Cleared")] == [
        "Cleared 2 beds", "Cleared 4 harvests", "Cleared 2 plants",
    ]  # fmt: skip


def test_broken_promises_read_like_system_checks():
    promise = Promise("toy.P1", "The share climbs.", len, Between(10, 75, "%", 0), "Water it.")

    text = report.broken_promises([Finding(promise, "bed 1", 80), Finding(promise, "", 5)])

    assert text == (
        "PROMISES BROKEN:\n"
        "bed 1: (toy.P1) The share climbs. Expected 10% to 75%, found 80%.\n\tHINT: Water it.\n"
        "(toy.P1) The share climbs. Expected 10% to 75%, found 5%.\n\tHINT: Water it.\n"
    )
