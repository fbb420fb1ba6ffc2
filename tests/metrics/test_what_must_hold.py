"""Every claim about the four scenarios, over many seeds and anchors."""

from datetime import date

import pytest
from django.db import transaction

from apps.metrics.models import PRFile
from apps.metrics.seeding.scenarios import get_scenario
from seedplot.clock import midnight
from seedplot.engine import pipeline
from seedplot.engine.runs import Request
from tests.oracles.metrics.claims import (
    files_are_of_the_usual_kinds,
    modifiers_decide_who_carries_the_ai_share,
    offences,
)
from tests.oracles.metrics.scenario_table import TABLE
from tests.oracles.metrics.team_story import Story
from tests.rings import swept

SEEDS_BY_ANCHOR = {
    # A Monday, so that no running week shows; the clocks went back between the sixth week and the seventh.
    date(2026, 11, 16): range(25),
    # A Sunday: the running week is as long as it can be.
    date(2026, 11, 22): range(25),
    # A Wednesday, three days after the clocks went forward: the hour is missing just before the running week.
    date(2026, 3, 11): range(25),
    # A Wednesday after the clocks went back in the last full week, and one with spring's change amid the story.
    date(2025, 11, 5): range(25, 28),
    date(2026, 4, 8): range(28, 31),
}
MOMENTS = [(anchor, seed) for anchor, seeds in swept(SEEDS_BY_ANCHOR.items()) for seed in swept(seeds)]


def seed_team(name, seed, anchor):
    scenario = get_scenario(name)
    pipeline.run(Request(scenario, seed=seed, anchor=midnight(anchor), options={"no_github": True}))


@pytest.mark.django_db
@pytest.mark.parametrize(("anchor", "seed"), MOMENTS, ids=[f"{anchor}-seed{seed}" for anchor, seed in MOMENTS])
@pytest.mark.parametrize("name", TABLE)
def test_everything_holds_whatever_the_seed_and_the_anchor(name, anchor, seed):
    seed_team(name, seed, anchor)

    found = offences(name, midnight(anchor))

    assert found == {}


@pytest.mark.check
@pytest.mark.django_db
def test_files_are_of_the_usual_kinds_over_several_teams():
    for name in TABLE:
        seed_team(name, seed=0, anchor=date(2026, 11, 22))

    found = files_are_of_the_usual_kinds(list(PRFile.objects.all()))

    assert found == []


@pytest.mark.check
@pytest.mark.django_db
@pytest.mark.parametrize("name", TABLE)
def test_modifiers_decide_who_carries_the_ai_share_over_several_teams(name):
    anchor = date(2026, 11, 16)
    stories = []
    for seed in range(6):
        with transaction.atomic():
            seed_team(name, seed, anchor)
            stories.append(Story(name, midnight(anchor)))
            transaction.set_rollback(True)

    found = modifiers_decide_who_carries_the_ai_share(stories)

    assert found == []
