"""Bugs in a team's place in its company: whose repositories it works in, and who is at home where."""

from dataclasses import replace

from apps.metrics.seeding.content import PRODUCTS, source_repository
from tests.planted_bugs.metrics_mistakes import changed
from tests.planted_bugs.metrics_runs import ai_success, borrowing, bug, instead, made, result


def one_repository_of_each(product):
    return replace(product, repositories=tuple(each.repositories[0] for each in PRODUCTS))


def area_of_anybody(sound, team, plan, *more):
    """The home of whoever comes first, in place of the change's own area."""
    return changed(sound(team, plan, *more), area=next(iter(team.members)).home)


def homes_of_the_next(team):
    """Members' rows with the home of the next one, as a list that is off by one gives them."""
    rows = list(team.members.values())
    homes = [row.home_area for row in rows]
    for row, home in zip(rows, homes[1:] + homes[:1], strict=True):
        changed(row, home_area=home)
    return team


def without_homes(team):
    for row in team.members.values():
        changed(row, home_area="")
    return team


COMPANY_BUGS = [
    bug("strangers_repositories", "planning.company:product_of", result(one_repository_of_each), "P055"),
    bug(
        "borrowed_with_its_owner",
        "planning.borrowing:source_repository",
        instead(lambda organization, source: source_repository(source.partition("/")[0], source)),
        "P055",
        borrowing,
    ),
    bug("a_home_each", "planning.company:share_homes", instead(lambda keys, most: [*range(len(keys))]), "P056 P058"),
    bug("area_of_anybody", "planning.rows:_pull_request_row", made(area_of_anybody), "P056 P057 P058 P063"),
    bug("no_homes", "planning.team:team_rows", result(without_homes), "P056"),
    bug("homes_of_the_next", "planning.team:team_rows", result(homes_of_the_next), "P057", ai_success),
    bug("anywhere_but_at_home", "planning.subjects:HOME_SHARE", instead(0.2), "P057"),
    bug("reviewers_from_afar", "planning.seats:AT_HOME", instead(0.2), "P058"),
]
