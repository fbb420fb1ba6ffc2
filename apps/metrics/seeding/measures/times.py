"""Times as a real team's: a long tail, larger changes longer, all weekdays alike, and people with hours of their own.

Each measure is silent where there are too few rows to tell.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from math import ceil, fsum, sqrt
from statistics import fmean, median
from typing import TYPE_CHECKING

from apps.metrics.seeding.measures.counted import Offenders

if TYPE_CHECKING:
    from apps.metrics import models
    from apps.metrics.seeding.rows import StoryEvidence

FEWEST, MANY = 60, 100
"""Merges of the full weeks from which on their distribution is promised, and promised more closely."""
FEWEST_WEEKS, MERGES_OF_A_WEEK = 4, 6
A_DAY, A_WORKING_DAY = 24, 8
WORKDAYS = 5
MEDIAN_TO_MEAN, CLOSER_MEDIAN_TO_MEAN = (0.40, 0.85), (0.45, 0.80)
HIGH_TO_MEDIAN = (2, 5)
"""The 85th percentile."""
LONGEST_TO_MEAN, LONGEST_IN_A_DAY = (3, 9), (2, 9)
"""The latter where the mean is a few hours: what takes three times as long does not fit into a day."""
MOST_IN_ONE_HOUR = 0.25
MOST_IN_ONE_MINUTE, A_FEW_IN_ONE_MINUTE = 0.08, 5
"""The share of gaps of one length to the minute, where days lie between; so few are chance."""
A_LONG_WAIT, WAITING_FIRST = 0.25, 0.45
LEAST_CORRELATION = 0.15
WEEKDAY, CLOSER_WEEKDAY = (0.5, 1.5), (0.6, 1.4)
MOST_ON_WEEKENDS = 0.10
ENOUGH_COMMITS, COMMITS_OF_ONE = 100, 20
COMMITS_ON_WEEKENDS = (0.02, 0.10)
COMMITS_OUT_OF_HOURS, COMMITS_OF_A_FEW = (0.05, 0.20), (0.05, 0.25)
A_FEW_PEOPLE = 3
DAY_BEGINS, DAY_ENDS = timedelta(hours=8), timedelta(hours=18, minutes=30)
APART, APART_IN_A_FEW = timedelta(hours=1), timedelta(minutes=30)
"""Between the medians of the earliest and the latest: of a few people, only one may keep unusual hours."""
UNUSUAL_BY_A_THIRD = 0.5


def unusual_tail(team: StoryEvidence) -> Offenders:
    """Figures of the durations, each beside its week's curve, that no real team has."""
    by_week: defaultdict[int, list[float]] = defaultdict(list)
    for row, hours in _relative(team):
        if not row.is_revert:
            by_week[team.counted_week[row.id]].append(hours)
    weeks = [own for own in by_week.values() if len(own) >= MERGES_OF_A_WEEK]
    relative = [hours for own in weeks for hours in own]
    if len(weeks) < FEWEST_WEEKS or len(relative) < FEWEST:
        return Offenders(unpromised=f"{len(relative)} merges in {len(weeks)} weeks of six or more")
    relative.sort()
    middle, mean = median(relative), fmean(relative)
    usual = fmean([_cycle(row) for row in _merged(team)])
    is_slow, is_long = usual >= A_DAY, usual >= A_WORKING_DAY
    of_mean = CLOSER_MEDIAN_TO_MEAN if len(relative) >= MANY and is_slow else MEDIAN_TO_MEAN
    found = [
        *_outside("median by mean", middle / mean, of_mean),
        *_outside("85th percentile by median", relative[int(0.85 * len(relative))] / middle, HIGH_TO_MEDIAN),
        *_outside("longest by mean", relative[-1] / mean, LONGEST_TO_MEAN if is_long else LONGEST_IN_A_DAY),
        *(_walls(team) if is_slow else ()),
    ]
    return Offenders(found)


def _weeks_of_enough(team: StoryEvidence) -> list[int]:
    return [week for week in team.full_weeks if len(team.merged_in[week]) >= MERGES_OF_A_WEEK]


