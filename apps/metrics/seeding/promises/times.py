"""The promises about times: what a real team's durations, weekdays and hours are like."""

from __future__ import annotations

from apps.metrics.seeding.measures import curves, times
from apps.metrics.seeding.promises.bounds import NoneOfEnough
from apps.metrics.seeding.promises.sources import HAYSTACK, OFFICE_HOURS, REVIEWS_ON_GITHUB, STATED
from seedplot.promises import Empty, Promise

TIME_PROMISES = (
    Promise(
        "metrics.P047",
        "Weekly means of the cycle time wobble about the curve, with a standard deviation of 4% or more.",
        curves.smooth_weeks("cycle_time_hours", "avg_cycle_time_hours"),
        NoneOfEnough("curve too smooth"),
        "Look at cycle_time_hours by week of the merge.",
        "no source of its own: real weeks are never on a line",
    ),
    Promise(
        "metrics.P048",
        "Weekly means of the time to first review wobble in the same way.",
        curves.smooth_weeks("review_time_hours", "avg_review_time_hours"),
        NoneOfEnough("curve too smooth"),
        "Look at review_time_hours by week of the merge.",
        "no source of its own: real weeks are never on a line",
    ),
    Promise(
        "metrics.P049",
        "Durations have a long tail: the median lies well below the mean, the longest is 3 to 9 times the mean.",
        times.unusual_tail,
        NoneOfEnough("unusual figure"),
        "Look at cycle_time_hours of what merged, beside its week's mean.",
        HAYSTACK,
    ),
    Promise(
        "metrics.P050",
        "In 45% of the merges or more the wait for the first review is the longer part.",
        times.short_waits,
        NoneOfEnough("unusual share"),
        "Compare review_time_hours with cycle_time_hours.",
        REVIEWS_ON_GITHUB,
    ),
    Promise(
        "metrics.P051",
        "Larger changes take longer: lines and cycle time beside the curve have a rank correlation of 0.15 or more.",
        times.sizes_out_of_step,
        NoneOfEnough("unusual correlation"),
        "Sort what merged by lines, and look at cycle_time_hours.",
        REVIEWS_ON_GITHUB,
    ),
    Promise(
        "metrics.P052",
        "Every working day has about as many openings and merges, and weekends have few.",
        times.uneven_weekdays,
        NoneOfEnough("uneven weekday"),
        "Count pr_created_at and merged_at by weekday.",
        "no source of its own: a working day is like the others",
    ),
    Promise(
        "metrics.P053",
        "Some commits come on weekends, at dawn or in the evening, most of these from the same third of the people.",
        times.unusual_hours,
        NoneOfEnough("unusual share"),
        "Count committed_at by hour, weekday and author.",
        OFFICE_HOURS,
    ),
    Promise(
        "metrics.P070",
        "No time between opening, first review, approval and merge recurs to the minute in over 8% of the merges.",
        times.repeated_gaps,
        NoneOfEnough("time that recurs"),
        "Look at the gap named.",
        "no source of its own: real gaps have no favorite length",
    ),
)

QUEUE_CLEARED = Promise(
    "metrics.P054",
    "Nothing has been open for more than two weeks, or for six cycle times where these are longer.",
    curves.old_open_ones,
    Empty("old pull request"),
    "Look at what is open and when it was opened.",
    STATED,
)
"""For stories with `clears_queue`."""
