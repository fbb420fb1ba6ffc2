"""Real pull requests in the mix: which of a team's carry a real one's title and figures, and in which repository.

The real ones are lent by rank of size, so that a long duration goes with a large change, whatever the network brought.
"""

from __future__ import annotations

from collections.abc import Sequence

from apps.metrics.seeding.content import Change, kind_of_title, source_repository
from apps.metrics.seeding.deterministic import MetricsRandom
from apps.metrics.seeding.github.pull_request import FetchedPR
from apps.metrics.seeding.planning.pull_request import PullRequestPlan
from apps.metrics.seeding.planning.sizes import place_of
from seedplot.quotas import rounded

VERY_LARGE = 0.96
"""The place in the distribution of sizes from which on a pull request stays the team's own: it has few of them."""
AWAY = 3
"""Other work makes room for a real pull request so much more often than work at home."""


def lend(
    rng: MetricsRandom,
    organization: str,
    weeks: Sequence[Sequence[PullRequestPlan]],
    pull_requests: Sequence[FetchedPR],
    share: float,
) -> None:
    """Turn a share of each week's pull requests, by their opening, into real ones, as far as there are any.

    The last of the weeks is the running one, of which little may be seen: it gets what the full ones leave.

    Who may borrow is settled before, whatever is lent: so the others never change. One more real one takes a place of
    its own, or another's; of those that borrow, it moves the ones between its rank and that place's.
    """
    borrowers = [_borrowers(plans, share) for plans in weeks]
    full = [plan for week in borrowers[:-1] for plan in week]
    waiting = sorted(pull_requests, key=lambda each: rng.at("lent", each.repo or each.title, each.number).word())
    for plans in (full, borrowers[-1]):
        taken = {*_match(organization, plans, waiting)}
        waiting = [each for each in waiting if each not in taken]


def _match(organization: str, plans: Sequence[PullRequestPlan], waiting: Sequence[FetchedPR]) -> Sequence[FetchedPR]:
    """Lend as many as there are places, and return them. No draft has ever merged."""
    places = sorted(plans, key=lambda plan: plan.stream.at("borrows").word())
    unmerged = [plan for plan in places if plan.outcome != "merged"]
    drafts = {*[each for each in waiting if each.is_draft][: len(unmerged)]}
    chosen = [each for each in waiting if not each.is_draft or each in drafts][: len(places)]
    for_drafts = unmerged[: sum(each.is_draft for each in chosen)]
    others = [plan for plan in places if plan not in {*for_drafts}]
    _lend_by_rank(organization, for_drafts, [each for each in chosen if each.is_draft])
    _lend_by_rank(organization, others, [each for each in chosen if not each.is_draft])
    return chosen


def _lend_by_rank(organization: str, places: Sequence[PullRequestPlan], real: Sequence[FetchedPR]) -> None:
    """The k-th largest of the first places takes the k-th largest real one."""
    by_size = sorted(places[: len(real)], key=lambda plan: (plan.usual_lines, plan.offset, plan.number))
    of_size = sorted(real, key=lambda each: (each.additions + each.deletions, each.files_changed, each.title))
    for plan, lent in zip(by_size, of_size, strict=True):
        _take(organization, plan, lent)


def _borrowers(plans: Sequence[PullRequestPlan], share: float) -> list[PullRequestPlan]:
    """Reverts name other pull requests, and hotfixes are fixes: neither can have just any title.

    Work in a borrowed repository is work away from home, so it takes the place of such work first.
    """
    able = [
        plan
        for plan in plans
        if not (plan.reverts or plan.reverted or plan.is_hotfix or place_of(plan.turn, plan.number) >= VERY_LARGE)
    ]
    able.sort(key=lambda plan: plan.lots.lent / (1 if plan.change.area == plan.author.home else AWAY))
    return able[: rounded(share, len(plans))]


def _take(organization: str, plan: PullRequestPlan, lent: FetchedPR) -> None:
    """Let the real one take the place, in a repository named like its own where it says which that is."""
    plan.lent = lent
    area = plan.change.area
    if lent.repo:
        plan.repository = source_repository(organization, lent.repo)
        area = plan.repository.areas[0].name
    plan.change = Change(lent.title, lent.title, kind_of_title(lent.title), area, subject="")