def _relative(team: StoryEvidence) -> list[tuple[models.PullRequest, float]]:
    """The merges of weeks of six or more, and the cycle time of each as a multiple of the week's curve."""
    found = []
    for week in _weeks_of_enough(team):
        mean = float(team.scenario.weekly_params(week)["avg_cycle_time_hours"])
        found += [(row, _cycle(row) / mean) for row in team.merged_in[week]]
    return found


def _walls(team: StoryEvidence) -> Iterator[str]:
    hours = Counter(int(_cycle(row)) for row in _merged(team))
    hour, count = hours.most_common(1)[0]
    if count > MOST_IN_ONE_HOUR * hours.total():
        yield f"{count} of {hours.total()} took {hour} hours"


def repeated_gaps(team: StoryEvidence) -> Offenders:
    """Times that recur to the minute between an opening, its first review and its merge, as no real ones do."""
    merged = _merged(team)
    if len(merged) < FEWEST or fmean([_cycle(row) for row in merged]) < A_DAY:
        return Offenders(unpromised=f"{len(merged)} merges, or few that take days")
    gaps = {
        "from the opening to the merge": [_minutes(row.cycle_time_hours) for row in merged],
        "from the opening to the first review": [_minutes(row.review_time_hours) for row in merged],
        "from the first review to the merge": [
            _minutes((row.cycle_time_hours or 0) - (row.review_time_hours or 0)) for row in merged
        ],
        "from the last approval to the merge": [
            (row.merged_at - row.approved_at) // timedelta(minutes=1)
            for row in merged
            if row.merged_at is not None and row.approved_at is not None
        ],
    }
    offenders = []
    for noun, minutes in gaps.items():
        length, count = Counter(minutes).most_common(1)[0]
        if count > max(A_FEW_IN_ONE_MINUTE, MOST_IN_ONE_MINUTE * len(minutes)):
            offenders.append(f"{count} of {len(minutes)} took {length} minutes {noun}")
    return Offenders(offenders)


def _minutes(hours: Decimal | int | None) -> int:
    return int(60 * (hours or 0))


def short_waits(team: StoryEvidence) -> Offenders:
    """The share of merges that waited longer for their first review than for all that followed, if it is small.

    It is promised of weeks in which the wait is a good part of the cycle time, and that of a working day or more.
    """
    merged: list[models.PullRequest] = []
    for week in _weeks_of_enough(team):
        rows = team.merged_in[week]
        cycles = [_cycle(row) for row in rows]
        if sum(map(_wait, rows)) >= A_LONG_WAIT * sum(cycles) and fmean(cycles) >= A_WORKING_DAY:
            merged += rows
    if len(merged) < FEWEST:
        return Offenders(unpromised=f"{len(merged)} merges in weeks of long waits")
    share = sum(2 * _wait(row) > _cycle(row) for row in merged) / len(merged)
    return Offenders([f"{share:.0%} waited longer for the first review"] if share < WAITING_FIRST else [])


def sizes_out_of_step(team: StoryEvidence) -> Offenders:
    """The rank correlation of lines and cycle time beside the week's curve, if larger changes take no longer."""
    merged = [(row, hours) for row, hours in _relative(team) if not row.is_revert]
    if len(merged) < FEWEST:
        return Offenders(unpromised=f"{len(merged)} merges in weeks of six or more")
    lines = ranks([row.additions + row.deletions for row, _ in merged])
    found = correlation(lines, ranks([hours for _, hours in merged]))
    return Offenders([] if found >= LEAST_CORRELATION else [f"a rank correlation of {found:.2f}"])


def uneven_weekdays(team: StoryEvidence) -> Offenders:
    """Weekdays on which far more or far less opens or merges than on the others, and busy weekends."""
    weeks = _weeks_of_enough(team)
    merged = [row for week in weeks for row in team.merged_in[week]]
    if len(merged) < FEWEST:
        return Offenders(unpromised=f"{len(merged)} merges in weeks of six or more")
    room = CLOSER_WEEKDAY if len(merged) >= MANY else WEEKDAY
    counted = [row.pr_created_at for week in weeks for row in team.counted_in[week]]
    events = {"openings": counted, "merges": [row.merged_at for row in merged if row.merged_at is not None]}
    return Offenders(fault for noun, moments in events.items() for fault in _uneven(team, noun, moments, room))


