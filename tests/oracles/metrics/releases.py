"""Claims about releases, from the statement of what must hold: when they go out, what they bring, and which fail."""

from collections import defaultdict
from datetime import timedelta
from math import ceil

from apps.metrics import models
from tests.oracles.metrics.scenario_table import FULL_WEEKS

ONE_DAY, ONE_WEEK = timedelta(days=1), timedelta(weeks=1)


def deployments_of(story):
    """The deployments of each repository in order of time, those to production and those to staging."""
    found = defaultdict(lambda: {"production": [], "staging": []})
    for row in sorted(story.rows[models.Deployment], key=lambda row: row.deployed_at):
        found[row.github_repo].setdefault(row.environment, []).append(row)
    return found


def last_commit(story, key):
    return max(story.commits_of[key], key=lambda row: row.committed_at).github_sha


def releases_bring_the_last_commit_of_a_merge(story):
    offences = []
    for row in story.rows[models.Deployment]:
        owner = story.pull_requests.get(row.pull_request_id)
        if owner is None or owner.merged_at is None or row.deployed_at <= owner.merged_at:
            offences.append(f"deployment {row.id} does not follow a merge")
        elif (row.github_repo, row.sha) != (owner.github_repo, last_commit(story, owner.id)):
            offences.append(f"deployment {row.id} releases another commit")
    return offences


def merges_are_in_production_with_the_next_release(story):
    """Of their repository; a merge that none has followed waits for it less than ten days."""
    offences = []
    for repository, of in deployments_of(story).items():
        seen, new = set(), []
        for row in of["production"]:
            if row.sha not in seen:
                seen.add(row.sha)
                new.append((row.deployed_at, story.pull_requests[row.pull_request_id].merged_at))
        for merged in story.pull_requests.values():
            if merged.github_repo == repository and merged.merged_at:
                expected = min((at for at, newest in new if newest >= merged.merged_at), default=None)
                if merged.deployed_at != expected:
                    offences.append(f"pull request {merged.id} in production at {merged.deployed_at}, not {expected}")
    for row in story.pull_requests.values():
        waited = (row.deployed_at or story.anchor) - row.merged_at if row.merged_at else ONE_DAY
        if waited > timedelta(days=10) or (row.deployed_at and not row.merged_at):
            offences.append(f"pull request {row.id} waits {waited}")
    return offences


def releases_are_as_many_as_the_table_says(story):
    """Of a repository no more than the week's; of all at least half, where three times as much merges."""
    offences = []
    for week in FULL_WEEKS:
        wanted = float(story.column.releases[week][1])
        counts = defaultdict(int)
        for repository, of in deployments_of(story).items():
            seen = set()
            for row in of["production"]:
                if row.sha not in seen and story.week(row.deployed_at) == week:
                    counts[repository] += 1
                seen.add(row.sha)
        merges = len(story.merged_in[week])
        if max(counts.values(), default=0) > ceil(wanted) or sum(counts.values()) < int(min(wanted, merges / 3) / 2):
            offences.append(f"week {week}: {dict(counts)} releases for {merges} merges")
    return offences


def failed_releases_are_rolled_back(story):
    """Within a day, to what was there before; as many as the table says in either half of the story, within one."""
    offences = []
    due, found = [0.0, 0.0], [0, 0]
    for repository, of in deployments_of(story).items():
        rows = of["production"]
        first = {}
        for row in rows:
            first.setdefault(row.sha, row)
        order = list(first.values())
        for number, row in enumerate(order):
            half = int(story.week(row.deployed_at) >= 4)
            if story.week(row.deployed_at) in FULL_WEEKS:
                due[half] += float(story.column.failures[story.week(row.deployed_at)][1])
                found[half] += row.status == "failure"
            if row.status == "failure" and row.deployed_at + ONE_DAY < story.anchor:
                back = [
                    each
                    for each in rows
                    if row.deployed_at < each.deployed_at <= row.deployed_at + ONE_DAY
                    and number > 0
                    and each.sha == order[number - 1].sha
                ]
                if len(back) != 1:
                    offences.append(f"{repository}: release {row.id} failed, {len(back)} rollbacks")
        again = len(rows) - len(order)
        failed = sum(row.status == "failure" for row in order)
        if not failed - 1 <= again <= failed:
            offences.append(f"{repository}: {again} rollbacks of {failed} failed releases")
    for half in (0, 1):
        if abs(found[half] - due[half]) > 1:
            offences.append(f"half {half}: {found[half]} failed, {due[half]:.1f} due")
    return offences


def releases_are_tried_on_staging_or_never(story):
    offences = []
    for repository, of in deployments_of(story).items():
        tried = {row.sha: row.deployed_at for row in of["staging"]}
        for row in of["production"]:
            if tried and not tried.get(row.sha, story.anchor) < row.deployed_at:
                offences.append(f"{repository}: release {row.id} was not tried before")
    return offences


CLAIMS = (
    releases_bring_the_last_commit_of_a_merge,
    merges_are_in_production_with_the_next_release,
    releases_are_as_many_as_the_table_says,
    failed_releases_are_rolled_back,
    releases_are_tried_on_staging_or_never,
)
