"""The software house's projects in a real browser, as they are seeded."""

import pytest
from django.utils import timezone

from apps.accounts.models import User
from apps.projects.exporting.vectors.embedders import HashingEmbedder
from apps.projects.exporting.vectors.local_index import LocalIndex
from apps.projects.exporting.vectors.namespaces import ISSUES
from apps.projects.exporting.vectors.records import Scope
from apps.projects.exporting.vectors.sync import Synchronizer
from apps.projects.models import Issue, Project, Sprint
from apps.projects.seeding.scenarios import SoftwareHouseScenario
from seedplot.clock import midnight
from seedplot.engine.pipeline import run
from seedplot.engine.runs import Request

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.check]

DRAWN = """() => Object.fromEntries([...document.querySelectorAll("canvas[data-chart]")].map((canvas) => {
    const { labels, datasets } = Chart.getChart(canvas).data;
    return [canvas.closest("figure").id, {
        labels: [...labels],
        values: Object.fromEntries(datasets.map((each) => [each.label, [...each.data]])),
    }];
}))"""


@pytest.fixture
def shop(settings):
    """A shop in Scrum, a finished portal, and a dashboard in Kanban, as of today, which is the day that pages show."""
    # The local index, whatever the developer's environment says.
    settings.SEEDPLOT_VECTORS, settings.SEEDPLOT_EMBEDDINGS, settings.SEEDPLOT_MIN_SCORE = "local", "hashing", None
    options = {"projects": 3, "issues_per_project": 50}
    run(Request(SoftwareHouseScenario(), 42, midnight(timezone.localdate()), options))
    owner = User.objects.get(username="owner")
    owner.set_password("a good password")
    owner.save()
    return Project.objects.get(key="ECOM")


def test_every_page_opens_without_trouble_and_can_be_used_by_everybody(visit, shop):
    Synchronizer(LocalIndex(HashingEmbedder()), Scope()).sync(ISSUES)
    visit.log_in("owner@example.com", "a good password")
    kanban = Project.objects.get(key="FIN")
    active, planned = (shop.sprints.filter(status=status).first() for status in ("active", "planning"))
    issue = shop.issues.filter(comments__isnull=False, links__isnull=False, sprint=active).first()

    found = {}
    for path in (
        "",
        f"{shop.pk}/board/",
        f"{kanban.pk}/board/",
        f"{shop.pk}/backlog/",
        f"{shop.pk}/issues/?status_category=in_progress",
        f"issues/{issue.pk}/",
        f"{shop.pk}/sprints/",
        f"{kanban.pk}/sprints/",
        *(f"sprints/{sprint.pk}/" for sprint in (active, planned) if sprint),
        f"sprints/{active.pk}/burndown/",
        f"{shop.pk}/reports/",
        f"{kanban.pk}/reports/",
        f"{shop.pk}/search/?q=pay+with+a+card",
        f"{shop.pk}/search/?like={issue.pk}",
    ):
        page = visit.open(f"/projects/{path}")
        # What is folded away must be as good as what is seen.
        page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
        found[path] = (visit.violations(), visit.overflows())

    assert {path: each for path, each in found.items() if each != ([], False)} == {}
    assert visit.troubles == []


def test_charts_are_drawn_with_the_values_of_the_database(visit, shop):
    visit.log_in("owner@example.com", "a good password")
    active = shop.sprints.get(status="active")
    completed = list(shop.sprints.filter(status="completed").order_by("start_date"))[-5:]

    reports = visit.open(f"/projects/{shop.pk}/reports/").evaluate(DRAWN)
    burndown = visit.open(f"/projects/sprints/{active.pk}/burndown/").evaluate(DRAWN)["burndown"]

    assert reports["velocity"] == {
        "labels": [sprint.name for sprint in completed],
        "values": {
            "committed": [float(sprint.committed_points) for sprint in completed],
            "completed": [float(sprint.completed_points) for sprint in completed],
        },
    }
    assert {name: values[-1] for name, values in reports["flow"]["values"].items()} == {
        status.name: status.issues.count() for status in shop.statuses.all()
    }
    left = sum(issue.story_points or 0 for issue in active.issues.exclude(status__category="done"))
    actual = [value for value in burndown["values"]["actual"] if value is not None]
    assert (actual[0], actual[-1]) == (float(active.committed_points), left)
    assert (burndown["values"]["ideal"][0], burndown["values"]["ideal"][-1]) == (float(active.committed_points), 0)
    assert len(burndown["labels"]) == active.duration_days + 1
    assert visit.troubles == []


def test_card_is_moved_on_the_board(visit, shop):
    visit.log_in("owner@example.com", "a good password")
    issue = shop.issues.filter(status__name="In Review").first()

    page = visit.open(f"/projects/{shop.pk}/board/")
    card = page.locator(f"#card-{issue.pk}")
    card.locator("summary").click()
    card.get_by_role("button", name="Done").click()
    page.wait_for_load_state("networkidle")

    issue.refresh_from_db()
    assert (issue.status.name, issue.resolved_at is None) == ("Done", False)
    assert page.locator(".notice.success").inner_text() == f"{issue.full_key} is in Done now."
    done = page.locator(".column", has=page.get_by_role("heading", name="Done"))
    assert done.locator(f"#card-{issue.pk}").count() == 1
    assert visit.troubles == []


def test_issue_is_written_assigned_and_talked_about(visit, shop):
    visit.log_in("owner@example.com", "a good password")
    leader = shop.lead
    User.objects.filter(pk=leader.pk).update(password=User.objects.get(username="owner").password)
    visit.page.get_by_role("button", name="Log out").click()
    visit.page.wait_for_load_state("networkidle")
    visit.log_in(leader.username, "a good password")

    page = visit.open(f"/projects/{shop.pk}/board/")
    page.get_by_text("New issue").click()
    page.fill("#title", "Let shoppers print the receipt")
    page.get_by_role("button", name="Create").click()
    page.wait_for_load_state("networkidle")
    issue = Issue.objects.get(title="Let shoppers print the receipt")
    page = visit.open(f"/projects/issues/{issue.pk}/")
    page.select_option("#assignee", label=leader.full_name)
    page.get_by_role("button", name="Assign").click()
    page.wait_for_load_state("networkidle")
    page.fill("#content", "Two pages at most.")
    page.get_by_role("button", name="Comment").click()
    page.wait_for_load_state("networkidle")

    issue.refresh_from_db()
    assert (issue.key, issue.reporter, issue.assignee) == ("51", leader, leader)
    assert "Two pages at most." in page.locator("main").inner_text()
    assert visit.troubles == []


def test_sprint_is_completed(visit, shop):
    visit.log_in("owner@example.com", "a good password")
    sprint = shop.sprints.get(status="active")
    unfinished = sprint.issues.exclude(status__category="done").count()
    before = shop.issues.filter(sprint=None).count()

    page = visit.open(f"/projects/sprints/{sprint.pk}/")
    page.get_by_role("button", name="Complete").click()
    page.wait_for_load_state("networkidle")

    assert Sprint.objects.get(pk=sprint.pk).status == "completed"
    assert shop.issues.filter(sprint=None).count() == before + unfinished
    assert page.get_by_role("button", name="Complete").count() == 0
    assert visit.troubles == []
