"""What must hold of a team's place in its company, read from its rows alone, and lies about it.

Each claim takes a `Story` and lists what offends it; each lie comes with the promises and claims that notice it.
"""

from collections import Counter

from apps.metrics import models
from tests.metrics.team_story import grouped


def own_work(story):
    return [row for row in story.pull_requests.values() if row.source == "factory"]


def homes(story):
    return {row.id: row.home_area for row in story.rows[models.TeamMember]}


# Claims.


def all_repositories_are_of_one_owner(story):
    names = {row.github_repo for model in (models.PullRequest, models.Commit) for row in story.rows[model]}
    names |= {row.github_repo for row in story.rows[models.Deployment]}
    own = {row.github_repo for row in own_work(story)}
    owners = {name.split("/")[0] for name in names}
    return sorted(owners) * (len(owners) != 1) + sorted(own) * (len(own) not in (2, 3))


def areas_and_homes_are_shared(story):
    repositories = grouped(story.pull_requests.values(), lambda row: row.area)
    apart = [area for area, rows in repositories.items() if not area or len({row.github_repo for row in rows}) != 1]
    return apart + [home for home, count in Counter(homes(story).values()).items() if not home or count < 2]


def members_work_at_home(story):
    """In their home more than anywhere else, and in 45 of 100 pull requests at least."""
    offenders = []
    for member, home in homes(story).items():
        areas = Counter(row.area for row in own_work(story) if row.author_id == member and not row.is_revert)
        if 100 * areas[home] < 45 * areas.total() or areas[home] < max(areas.values(), default=0):
            offenders.append(f"member {member} of {home}: {dict(areas)}")
    return offenders


def neighbors_review(story):
    """At least half of the reviews are by somebody at home in the area, but where one person writes most of them."""
    if story.column.lead:
        return []
    at_home, own = homes(story), {row.id: row.area for row in own_work(story)}
    near = [at_home[row.reviewer_id] == own[row.pull_request_id] for row in story.reviews if row.pull_request_id in own]
    return [] if 2 * sum(near) >= len(near) else [f"{sum(near)} of {len(near)} reviews"]


COMPANY_CLAIMS = (
    all_repositories_are_of_one_owner,
    areas_and_homes_are_shared,
    members_work_at_home,
    neighbors_review,
)


# Lies.


def deployment_of_a_stranger(story):
    commit = next(row for row in story.rows[models.Commit] if row.pull_request_id is not None)
    models.PullRequest.objects.filter(pk=commit.pull_request_id).update(github_repo="acme/compiler")
    for model in (models.Commit, models.Deployment):
        model.objects.filter(pull_request=commit.pull_request_id).update(github_repo="acme/compiler")


def member_alone_at_home(story):
    row = story.rows[models.TeamMember][0]
    models.TeamMember.objects.filter(pk=row.id).update(home_area="attic")


def homes_exchanged(story):
    first, second = dict.fromkeys(homes(story).values())
    for member, home in homes(story).items():
        models.TeamMember.objects.filter(pk=member).update(home_area=second if home == first else first)


COMPANY_LIES = {
    deployment_of_a_stranger: (
        {"P024", "P055", "P056"},
        {"all_repositories_are_of_one_owner", "areas_and_homes_are_shared"},
    ),
    member_alone_at_home: ({"P056", "P057"}, {"areas_and_homes_are_shared", "members_work_at_home"}),
    homes_exchanged: ({"P057", "P058"}, {"members_work_at_home", "neighbors_review"}),
}
