"""Planting itself: a bug is everywhere while it is planted, gone afterwards, and cannot be planted into nothing."""

import sys
from types import ModuleType

import pytest

from apps.metrics import factories
from apps.metrics.seeding import weekly_metrics_calculator as calculator
from seedplot.engine.runs import Request
from tests.planted_bugs import metrics, notices, projects, tenants, tickets
from tests.planted_bugs.planting import PlantedBug, PlantError, planted, target_of

CALCULATOR = "apps.metrics.seeding.weekly_metrics_calculator"


def bug(target, replace):
    return PlantedBug("a bug", target, replace, ("metrics.P001",), Request)


@pytest.mark.parametrize("domain", [metrics, notices, projects, tenants, tickets], ids=lambda each: each.__name__)
def test_every_bug_has_a_target_and_promises(domain):
    targets = {bug.name: target_of(bug) for bug in domain.BUGS}

    assert len(targets) == len(domain.BUGS) >= 10
    assert [bug.name for bug in domain.BUGS if not bug.promises] == []


def test_planted_replaces_a_function_wherever_it_is_imported():
    from apps.metrics.seeding.planning import weekly

    sound = calculator.calculate_weekly_metrics

    with planted(bug(f"{CALCULATOR}:calculate_weekly_metrics", lambda original: lambda *args, **kwargs: [])):
        inside = calculator.calculate_weekly_metrics, weekly.calculate_weekly_metrics

    assert inside[0]() == inside[1]() == []
    assert calculator.calculate_weekly_metrics is weekly.calculate_weekly_metrics is sound


def test_planted_replaces_a_declaration_of_a_factory():
    declarations = factories.PullRequestFactory._meta.base_declarations
    sound = declarations["github_repo"]

    with planted(
        bug("apps.metrics.factories:PullRequestFactory._meta.base_declarations['github_repo']", lambda original: "a/b")
    ):
        inside = declarations["github_repo"]

    assert (inside, declarations["github_repo"]) == ("a/b", sound)


@pytest.mark.parametrize("path", ["no_such_function", "MemberWeek.no_such_attribute", "MemberWeek['key']['key']"])
def test_planted_refuses_a_target_that_is_gone(path):
    with (
        pytest.raises((PlantError, TypeError)),
        planted(bug(f"{CALCULATOR}:{path}", lambda original: None)),
    ):
        pass


def test_planted_refuses_a_bug_that_changes_nothing():
    with (
        pytest.raises(PlantError, match="by itself"),
        planted(bug(f"{CALCULATOR}:calculate_weekly_metrics", lambda original: original)),
    ):
        pass


def test_planted_leaves_nothing_in_a_module_that_is_imported_meanwhile(monkeypatch):
    sound = calculator.calculate_weekly_metrics
    late = ModuleType("apps.metrics.imported_late")
    monkeypatch.setitem(sys.modules, "apps.metrics.imported_late", late)

    with planted(bug(f"{CALCULATOR}:calculate_weekly_metrics", lambda original: lambda *args, **kwargs: [])):
        late.calculate = calculator.calculate_weekly_metrics
        inside = late.calculate

    assert inside() == []
    assert late.calculate is sound


def test_planted_has_kept_results_forgotten_with_the_bug_and_without_it():
    sound, seen = calculator.calculate_weekly_metrics, []

    with planted(
        PlantedBug(
            "a bug",
            f"{CALCULATOR}:calculate_weekly_metrics",
            lambda original: lambda *args, **kwargs: [],
            ("metrics.P001",),
            Request,
            forget=lambda: seen.append(calculator.calculate_weekly_metrics is sound),
        )
    ):
        pass

    assert seen == [False, True]


def test_planted_leaves_its_names_to_a_sound_function_in_the_place_of_another():
    from apps.metrics.seeding.content import phrases

    request, remark = phrases.change_request_comment, phrases.remark_comment

    with planted(bug("apps.metrics.seeding.content.phrases:change_request_comment", lambda original: remark)):
        inside = phrases.change_request_comment, phrases.remark_comment

    assert inside == (remark, remark)
    assert (phrases.change_request_comment, phrases.remark_comment) == (request, remark)
