from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
from django.template import Context, Template

from apps.pages import formatting

TODAY = date(2026, 11, 30)


def moment(*parts):
    return datetime(*parts, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (moment(2026, 11, 27, 15, 7), "Nov 27, 9:07 AM"),
        (moment(2026, 11, 27, 6, 0), "Nov 27, 12:00 AM"),
        (moment(2026, 7, 4, 17, 30), "Jul 4, 12:30 PM"),
        (moment(2025, 12, 31, 23, 59), "Dec 31, 2025, 5:59 PM"),
        (datetime(2026, 11, 27, 21, 7), "Nov 27, 9:07 PM"),  # noqa: DTZ001 - a wall clock's
        (date(2026, 3, 9), "Mar 9"),
        (date(2027, 3, 9), "Mar 9, 2027"),
    ],
)
def test_moment_is_written_by_the_projects_clock_and_its_year_if_it_is_another(value, text):
    assert formatting.when(value, today=TODAY) == text


def test_moment_in_full_names_weekday_seconds_and_zone():
    assert formatting.full(moment(2026, 11, 27, 15, 7, 5)) == "Friday, November 27, 2026, 9:07:05 AM CST"
    assert formatting.full(date(2026, 11, 27)) == "Friday, November 27, 2026"
    assert formatting.long_day(date(2026, 11, 27)) == "Friday, Nov 27, 2026"


@pytest.mark.parametrize(
    ("value", "text"), [(time(0, 5), "12:05 AM"), (time(12), "12:00 PM"), (time(23, 59), "11:59 PM")]
)
def test_time_of_day_has_twelve_hours(value, text):
    assert formatting.clock(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(2800, "$2,800"), (Decimal("5.5"), "$5.50"), (Decimal("-1234.565"), "-$1,234.57"), (0, "$0"), (0.0, "$0.00")],
)
def test_money_has_its_sign(value, text):
    assert formatting.money(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0.0 h"), (0.5, "30 min"), (1, "1.0 h"), (Decimal("31.84"), "31.8 h"), (72, "72.0 h"),
        (72.1, "3 days"), (84, "3.5 days"), (1306, "54 days"),
    ],
)  # fmt: skip
def test_long_time_is_told_in_days(value, text):
    assert formatting.hours(value) == text


@pytest.mark.parametrize(
    ("share", "places", "text"), [(0.6, 0, "60%"), (0.075, 0, "8%"), (0.0774, 1, "7.7%"), (12.5, 0, "1,250%")]
)
def test_percent_has_no_space(share, places, text):
    assert formatting.percent(share, places) == text
    assert formatting.rate(100 * Decimal(str(share)), places) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("2705550123", "(270) 555-0123"),
        ("+1-415-555-0111", "(415) 555-0111"),
        ("+14155550111", "(415) 555-0111"),
        ("(415) 555-0111", "(415) 555-0111"),
        ("+44 20 7946 0000", "+44 20 7946 0000"),
        ("555-0111", "555-0111"),
        ("", ""),
    ],
)
def test_american_phone_number_is_grouped_and_others_are_left(text, shown):
    assert formatting.phone(text) == shown


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("monthly_rent", "Monthly rent"), ("ai-success", "AI success"), ("wifi_password", "Wi-Fi password"),
        ("In Review", "In Review"), ("", ""), ("__", ""),
    ],
)  # fmt: skip
def test_key_is_told_in_words(key, words):
    assert formatting.label(key) == words


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "–"), ("", "–"), (True, "yes"), (False, "no"), (2800, "2,800"), (1.5, "1.50"),
        ("2026-04-30", "Apr 30"), ("2025-04-30", "Apr 30, 2025"), ("2026-02-30", "2026-02-30"),
        ("in_unit", "in unit"), ("No pets", "No pets"), (["a", True], "a, yes"), ([], "–"),
        ({"quiet_hours": "22 to 7"}, "Quiet hours: 22 to 7"), ("+1-415-555-0111", "(415) 555-0111"),
    ],
)  # fmt: skip
def test_free_value_is_spoken(value, text):
    assert formatting.spoken(value, today=TODAY) == text


def test_count_agrees_with_its_noun():
    assert [formatting.plural(count, "row") for count in (0, 1, 3210)] == ["0 rows", "1 row", "3,210 rows"]
    assert formatting.plural(2, "person", "people") == "2 people"


def written(text, **context):
    return Template("{% load formatting %}" + text).render(Context(context))


def test_moment_on_a_page_holds_all_of_it_in_its_title():
    text = written("{{ at|when }}", at=moment(2019, 11, 27, 15, 7, 5))

    assert text == (
        '<time datetime="2019-11-27T09:07:05-06:00" title="Wednesday, November 27, 2019, 9:07:05 AM CST">'
        "Nov 27, 2019, 9:07 AM</time>"
    )


def test_what_is_not_there_is_a_dash():
    filters = ("when", "day", "long_day", "clock", "plain_day", "money", "hours", "number", "percent", "rate", "phone")

    assert {written(f"{{{{ nothing|{name} }}}}", nothing=None) for name in filters} == {"–"}


def test_count_on_a_page_agrees_with_its_noun():
    assert written('{{ n|plural:"person,people" }} {{ n|plural:"row" }}', n=2) == "2 people 2 rows"
