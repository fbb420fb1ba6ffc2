"""Scenarios drawn from all that an author may state, and from a little beyond."""

from decimal import Decimal
from math import exp, log

from apps.metrics.seeding.deterministic import MetricsRandom
from apps.metrics.seeding.scenarios.base import BaseScenario, MemberArchetype, ScenarioConfig

MOST_PULL_REQUESTS = 2_000
NAMES = ("lead", "veteran", "regular", "newcomer", "visitor")
CONFIG = ScenarioConfig("drawn", "Drawn for a test.", "Drawn Team", "drawn-team", 2)


class DrawnScenario(BaseScenario):
    """A story that nobody wrote: every figure is drawn from the stream of its number."""

    name = "drawn"
    config = CONFIG

    def __init__(self, number):
        super().__init__()
        stream = MetricsRandom(17).at("drawn scenario", number)
        self.number = number
        # Streams are named by the scenario.
        self.name = f"drawn-{number}"
        self._archetypes = _archetypes(stream.at("cast"))
        self.config.member_count = sum(each.count for each in self._archetypes)
        volumes = stream.at("volumes")
        low = volumes.choice((0, 1, 1, 2, 2, 3, 3, 4, 5, 6, 8, 10, 12))
        self.config.prs_per_member_per_week = (low, min(12, low + volumes.choice((0, 0, 1, 1, 2, 2, 3, 5))))
        self.config.weeks = self._weeks(stream.at("weeks"))
        self._curves = _Curves(stream.at("curves"))
        self._states = _shares(stream.at("states"), ("merged", "closed", "open"), (0.6, 0.25, 0.15))
        self._reviews = _review_states(stream.at("reviews"))
        self._reviewers = _shares(stream.at("reviewers"), (1, 2, 3), (0.45, 0.4, 0.15))
        self._weights = _weights(stream.at("weights"), self._archetypes)
        self._accuracy = {each.name: _range(stream.at("accuracy", each.name)) for each in self._archetypes}
        self.clears_queue = stream.at("queue").should_happen(0.3)

    def _weeks(self, stream):
        mean = sum(self.config.prs_per_member_per_week) / 2 * self.config.member_count
        return max(1, min(round(_between(stream, 1, 54)), int(MOST_PULL_REQUESTS / max(1, mean))))

    def get_weekly_params(self, week):
        place = self.clamped(week) / max(1, self.config.weeks - 1)
        return self._curves.at(place)

    def get_member_archetypes(self):
        return self._archetypes

    def get_pr_state_distribution(self, week):
        return self._states

    def get_review_state_distribution(self, week):
        return self._reviews

    def get_reviewer_count_distribution(self):
        return self._reviewers

    def get_reviewer_selection_weights(self, week):
        return self._weights

    def get_guess_accuracy_for_archetype(self, name):
        return self._accuracy[name]

    def __str__(self):
        config = self.config
        first, last = self.get_weekly_params(0), self.get_weekly_params(config.weeks)
        curves = ", ".join(f"{name} {value:.2f}-{last[name]:.2f}" for name, value in first.items())
        cast = ", ".join(f"{each.count}x{each.pr_volume_modifier:g}" for each in self._archetypes)
        return (
            f"{self.number}: {config.weeks} weeks, {cast}, {config.prs_per_member_per_week}, {curves}, "
            f"{self._states} {self._reviews} {self._reviewers} {self._weights} {self._accuracy} "
            f"{'clears' if self.clears_queue else ''}"
        )


class _Curves:
    """The six figures, each straight from its first value to its last."""

    def __init__(self, stream):
        cycles = [_between(stream.at("cycle"), 1.9, 310)] * 2
        if stream.at("moves").should_happen(0.6):
            cycles[1] = _between(stream.at("last cycle"), 1.9, 310)
        most = 0.9 if min(cycles) >= 8 else 0.6
        waiting = stream.at("waiting")
        parts = [waiting.uniform(0.1, most), waiting.uniform(0.1, most)]
        self.ends = {
            "ai_adoption_rate": _ends(stream.at("ai")),
            "avg_cycle_time_hours": cycles,
            "quality_rating": [1 + 2 * each for each in _ends(stream.at("quality"))],
            "revert_rate": _ends(stream.at("reverts")),
            "ci_pass_rate": _ends(stream.at("checks")),
        }
        self.parts = parts

    def at(self, place):
        values = {name: first + (last - first) * place for name, (first, last) in self.ends.items()}
        part = self.parts[0] + (self.parts[1] - self.parts[0]) * place
        values["avg_review_time_hours"] = part * values["avg_cycle_time_hours"]
        return {name: Decimal(str(round(value, 4))) for name, value in values.items()}


def _archetypes(stream):
    members, kinds = round(_between(stream, 2, 44)), stream.randint(1, len(NAMES))
    kinds = min(kinds, members)
    counts = [1] * kinds
    for _ in range(members - kinds):
        counts[stream.below(kinds)] += 1
    return [
        MemberArchetype(
            name,
            count,
            round(stream.uniform(-0.4, 0.4), 2),
            round(stream.uniform(0.3, 4), 1),
            stream.choice((0.5, 0.8, 0.9, 1.0, 1.0, 1.0)),
        )
        for name, count in zip(NAMES, counts, strict=False)
    ]


def _between(stream, low, high):
    """Small values as often as large ones."""
    return exp(stream.uniform(log(low), log(high)))


def _ends(stream):
    """Two shares; none and all are as likely as a few."""
    first = stream.choice((0.0, 1.0, stream.random(), stream.random()))
    return [first, stream.choice((first, 0.0, 1.0, stream.random(), stream.random()))]


def _shares(stream, names, usual):
    """The usual shares, or any; some of them none at all."""
    if stream.should_happen(0.5):
        return dict(zip(names, usual, strict=True))
    weights = [stream.random() * stream.should_happen(0.8) for _ in names]
    whole = sum(weights)
    if not whole:
        return {name: float(name == names[0]) for name in names}
    return {name: weight / whole for name, weight in zip(names, weights, strict=True)}


def _review_states(stream):
    """Nobody merges without an approval, so that some of the reviews are approvals."""
    approved = stream.choice((0.6, 1.0, stream.uniform(0.15, 1)))
    part = stream.random()
    return {
        "approved": approved,
        "changes_requested": (1 - approved) * part,
        "commented": (1 - approved) * (1 - part),
    }


def _weights(stream, archetypes):
    if stream.should_happen(0.5):
        return {}
    names = [each.name for each in archetypes]
    return _shares(stream, names, [1 / len(names)] * len(names))


def _range(stream):
    low = stream.uniform(0, 0.8)
    return low, stream.uniform(low, 1)