def _uneven(team: StoryEvidence, noun: str, moments: Sequence[datetime], room: tuple[float, float]) -> Iterator[str]:
    days = Counter((moment - team.begin).days % 7 for moment in moments)
    working = sum(days[day] for day in range(WORKDAYS))
    for day in range(WORKDAYS):
        yield from _outside(f"{noun} of weekday {day}", days[day] * WORKDAYS / working, room)
    yield from _outside(f"{noun} on weekends", 1 - working / days.total(), (0, MOST_ON_WEEKENDS))


def unusual_hours(team: StoryEvidence) -> Offenders:
    """Commits that come out of hours too often or too rarely, or from everybody alike."""
    by_member: defaultdict[int, list[timedelta]] = defaultdict(list)
    for row in team.in_full_weeks(team.counted_in):
        for commit in team.commits_of[row.id]:
            by_member[commit.author_id or 0].append(commit.committed_at - team.begin)
    moments = [moment for own in by_member.values() for moment in own]
    if len(moments) < ENOUGH_COMMITS:
        return Offenders(unpromised=f"{len(moments)} commits")
    weekend = sum(moment.days % 7 >= WORKDAYS for moment in moments) / len(moments)
    late = sum(_is_out_of_hours(moment) for moment in moments) / len(moments)
    usual = COMMITS_OF_A_FEW if len(team.members) <= A_FEW_PEOPLE else COMMITS_OUT_OF_HOURS
    found = [
        *_outside("commits on weekends", weekend, COMMITS_ON_WEEKENDS),
        *_outside("commits before 8:00 or after 18:30", late, usual),
        *_people_alike(by_member),
        *_unusual_alike(by_member),
    ]
    return Offenders(found)


def _people_alike(by_member: Mapping[int, Sequence[timedelta]]) -> Iterator[str]:
    times = [sorted(_time_of_day(each) for each in own) for own in by_member.values()]
    medians = [own[len(own) // 2] for own in times]
    # Of a few people none may be one with hours of their own.
    is_everybody = min(map(len, times)) >= COMMITS_OF_ONE
    apart = APART if len(times) > A_FEW_PEOPLE else APART_IN_A_FEW
    if is_everybody and len(medians) > 1 and max(medians) - min(medians) < apart:
        yield f"all people commit around {min(medians)}"


def _unusual_alike(by_member: Mapping[int, Sequence[timedelta]]) -> Iterator[str]:
    counts = sorted((sum(map(_is_unusual, own)) for own in by_member.values()), reverse=True)
    of_a_third = sum(counts[: ceil(len(counts) / 3)])
    if of_a_third < UNUSUAL_BY_A_THIRD * sum(counts):
        yield f"{of_a_third} of {sum(counts)} commits out of hours by a third of the people"


def _is_unusual(moment: timedelta) -> bool:
    return moment.days % 7 >= WORKDAYS or _is_out_of_hours(moment)


def _is_out_of_hours(moment: timedelta) -> bool:
    return moment.days % 7 < WORKDAYS and not DAY_BEGINS <= _time_of_day(moment) <= DAY_ENDS


def _time_of_day(moment: timedelta) -> timedelta:
    return timedelta(seconds=moment.seconds)


def _merged(team: StoryEvidence) -> list[models.PullRequest]:
    return list(team.in_full_weeks(team.merged_in))


def _cycle(row: models.PullRequest) -> float:
    return float(row.cycle_time_hours or 0)


def _wait(row: models.PullRequest) -> float:
    return float(row.review_time_hours or 0)


def _outside(noun: str, found: float, room: tuple[float, float]) -> Iterator[str]:
    if not room[0] <= found <= room[1]:
        yield f"{noun}: {found:.2f}, usually {room[0]:g} to {room[1]:g}"


def ranks(values: Sequence[float]) -> list[float]:
    """Ranks from 0; equal values share the mean of theirs."""
    places: defaultdict[float, list[int]] = defaultdict(list)
    for place, value in enumerate(sorted(values)):
        places[value].append(place)
    return [fmean(places[value]) for value in values]


def correlation(first: Sequence[float], second: Sequence[float]) -> float:
    x, y = fmean(first), fmean(second)
    products = fsum([(a - x) * (b - y) for a, b in zip(first, second, strict=True)])
    squares = fsum([(a - x) ** 2 for a in first]) * fsum([(b - y) ** 2 for b in second])
    return products / sqrt(squares) if squares else 0.0
