import gc

import pytest

from seedplot.errors import SeedError
from tests.toy.garden import seed
from tests.toy.seeding.scenarios.harvest_weeks import HarvestWeeksScenario


class FrozenSoilScenario(HarvestWeeksScenario):
    def plan(self, context, shard):
        yield from super().plan(context, shard)
        # The first shard is begun before, to see how large it is.
        if shard.number == 1:
            assert gc.get_freeze_count() > 0
            raise SeedError("The soil is frozen.")


def test_garbage_collector_is_as_before_after_a_run(ada):
    before = (gc.isenabled(), gc.get_threshold(), gc.get_freeze_count())

    seed(HarvestWeeksScenario)

    assert (gc.isenabled(), gc.get_threshold(), gc.get_freeze_count()) == before


def test_garbage_collector_is_as_before_after_a_run_that_fails(ada):
    before = (gc.isenabled(), gc.get_threshold(), gc.get_freeze_count())

    with pytest.raises(SeedError, match=r"^The soil is frozen\.$"):
        seed(FrozenSoilScenario)

    assert (gc.isenabled(), gc.get_threshold(), gc.get_freeze_count()) == before


def test_what_somebody_else_has_frozen_stays_frozen(run_program, file_garden):
    """A server that forks freezes what its children share."""
    finished = run_program(
        """
        import gc
        from tests.toy.garden import seed
        from tests.toy.seeding.scenarios.harvest_weeks import HarvestWeeksScenario

        shared = [[] for _ in range(100_000)]
        gc.freeze()
        seed(HarvestWeeksScenario)
        print(gc.get_freeze_count() > len(shared))
        """,
        DATABASE_URL=file_garden.url,
    )

    assert (finished.stdout, finished.stderr) == ("True\n", "")
