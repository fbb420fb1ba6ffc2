"""Reviews: nobody judges their own work, a merge follows an approval, and people keep their shares."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING

from apps.metrics.seeding.measures.counted import Counted, Offenders

if TYPE_CHECKING:
    from apps.metrics.seeding.rows import StoryEvidence, TeamEvidence

REVIEWERS = (1, 3)
MOST_ROUNDS = 5
VERDICTS = ("approved", "changes_requested")
ENOUGH_VERDICTS, WORDED_SHARE = 40, 0.6
MOST_POINTS_OFF = 3
MANY_REVIEWS, MANY_WEEKS, POINTS_UNDER_REVIEW = 150, 8, 3.0
A_FEW_PEOPLE = 4


def own_reviews(team: TeamEvidence) -> list[str]:
    """Reviews and answers by the author, and merges whose last decisive review is no approval."""
    offenders = []
    for row in team.pull_requests.values():
        reviews = team.reviews_of[row.id]
        offenders += [f"review {review.id}" for review in reviews if review.reviewer_id == row.author_id]
        decisive = [review.state for review in reviews if review.state != "commented"]
        if row.state == "merged" and decisive[-1:] != ["approved"]:
            offenders.append(f"pull request {row.id}")
    offenders += [f"answer {row.id}" for row in team.answers if row.reviewer_id == team.pull_request_of(row).author_id]
    return offenders


def unusual_reviewers(team: TeamEvidence) -> list[str]:
    """Merged pull requests that fewer than one or more than three people reviewed, or one of them six times."""
    low, high = REVIEWERS
    offenders = []
    for row in team.pull_requests.values():
        rounds = Counter(review.reviewer_id for review in team.reviews_of[row.id])
        if row.merged_at is not None and not (low <= len(rounds) <= high and max(rounds.values()) <= MOST_ROUNDS):
            offenders.append(f"{len(rounds)} reviewers of pull request {row.id}")
    return offenders


def reviewer_count_error(team: StoryEvidence) -> float:
    """The distance of the mean number of reviewers of a merge from the scenario's, in people.

    Of a small team no more can review than there are beside the author, and where one person writes most reviews,
    that person's own work is left out. Whole numbers allow a week to be one reviewer off.
    """
    shares = team.scenario.get_reviewer_count_distribution()
    stated = sum(min(count, len(team.members) - 1) * share for count, share in shares.items())
    busiest = _busiest(team)
    merged, weeks = 0, 0
    off = 0.0
    for week in team.full_weeks:
        rows = [row for row in team.merged_in[week] if row.author_id != busiest]
        merged, weeks = merged + len(rows), weeks + bool(rows)
        off += sum(len({review.reviewer_id for review in team.reviews_of[row.id]}) - stated for row in rows)
    return abs(off) / merged if abs(off) > weeks + 1e-9 else 0.0


def _busiest(team: StoryEvidence) -> int | None:
    """The one person of the archetype that writes most reviews; None where it has several or none writes most."""
    weights = team.scenario.get_reviewer_selection_weights(0)
    most = max(weights, key=lambda name: weights[name], default=None)
    people = [key for key, name in team.archetypes.items() if name == most]
    return people[0] if len(people) == 1 else None


def review_state_error(team: StoryEvidence) -> float:
    """The distance of a review state's share from the scenario's, in points, at worst.

    Taken of the weeks of which no pull request can still merge; whole numbers allow each to be one review off.
    """
    off: Counter[str] = Counter()
    count, weeks = 0, 0
    for week in team.settled_weeks:
        states = Counter(review.state for review in team.reviews_in[week])
        count, weeks = count + states.total(), weeks + bool(states)
        for state, share in team.scenario.get_review_state_distribution(week).items():
            off[state] += states[state] - share * states.total()  # type: ignore[assignment]  # a part of a review
    return max((100 * abs(each) / count for each in off.values() if abs(each) > weeks + 1e-9), default=0.0)


def share_of(archetype: str) -> Callable[[StoryEvidence], list[Counted]]:
    def share(team: StoryEvidence) -> list[Counted]:
        """The archetype's share of the reviews of the full weeks, in percent."""
        reviews = list(team.in_full_weeks(team.reviews_in))
        written = sum(_is_by(team, review.reviewer_id, archetype) for review in reviews)
        return [Counted(100 * written / max(1, len(reviews)), _room(team, len(reviews)))]

    return share


def _room(team: StoryEvidence, count: int) -> float:
    """The points by which a share of a few reviews may be off.

    One review a week is as near as whole numbers come, and in a short story or a small team what is still under review
    weighs more.
    """
    whole = 100 * len(team.full_weeks) / max(1, count) if count < MANY_REVIEWS else 0.0
    is_small = len(team.full_weeks) < MANY_WEEKS or len(team.members) <= A_FEW_PEOPLE
    return max(whole, POINTS_UNDER_REVIEW if is_small else 0.0)


def weekly_error_of(archetype: str, percent: float) -> Callable[[StoryEvidence], float]:
    def error(team: StoryEvidence) -> float:
        """The distance of the archetype's reviews from that share of a settled week's, in reviews, at worst.

        Later on, reviews of what has not merged yet count for another week in the end.
        """
        errors = [0.0]
        for week in team.settled_weeks:
            reviews = team.reviews_in[week]
            written = sum(_is_by(team, review.reviewer_id, archetype) for review in reviews)
            errors.append(abs(written - percent / 100 * len(reviews)))
        return max(errors)

    return error


def archetypes_off_their_share(team: StoryEvidence) -> Offenders:
    """Archetypes whose share of the reviews of the full weeks lies three points or more beside their weight."""
    if len(team.members) <= A_FEW_PEOPLE:
        return Offenders(unpromised="a team of four or fewer, where who wrote the work decides who reviews it")
    reviews = list(team.in_full_weeks(team.reviews_in))
    counts = Counter(team.archetypes.get(review.reviewer_id or 0, "") for review in reviews)
    weights = team.scenario.get_reviewer_selection_weights(0)
    room = max(MOST_POINTS_OFF, _room(team, len(reviews)))
    found = {name: 100 * counts[name] / max(1, len(reviews)) for name in weights}
    return Offenders(
        f"{name}: {found[name]:.1f}%, not {100 * share:g}%"
        for name, share in weights.items()
        if abs(found[name] - 100 * share) > room
    )


def _is_by(team: StoryEvidence, member: int | None, archetype: str) -> bool:
    return member is not None and team.archetypes.get(member) == archetype


def silent_verdicts(team: TeamEvidence) -> list[str]:
    """The share of approvals and requests for changes that come with words, if it is small."""
    worded = [bool(row.body) for rows in team.reviews_of.values() for row in rows if row.state in VERDICTS]
    is_silent = len(worded) >= ENOUGH_VERDICTS and sum(worded) < WORDED_SHARE * len(worded)
    return [f"{sum(worded)} of {len(worded)} verdicts have a body"] if is_silent else []
