"""What the legacy mode states; what it writes is told with the command."""

from datetime import date

import pytest

from apps.metrics.seeding.deterministic import MetricsRandom
from apps.metrics.seeding.scenarios import LegacyTeam
from seedplot.clock import midnight
from seedplot.context import stream_of
from seedplot.options import complete_options
from seedplot.plan import Shard


def test_options_have_the_usual_sizes_unless_told():
    assert complete_options(LegacyTeam(), {}) == {
        "teams": 1,
        "members": 5,
        "prs": 50,
        "team_slug": None,
        "no_github": False,
    }


@pytest.mark.parametrize(
    ("option", "text", "reason"),
    [
        ("members", "1", "it must be at least 2"),
        ("prs", "-1", "it must be at least 0"),
        ("teams", "0", "it must be at least 1"),
        ("prs", "many", "it must be a whole number"),
    ],
)
def test_option_out_of_range_is_refused(option, text, reason):
    (found,) = (each for each in LegacyTeam.options if each.name == option)

    with pytest.raises(ValueError, match=rf"^{reason}$"):
        found.parse(text)


def test_each_team_is_a_place_and_a_shard_of_its_own():
    options = complete_options(LegacyTeam(), {"team_slug": "demo-team-2"})

    assert LegacyTeam().exclusive_key(options) == "legacy in demo-team-2"
    assert LegacyTeam().shards(options) == [Shard("demo-team-2")]


def test_calendar_has_eight_full_weeks():
    calendar = LegacyTeam().calendar(midnight(date(2026, 3, 12)))

    assert (calendar.weeks, calendar.first_monday) == (8, midnight(date(2026, 1, 12)))


def test_stream_is_of_its_own():
    assert type(stream_of(LegacyTeam(), 7)) is MetricsRandom
    assert stream_of(LegacyTeam(), 7).random() == MetricsRandom(7).at("legacy").random()


def test_size_is_told_in_words():
    assert LegacyTeam().size == "5 members, 50 pull requests"
