from datetime import date

import pytest

from apps.projects.models import Issue, Project
from apps.projects.queries.progress import count_people, measure_progress
from apps.projects.seeding.scenarios import SoftwareHouseScenario
from apps.projects.views.story import House, story_of
from seedplot.clock import midnight
from seedplot.engine.pipeline import run
from seedplot.engine.runs import Request
from seedplot.models import SeedRun


@pytest.fixture
def house(db):
    options = {"projects": 3, "issues_per_project": 50}
    run(Request(SoftwareHouseScenario(), 42, midnight(date(2026, 3, 12)), options))


def test_progress_counts_the_issues_of_each_project_by_stage(house, django_assert_num_queries):
    with django_assert_num_queries(1):
        progress = measure_progress(Project.objects.all())

    for each in progress:
        issues = Issue.objects.filter(project=each.project)
        assert each.done == issues.filter(status__category="done").count()
        assert each.total == issues.count() == 50
    assert [each.share for each in progress] == sorted((each.share for each in progress), reverse=True)


def test_claim_has_the_figures_of_the_projects(house, admin_user):
    shown = House(Project.objects.all())

    claim = "".join(part.text for part in shown.claim())

    people = count_people(Project.objects.all())
    done = Issue.objects.filter(status__category="done").count()
    assert claim.startswith(f"{people} people build 3 products: ")
    assert claim.endswith(f"{done} of 150 issues are done.")
    assert story_of(SeedRun.objects.get(), admin_user).claim == shown.claim()
    assert len([each for each in shown.picture().shapes if each.kind == "rect"]) >= 3
