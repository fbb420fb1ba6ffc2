from decimal import Decimal

import pytest

from seedplot.promises import AtLeast, AtMost, Between, Empty, Finding, Near, Promise, verify

CLIMBS = Promise("toy.P1", "The share climbs.", lambda rows: rows["share"], Between(10, 75, "%"), "Water it.")


@pytest.mark.parametrize(
    ("bound", "kept", "broken"),
    [
        (Between(1, 2), [1, 1.5, Decimal(2)], [0.99, 2.01, None]),
        (AtMost(high=2), [0, 1, Decimal(2)], [-1, 2.01, None]),
        (AtLeast(2), [2, Decimal("2.5"), 10**9], [1.99, -5, None]),
        (Near(2, 0.5), [1.5, 2, Decimal("2.5")], [1.4, 2.6, None, [], [2, 2]]),
        (Near((1, 2), 0.5), [[1, 2], (1.5, 1.5), [Decimal(1), 2]], [[1], [1, 2, 3], [1, None], [1, 3], None]),
        (Empty("weed"), [[], ()], [["nettle"], ["nettle", "thistle"]]),
    ],
    ids=lambda value: type(value).__name__ if not isinstance(value, list) else "",
)
def test_bound_holds_up_to_its_edges_and_not_beyond(bound, kept, broken):
    assert [bound.holds(observed) for observed in kept] == [True] * len(kept)
    assert [bound.holds(observed) for observed in broken] == [False] * len(broken)


@pytest.mark.parametrize(
    ("bound", "text"),
    [
        (Between(1, 2.5, " kg", 1), "1.0 kg to 2.5 kg"),
        (AtMost(high=2, places=0), "at most 2"),
        (AtLeast(0.5, unit=" h"), "at least 0.50 h"),
        (Near(2, 0.25, "%", 0), "2% (within 0.25%)"),
        (Near([1, 2.5], Decimal("0.1")), "1.00 -> 2.50 (within 0.1)"),
        (Empty("weed"), "no weed"),
    ],
    ids=lambda value: type(value).__name__ if not isinstance(value, str) else "",
)
def test_bound_says_what_it_expects(bound, text):
    assert str(bound) == text


@pytest.mark.parametrize(
    ("bound", "observed", "text"),
    [
        (Between(1, 2, " kg", 1), Decimal("2.25"), "2.2 kg"),
        (Between(1, 2), None, "nothing"),
        (Near([1, 2], 0, places=0), [1, None], "1 -> nothing"),
        (Empty("weed"), [], "none"),
        (Empty("weed"), ["nettle"], "nettle"),
        (Empty("weed"), ["nettle", "thistle"], "nettle and 1 more"),
        (Empty("weed"), ["nettle", "thistle", "dock"], "nettle and 2 more"),
    ],
)
def test_bound_describes_what_was_observed_in_its_own_units(bound, observed, text):
    assert bound.describe(observed) == text


def test_verify_measures_each_promise_on_the_part():
    findings = verify([CLIMBS], "bed 1", {"share": 50})

    assert findings == [Finding(CLIMBS, "bed 1", 50)]
    assert findings[0].kept


def test_finding_reads_like_a_system_check():
    finding = Finding(CLIMBS, "bed 1", 80)

    assert not finding.kept
    assert str(finding) == (
        "bed 1: (toy.P1) The share climbs. Expected 10.00% to 75.00%, found 80.00%.\n\tHINT: Water it."
    )


def test_finding_of_the_whole_names_no_part():
    assert str(Finding(CLIMBS, "", None)) == (
        "(toy.P1) The share climbs. Expected 10.00% to 75.00%, found nothing.\n\tHINT: Water it."
    )
