"""Mistakes in the planning of metrics rows that take more than a line: each gets the sound function."""

from dataclasses import replace
from datetime import timedelta

from apps.metrics.seeding.content import REPOSITORIES


def changed(row, **columns):
    """A planned row with other columns."""
    row.columns_ = tuple((row.as_dict() | columns).values())
    return row


# The calculator.


def lines_from_deletions(sound, member, monday, week):
    return replace(sound(member, monday, week), lines_added=sum(row.deletions for row in week.pull_requests))


def one_merge_more(sound, member, monday, week):
    result = sound(member, monday, week)
    return replace(result, prs_merged=result.prs_merged + 1)


def guess_of_the_author(sound, ledger, answer):
    sound(ledger, answer._replace(author=answer.guesser, guesser=answer.author))


def week_from_sunday(sound, moment, tz):
    return sound(moment + timedelta(days=1), tz) - timedelta(days=1)


# The cast.


def reversed_cast(sound, rng, scenario):
    """Members keep their persons and trade their archetypes."""
    cast = sound(rng, scenario)
    archetypes = [member.archetype for member in reversed(cast)]
    return [replace(member, archetype=archetype) for member, archetype in zip(cast, archetypes, strict=True)]


def everybody_leads(sound, *arguments, **named):
    team = sound(*arguments, **named)
    for row in team.members.values():
        changed(row, role="lead")
    return team


def members_of_the_first_team(sound):
    """A cache of the members' rows whose key lacks the team."""
    cache = {}

    def comment_rows(team, row, comments):
        members = {member: cache.setdefault(member.key, row) for member, row in team.members.items()}
        return sound(replace(team, members=members), row, comments)

    return comment_rows


# Reviewers and their reviews.


def own_seat(sound, plans, members, loads):
    """Everybody on everything, their own as well."""
    authors = {id(plan): plan.author for plan in plans}
    for plan in plans:
        plan.author = None
    seats = sound(plans, members, loads)
    for plan in plans:
        plan.author = authors[id(plan)]
    return seats


def shares_of_others_swapped(sound, lead, places, loads, weights):
    names = list(weights)
    sound_shares = [weights[name] for name in names]
    return sound(lead, places, loads, dict(zip(names, reversed(sound_shares), strict=True)))


def lightest_leads(sound, scenario, week, cast):
    weights = scenario.get_reviewer_selection_weights(week)
    lightest = min(weights, key=lambda name: weights[name])
    return sound(scenario, week, cast)._replace(
        members=[member for member in cast if member.archetype.name == lightest]
    )


def last_word_first(sound, plan):
    sound(plan)
    seconds = [review.second for review in plan.reviews]
    plan.reviews.reverse()
    for review, second in zip(plan.reviews, seconds, strict=True):
        review.second = second


def swapped_states(sound, reviews, shares, *counts):
    swapped = {"changes_requested": shares["commented"], "commented": shares["changes_requested"]}
    sound(reviews, {**shares, **swapped}, *counts)


def author_among_the_reviewers(sound, rng, cast, subjects, number):
    plan = sound(rng, cast, subjects, number)
    if number % 5 == 0:
        plan.reviews[0].reviewer = plan.author
    return plan


# Pull requests and what belongs to them.


def revert_of_any_repository(sound, ledger, plan):
    merged = (other for other in ledger._merged if other.ended is not None and other.ended < plan.opened)
    possible = (other for other in merged if not (other.reverts or other.reverted))
    return max(possible, key=lambda other: other.ended, default=None)


def backlog_closes_itself(sound, scenario, week, plans):
    sound(scenario, week, plans)
    for plan in plans:
        if plan.outcome == "open":
            plan.outcome = "closed"


def last_commit_answers(sound, commits, reviews):
    """The time to a fix runs to the last commit, not to the next one."""
    last = max((commit.second for commit in commits), default=0)
    return sound([commit._replace(second=last) for commit in commits], reviews)


def lost_files(sound, files, count):
    """Each commit takes a file of its own, and the others are in none."""
    return sound(files[:count], count)


def removed_files_with_new_lines(sound, plan):
    return [each._replace(additions=1) if each.status == "removed" else each for each in sound(plan)]


def area_beside_it(sound, repository, name):
    names = [area.name for area in repository.areas]
    return repository.areas[(names.index(name) + 1) % len(names)]


def forgotten_remainder(sound, lines, weights):
    """Whole parts of the lines, as integer division gives them."""
    return [lines * weight // sum(weights) for weight in weights]


def swapped_lines(sound, text):
    return tuple(replace(each, additions=each.deletions, deletions=each.additions) for each in sound(text))


def title_in_brackets(sound, organization, plan, lent):
    sound(organization, plan, replace(lent, title=f"[{lent.repo}] {lent.title}"))


def answer_on_saturday(sound, plan, survey, reviewer):
    """Whoever is asked on a Friday answers on the next morning."""
    answer, day = sound(plan, survey, reviewer), survey.second // 86_400
    if day % 7 == 4:
        answer.second = (day + 1) * 86_400 + 9 * 3600
    return answer


def rating_of_the_week_before(sound, scenario, week, merged):
    sound(scenario, week - 1, merged)


def next_week_s_rate(sound, scenario, week, plans):
    sound(scenario, week + 1, plans)


# Times.


def waits_in_proportion(sound, wanted, spans, total):
    """Every wait is the same part of its duration."""
    return sound([own[-1][1] for own in spans], spans, total)


def sunday_night(row):
    """The Sunday night before the issue, which is a Monday's small hours in UTC."""
    created = row.issue_created_at
    return created - timedelta(days=created.weekday(), hours=created.hour - 5)


def first_review_before_the_opening(sound, plan):
    sound(plan)
    plan.review_tick = plan.opened_tick - 10


# Content.


def views_among_the_code(products):
    """Two lists of paths that were entered the wrong way round."""
    return tuple(
        replace(
            product,
            repositories=tuple(
                replace(
                    each,
                    areas=tuple(
                        replace(area, backend_paths=area.frontend_paths, frontend_paths=area.backend_paths)
                        for area in each.areas
                    ),
                )
                for each in product.repositories
            ),
        )
        for product in products
    )


def stammering(groups):
    return tuple(replace(group, title=f"{group.title} {group.title.split()[-1]}") for group in groups)


def summaries_of_others(groups):
    return tuple(replace(group, summary="Customers ask for a discount") for group in groups)


def forget_titles():
    """Repositories lay their titles out once, from the patterns of that moment."""
    for repository in REPOSITORIES:
        vars(repository).pop("_blocks", None)
        vars(repository).pop("_ends", None)
        vars(repository).pop("_indexes_by_area", None)
