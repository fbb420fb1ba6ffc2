"""Claims about times, from the statement of what must hold: their tail, their phases, weekdays and hours."""

from collections import Counter, defaultdict
from datetime import timedelta
from statistics import mean, median, quantiles
from zoneinfo import ZoneInfo

from apps.metrics import models
from tests.oracles.metrics.scenario_table import FULL_WEEKS

CHICAGO = ZoneInfo("America/Chicago")
ENOUGH, MANY = 60, 100


def merged_of(story):
    return [row for week in FULL_WEEKS for row in story.merged_in[week]]


def hours(delta):
    return delta.total_seconds() / 3600


def durations_have_a_long_tail(story):
    relative = []
    for week in FULL_WEEKS:
        rows = [row for row in story.merged_in[week] if not row.is_revert]
        middle = float(sum(story.column.cycle[week]) / 2)
        if len(story.merged_in[week]) >= 6:
            relative += [hours(row.merged_at - row.pr_created_at) / middle for row in rows]
    if len(relative) < ENOUGH:
        return []
    low, high = (0.45, 0.80) if len(relative) >= MANY else (0.40, 0.85)
    found = {
        "median by mean": (median(relative) / mean(relative), low - 0.02, high + 0.02),
        "85th percentile by median": (quantiles(relative, n=20)[16] / median(relative), 1.9, 5.2),
        "longest by mean": (max(relative) / mean(relative), 3, 9),
    }
    return [f"{what}: {value:.2f}" for what, (value, least, most) in found.items() if not least <= value <= most]


def the_wait_is_most_of_it(story):
    """Where it is a quarter of the cycle or more: in 45% of the pull requests at least."""
    rows = [
        row
        for week in FULL_WEEKS
        if 4 * story.column.wait[week][0] >= story.column.cycle[week][1]
        for row in story.merged_in[week]
    ]
    longer = [row for row in rows if row.first_review_at - row.pr_created_at > row.merged_at - row.first_review_at]
    return [f"{len(longer)} of {len(rows)}"] if len(rows) >= ENOUGH and len(longer) < 0.44 * len(rows) else []


def phases_follow_each_other(story):
    offences = []
    for row in story.pull_requests.values():
        known = [
            moment
            for moment in (row.first_commit_at, row.pr_created_at, row.ready_for_review_at, row.first_review_at)
            if moment is not None
        ]
        ends = [moment for moment in (row.first_review_at, row.approved_at, row.merged_at, row.deployed_at) if moment]
        if known != sorted(known) or ends != sorted(ends) or not known[0] < row.pr_created_at:
            offences.append(f"pull request {row.id}: {known} {ends}")
        if row.merged_at and not row.approved_at < row.merged_at:
            offences.append(f"pull request {row.id} merged at its approval")
    return offences


def no_time_recurs(story):
    """To the minute, where days lie between."""
    rows = merged_of(story)
    if len(rows) < ENOUGH or mean(hours(row.merged_at - row.pr_created_at) for row in rows) < 24:
        return []
    spans = {
        "cycle": [row.merged_at - row.pr_created_at for row in rows],
        "wait": [row.first_review_at - row.pr_created_at for row in rows],
        "after the first review": [row.merged_at - row.first_review_at for row in rows],
        "after the approval": [row.merged_at - row.approved_at for row in rows],
    }
    offences = []
    for what, deltas in spans.items():
        minute, count = Counter(delta // timedelta(minutes=1) for delta in deltas).most_common(1)[0]
        if count > max(4, len(rows) / 20):
            offences.append(f"{what}: {count} of {len(rows)} are {minute} minutes")
    return offences


def weekdays_are_alike(story):
    """Told by the story's own clock, which a clock change does not move."""
    rows = merged_of(story)
    if len(rows) < ENOUGH:
        return []
    begin = min(row.merged_at for row in rows).astimezone(CHICAGO).replace(hour=0, minute=0, second=0, microsecond=0)
    begin -= timedelta(days=begin.weekday())
    room = 0.42 if len(rows) >= MANY else 0.52
    openings = [row.pr_created_at for row in story.pull_requests.values() if story.counted_week[row.id] in FULL_WEEKS]
    offences = []
    for noun, moments in (("openings", openings), ("merges", [row.merged_at for row in rows])):
        days = Counter((moment - begin).days % 7 for moment in moments)
        usual = sum(days[day] for day in range(5)) / 5
        unusual = [day for day in range(5) if abs(days[day] / usual - 1) > room]
        offences += [f"{noun}: {days[day]} on day {day}, usually {usual:.1f}" for day in unusual]
        if days[5] + days[6] > 0.1 * len(moments):
            offences.append(f"{noun}: {days[5] + days[6]} on weekends")
    return offences


def a_third_of_the_people_keep_unusual_hours(story):
    of = defaultdict(list)
    for row in story.rows[models.Commit]:
        if row.pull_request_id and story.counted_week[row.pull_request_id] in FULL_WEEKS:
            of[row.author_id].append(row.committed_at.astimezone(CHICAGO))
    moments = [moment for own in of.values() for moment in own]
    if len(moments) < 100:
        return []

    def is_weekend(moment):
        return moment.weekday() >= 5

    def is_odd(moment):
        return not is_weekend(moment) and not 7 <= moment.hour + moment.minute / 60 <= 19.5

    weekend = sum(map(is_weekend, moments)) / len(moments)
    counts = sorted((sum(is_weekend(each) or is_odd(each) for each in own) for own in of.values()), reverse=True)
    offences = [] if 0.015 <= weekend <= 0.105 else [f"{weekend:.3f} on weekends"]
    third = -(-len(counts) // 3)
    if sum(counts[:third]) < 0.45 * sum(counts):
        offences.append(f"unusual hours by everybody alike: {counts}")
    return offences


def nothing_stays_open_where_the_queue_is_cleared(story):
    if story.name != "ai-success":
        return []
    return [
        f"pull request {row.id} is open for {story.anchor - row.pr_created_at}"
        for row in story.pull_requests.values()
        if row.state == "open" and story.anchor - row.pr_created_at > timedelta(days=14)
    ]


CLAIMS = (
    durations_have_a_long_tail,
    the_wait_is_most_of_it,
    phases_follow_each_other,
    no_time_recurs,
    weekdays_are_alike,
    a_third_of_the_people_keep_unusual_hours,
    nothing_stays_open_where_the_queue_is_cleared,
)
