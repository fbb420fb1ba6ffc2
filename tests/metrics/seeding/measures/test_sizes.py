"""Unusual sizes: shares have room for one row, what is rare is there at all, and many reverts leave no fair sample."""

from types import SimpleNamespace

import pytest

from apps.metrics.seeding.measures.sizes import unusual_sizes

USUAL = [3] * 20 + [20, 60, 90, 100, 120, 140, 180, 200, 300, 500] * 10 + [1_500] * 4
"""The lines of 124 pull requests."""


def team_of(lines, *, reverts=0, files=lambda lines: 1 if lines < 50 else 12 if lines > 600 else 3):
    rows = [
        SimpleNamespace(
            id=key, additions=each, deletions=0, source="factory", is_revert=key >= len(lines), state="merged"
        )
        for key, each in enumerate([*lines, *[5] * reverts])
    ]
    return SimpleNamespace(
        pull_requests={row.id: row for row in rows}, files_of={row.id: range(files(row.additions)) for row in rows}
    )


def replaced(lines, old, new, count):
    found = list(lines)
    for _ in range(count):
        found[found.index(old)] = new
    return found


def test_usual_sizes_are_usual():
    found = unusual_sizes(team_of(USUAL))

    assert (found, found.unpromised) == ([], "")


@pytest.mark.parametrize(
    ("changed", "is_kept"),
    [
        # 6% of 124 are 7.4, and one more is as near as whole numbers come.
        (replaced(USUAL, 200, 1_500, 4), True),
        (replaced(USUAL, 200, 1_500, 5), False),
        (replaced(USUAL, 1_500, 900, 3), True),
        (replaced(USUAL, 1_500, 900, 4), False),
    ],
    ids=["eight large", "nine large", "one large", "none large"],
)
def test_share_of_large_ones_has_room_for_one_row_but_not_for_none(changed, is_kept):
    found = unusual_sizes(team_of(changed))

    assert (found == []) is is_kept
    assert all("over 1,000 lines" in fault for fault in found)


def test_share_of_small_ones_has_room_for_one_row():
    # 8% of 124 are 9.9.
    assert unusual_sizes(team_of(replaced(USUAL, 3, 15, 11))) == []
    assert "under 10 lines: 8 of 124" in unusual_sizes(team_of(replaced(USUAL, 3, 15, 12)))[0]


def test_nothing_is_promised_of_few_or_beside_many_reverts():
    assert unusual_sizes(team_of([5_000] * 59)).unpromised == "sizes of 59"
    found = unusual_sizes(team_of([5_000] * 124, reverts=20))
    assert (found, found.unpromised) == ([], "sizes beside many reverts")
