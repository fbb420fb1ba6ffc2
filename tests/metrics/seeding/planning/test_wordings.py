"""The choice of wordings: each once, as long as there are others."""

from apps.metrics.seeding.planning.wordings import Wordings

POOL = tuple(f"wording {number}" for number in range(12))


def test_every_wording_comes_once_before_any_comes_again():
    pick = Wordings(0.3, 4711).pick("remark")

    said = [pick(POOL) for _ in range(24)]

    assert sorted(said[:12]) == sorted(POOL)
    assert set(said[12:]) <= set(POOL)


def test_what_another_purpose_has_said_is_not_said_again():
    wordings = Wordings(0.3, 4711)
    of_others = {wordings.pick("request")(POOL) for _ in range(6)}

    said = {wordings.pick("remark")(POOL) for _ in range(6)}

    assert said == {*POOL} - of_others
