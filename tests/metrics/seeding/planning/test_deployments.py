"""Releases: each repository's in the order of its merges, however close their slots lie."""

from decimal import Decimal
from itertools import pairwise

from apps.metrics.seeding.planning import durations
from apps.metrics.seeding.planning.deployments import plan_deployments
from apps.metrics.seeding.planning.team import targets_by_week

WEEKS = 6


def test_releases_of_a_repository_keep_the_order_of_its_merges_where_slots_are_dense(beginnings):
    for each in beginnings:
        means = targets_by_week(each.rng, each.scenario, WEEKS)
        merged = [[plan for plan in each.counted(week) if plan.outcome == "merged"] for week in range(WEEKS)]
        for week, plans in enumerate(merged):
            durations.settle_merged(each.rng, week, plans, means[week])
        each.scenario.deploys_per_week = lambda week: Decimal(400)
        each.scenario.change_failure_rate = lambda week: Decimal(0)

        planned = plan_deployments(each.rng, each.scenario, [plan for plans in merged for plan in plans], WEEKS)

        production = [deployment for deployment in planned if deployment.environment == "production"]
        for name in {deployment.released.repository.name for deployment in production}:
            own = [deployment for deployment in production if deployment.released.repository.name == name]
            assert all(before.released.ended < after.released.ended for before, after in pairwise(own))
            assert all(after.second - before.second >= 300 for before, after in pairwise(own))
