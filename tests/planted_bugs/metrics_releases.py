"""Bugs in the planning of releases and of the times that lead to them; each with the promises that notice it."""

from tests.planted_bugs.metrics_runs import ai_success, bug, made, result


def _all_rows_first(sound, team, deployments, made_rows):
    """The first commit of each pull request is released, not its last."""
    firsts = {
        plan: [row for row in rows if row.shape.label != "metrics.Commit" or row is _first_commit(rows)]
        for plan, rows in made_rows.items()
    }
    return sound(team, deployments, firsts)


def _first_commit(rows):
    return next(row for row in rows if row.shape.label == "metrics.Commit")


def _a_week_late(sound, rng, scenario, plans, weeks):
    planned = sound(rng, scenario, plans, weeks)
    for each in planned:
        each.second += 7 * 86_400
    return planned


def _without_rollbacks(planned):
    seen = set()
    return [
        each
        for each in planned
        if each.environment != "production" or not (each.released in seen or seen.add(each.released))
    ]


def _staged_afterwards(sound, rng, release):
    for trial in sound(rng, release):
        trial.second = release.second + 600
        yield trial


BUGS = [
    bug("first_commit_is_released", "planning.rows:deployment_rows", made(_all_rows_first), "P030", ai_success),
    bug("released_a_week_late", "planning.deployments:plan_deployments", made(_a_week_late), "P039 P067", ai_success),
    bug(
        "one_release_a_week",
        "planning.deployments:_slots",
        made(lambda sound, *given: (slots[:1] for slots in sound(*given))),
        "P039 P068",
        ai_success,
    ),
    bug(
        "nothing_is_rolled_back",
        "planning.deployments:plan_deployments",
        result(_without_rollbacks),
        "P067",
        ai_success,
    ),
    bug("trial_after_the_release", "planning.deployments:_staging", made(_staged_afterwards), "P067", ai_success),
    bug(
        "twice_as_many_failures",
        "planning.deployments:_Failures.among",
        made(lambda sound, failures, releases, before, rate: sound(failures, releases, before, 2 * rate)),
        "P069",
        ai_success,
    ),
    bug(
        "merged_eighteen_minutes_after_the_review",
        "planning.pull_request:PullRequestPlan.least_pause",
        lambda sound: property(lambda plan: 30),
        "P070",
        ai_success,
    ),
]
