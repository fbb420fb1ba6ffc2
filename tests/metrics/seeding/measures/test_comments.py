"""Repetitions among comments: of what a reader has in mind together."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

from apps.metrics.seeding.measures.comments import repeated_sentences

BEGIN = datetime(2026, 3, 2, tzinfo=UTC)


def team_saying(*bodies, every=timedelta(hours=1), of_type="issue"):
    comments = {
        key: [SimpleNamespace(id=key, body=body, comment_type=of_type, comment_created_at=BEGIN + key * every)]
        for key, body in enumerate(bodies)
    }
    return SimpleNamespace(
        begin=BEGIN,
        pull_requests={key: SimpleNamespace(id=key, source="factory") for key in comments},
        comments_of=comments,
        reviews_of={key: [] for key in comments},
    )


def different(count):
    return [f"Something else about line {number} of it." for number in range(count)]


def test_comment_may_be_made_three_times_among_those_of_a_team():
    assert repeated_sentences(team_saying(*different(40), *["Nice."] * 3)) == []
    assert repeated_sentences(team_saying(*different(40), *["Nice."] * 4)) == ["4 times: Nice."]


def test_nobody_remembers_what_was_said_eight_weeks_or_fifty_comments_ago():
    bodies = [*["Nice."] * 3, *different(47), *["Nice."] * 3]

    assert repeated_sentences(team_saying(*bodies)) == []
    assert repeated_sentences(team_saying(*bodies, of_type="review")) == ["6 times: Nice."]
    assert repeated_sentences(team_saying(*["Nice."] * 6, every=timedelta(weeks=3))) == []


def test_four_fifths_of_comments_are_distinct():
    twice = different(12)

    assert repeated_sentences(team_saying(*different(40), *twice[:10])) == []
    assert repeated_sentences(team_saying(*different(37), *twice)) == ["37 of 49 comments are distinct"]
