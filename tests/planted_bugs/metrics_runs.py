"""The runs that bugs of the metrics domain are planted into, and the kinds of replacement that plant them."""

from datetime import date
from functools import partial

from factory import LazyAttribute

from apps.metrics.seeding.github import borrowing as github_borrowing
from apps.metrics.seeding.github.pull_request import FetchedPR
from apps.metrics.seeding.scenarios import BaselineScenario, LegacyTeam, get_scenario
from seedplot.clock import midnight
from seedplot.engine.runs import Request
from seedplot.sources import Sources
from tests.planted_bugs.metrics_mistakes import changed
from tests.planted_bugs.planting import PlantedBug

# A Sunday three weeks after the clocks went back: the running week is as long as it can be.
ANCHOR = midnight(date(2026, 11, 22))


# The runs.


class SixtyPullRequests(Sources):
    """Real pull requests to borrow from, as a snapshot would bring them."""

    def gather(self, options):
        real = github_borrowing.usable(real_one(number) for number in range(1, 61))
        return {"github": {"share": 0.25, **github_borrowing.as_source(real)}}


class BorrowingScenario(BaselineScenario):
    """Baseline with 60 real pull requests to borrow from."""

    sources = SixtyPullRequests()


def real_one(number):
    """A pull request of another shape for each number."""
    verb = ("Fix", "Add", "Document", "Drop", "Test", "Speed up")[number % 6]
    return FetchedPR(
        title=f"{verb} the handling of case {number}",
        additions=number * 37 % 211,
        deletions=number * 53 % 97,
        files_changed=1 + number % 11,
        commits_count=1 + number % 6,
        labels=("bug", "p2")[: number % 3],
        is_draft=number % 8 == 0,
        review_comments_count=number % 18,
        repo="acme/compiler",
        number=number,
    )


def story(name, **options):
    return Request(get_scenario(name), 42, ANCHOR, {"no_github": True, **options})


def borrowing():
    return Request(BorrowingScenario(), 42, ANCHOR)


def legacy():
    return Request(LegacyTeam(), 42, ANCHOR, {"team_slug": "demo-team-1", "prs": 30})


baseline = partial(story, "baseline")
ai_success = partial(story, "ai-success")
bottleneck = partial(story, "review-bottleneck")
detective_game = partial(story, "detective-game")
two_teams = partial(story, "baseline", teams=2)
REQUESTS = {
    "baseline": baseline,
    "ai-success": ai_success,
    "review-bottleneck": bottleneck,
    "detective-game": detective_game,
    "two teams": two_teams,
    "borrowing": borrowing,
    "legacy": legacy,
}


# Replacements.


def bug(name, target, faulty, promises, request=baseline, **more):
    """A bug at a path below the seeding package; the promises are named without their domain."""
    target = target if target.startswith("apps.") else f"apps.metrics.seeding.{target}"
    return PlantedBug(name, target, faulty, tuple(f"metrics.{each}" for each in promises.split()), request, **more)


def made(mistake):
    """The mistake, which takes the sound function and then its arguments, in place of the sound function."""
    return lambda sound: lambda *arguments, **named: mistake(sound, *arguments, **named)


def instead(faulty):
    return lambda sound: faulty


def result(change):
    """The sound function's result, changed."""
    return lambda sound: lambda *arguments, **named: change(sound(*arguments, **named))


def setting(plan, name, value):
    setattr(plan, name, value)
    return plan


def rows(label, **columns):
    """The planned rows, those of the model with columns that are computed from the sound row."""

    def faulty(sound):
        def plan(*arguments):
            for row in sound(*arguments):
                if row.shape.label == f"metrics.{label}":
                    changed(row, **{name: compute(row) for name, compute in columns.items()})
                yield row

        return plan

    return faulty


def declared(factory, column, compute):
    """A derived column of a factory."""
    target = f"apps.metrics.factories:{factory}._meta.base_declarations['{column}']"
    return target, instead(LazyAttribute(compute))
