"""Which of a team's pull requests carry a real one's title and figures."""

from __future__ import annotations

from collections.abc import Sequence

from apps.metrics.seeding.content import Change, kind_of_title
from apps.metrics.seeding.deterministic import MetricsRandom
from apps.metrics.seeding.github.pull_request import FetchedPR
from apps.metrics.seeding.planning.pull_request import PullRequestPlan
from seedplot.quotas import rounded


def lend(
    rng: MetricsRandom,
    weeks: Sequence[Sequence[PullRequestPlan]],
    pull_requests: Sequence[FetchedPR],
    share: float,
) -> None:
    """Turn a share of each week's pull requests, by their opening, into real ones, as far as there are any.

    The last of the weeks is the running one, of which little may be seen: it gets what the full ones leave.

    Who may borrow is settled before, whatever is lent: so the others never change. Who borrows what is settled pair by
    pair, the nearest first. One more real one therefore moves, besides the one that takes it, only some that borrow.
    """
    borrowers = [_borrowers(plans, share) for plans in weeks]
    full = [plan for week in borrowers[:-1] for plan in week]
    waiting = {rng.at("lent", each.repo or each.title, each.number).word(): each for each in pull_requests}
    for plans in (full, borrowers[-1]):
        _match(plans, waiting)


def _match(plans: Sequence[PullRequestPlan], waiting: dict[int, FetchedPR]) -> None:
    """Give what is waiting to those plans, one each, and take it from there. No draft has ever merged."""
    own = [plan.stream.at("borrows").word() for plan in plans]
    # How far two numbers are apart by exclusive or: from each number every other one is differently far.
    pairs = sorted(
        (mine ^ name, plan, name) for mine, plan in zip(own, range(len(plans)), strict=True) for name in waiting
    )
    for _, number, name in pairs:
        plan, lent = plans[number], waiting.get(name)
        if lent is not None and plan.lent is None and not (lent.is_draft and plan.outcome == "merged"):
            _take(plan, waiting.pop(name))


def _borrowers(plans: Sequence[PullRequestPlan], share: float) -> list[PullRequestPlan]:
    """Reverts name other pull requests, and hotfixes are fixes: neither can have just any title."""
    able = [plan for plan in plans if not (plan.reverts or plan.reverted or plan.is_hotfix)]
    able.sort(key=lambda plan: plan.lots.lent)
    return able[: rounded(share, len(plans))]


def _take(plan: PullRequestPlan, lent: FetchedPR) -> None:
    plan.lent = lent
    plan.change = Change(lent.title, lent.title, kind_of_title(lent.title), plan.change.area, subject="")
