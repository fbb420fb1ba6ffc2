"""Clearing takes back exactly what a run wrote, whatever stands beside it, or refuses and says why.

What a run that fails or is killed leaves is nothing; that is told here for a story, and for the engine in its own
tests.
"""

import io
import sqlite3
from contextlib import closing

import pytest
from django.core.management import call_command

from apps.metrics import factories, models
from apps.metrics.seeding.data_generator import ScenarioDataGenerator
from apps.metrics.seeding.scenarios import BaselineScenario, LegacyTeam, ReviewBottleneckScenario
from seedplot.engine import ledger, provenance
from seedplot.engine.clearing import clearing
from seedplot.errors import NotAsPromised, SeedError
from seedplot.models import SeedBlock, SeedRun
from seedplot.promises import Empty, Promise
from tests.conftest import sqlite_url
from tests.metrics.fingerprints import golden_fingerprint
from tests.metrics.stories import ANCHOR, seed
from tests.tables import tabled_models
from tests.toy.garden import seed as seed_garden
from tests.toy.seeding.scenarios.harvest_weeks import HarvestWeeksScenario

FACTORIES = {
    each._meta.model: each
    for each in vars(factories).values()
    if isinstance(each, type) and issubclass(each, factories.SeedFactory) and each is not factories.SeedFactory
}


def everything():
    """Every row of every table, the engine's own record included."""
    return {model._meta.label: list(model._base_manager.order_by("pk").values()) for model in tabled_models()}


def row_counts():
    """Of each table that has any, the engine's own record included."""
    counts = {model._meta.label: model._base_manager.count() for model in [*FACTORIES, SeedRun, SeedBlock]}
    return {label: count for label, count in counts.items() if count}


@pytest.fixture
def neighbours(db):
    """A team of somebody else, with a row of every kind."""
    team = factories.TeamFactory.create(slug="neighbours")
    ada, ben = factories.TeamMemberFactory.create_batch(2, team=team)
    pull_request = factories.PullRequestFactory.create(team=team, author=ada)
    survey = factories.PRSurveyFactory.create(team=team, pull_request=pull_request, author=ada)
    factories.PRSurveyReviewFactory.create(team=team, survey=survey, reviewer=ben)
    factories.WeeklyMetricsFactory.create(team=team, member=ada)
    factories.AIUsageDailyFactory.create(team=team, member=ada)
    factories.JiraIssueFactory.create(team=team, assignee=ada)
    for factory in (
        factories.PRReviewFactory,
        factories.PRCommentFactory,
        factories.PRCheckRunFactory,
        factories.PRFileFactory,
        factories.CommitFactory,
        factories.DeploymentFactory,
    ):
        factory.create(team=team, pull_request=pull_request)
    return team


def test_clear_removes_the_seeded_rows_and_no_other(neighbours):
    before = everything()
    assert all(before[model._meta.label] for model in FACTORIES)
    report = seed(BaselineScenario)

    removed = clearing.clear([report.run])

    assert removed == report.counts
    assert everything() == before


def test_clear_removes_seeded_rows_that_were_edited_since(neighbours):
    before = everything()
    report = seed(BaselineScenario)
    edited = models.PullRequest.objects.filter(team__slug="baseline-team").first()
    edited.title = "Something else"
    edited.save()

    clearing.clear([report.run])

    assert everything() == before


def test_clear_keeps_to_itself_where_a_seeded_row_is_gone_already(neighbours):
    before = everything()
    report = seed(BaselineScenario)
    models.PRComment.objects.filter(team__slug="baseline-team").first().delete()

    removed = clearing.clear([report.run])

    assert removed == {**report.counts, "metrics.PRComment": report.counts["metrics.PRComment"] - 1}
    assert everything() == before


def test_second_clear_does_nothing(neighbours):
    seed(BaselineScenario)
    clearing.clear(provenance.runs_of("default", "metrics", "baseline"))
    before = everything()

    removed = clearing.clear(provenance.runs_of("default", "metrics", "baseline"))

    assert removed == {}
    assert everything() == before


RELATIONS = [
    (model, column.name, column.related_model)
    for model in FACTORIES
    for column in model._meta.concrete_fields
    if column.is_relation
]


def hang(model, column, target, neighbours):
    """A row of the neighbours whose one link leads to a seeded row."""
    seeded = (
        target.objects.exclude(team=neighbours)
        if target is not models.Team
        else target.objects.exclude(pk=neighbours.pk)
    )
    if model is models.PRSurvey and target is models.PullRequest:
        seeded = seeded.filter(survey=None)
    given = {"team": neighbours, **neighbours_links(model, neighbours), column: seeded.order_by("pk").last()}
    return FACTORIES[model].create(**given)


def neighbours_links(model, neighbours):
    """What the row needs beside its team: things of the neighbours, none that may be there once only."""
    names = {column.name for column in model._meta.concrete_fields}
    links = {
        "member": lambda: factories.TeamMemberFactory.create(team=neighbours),
        "pull_request": lambda: factories.PullRequestFactory.create(team=neighbours),
        "survey": lambda: factories.PRSurveyFactory.create(team=neighbours),
    }
    return {name: make() for name, make in links.items() if name in names} if model is not models.TeamMember else {}


def test_clear_refuses_whatever_hangs_on_a_seeded_row_and_names_it(neighbours):
    run = seed(BaselineScenario).run

    assert len(RELATIONS) == 31
    for model, column, target in RELATIONS:
        hanging = hang(model, column, target, neighbours)
        before = row_counts()

        with pytest.raises(SeedError) as refused:
            clearing.clear([run])

        source = model._meta.label
        assert str(refused.value) == (
            f"Cannot clear {run}: 1 {source} refers to its {target._meta.label}, "
            f"first {source} {hanging.pk}; nothing was cleared."
        )
        assert row_counts() == before
        hanging.delete()


def test_clear_goes_ahead_once_nothing_hangs_on_seeded_rows_any_more(neighbours):
    run = seed(BaselineScenario).run
    seeded = models.PullRequest.objects.filter(team__slug="baseline-team").first()
    own = models.PullRequest.objects.get(team=neighbours)
    review = factories.PRReviewFactory.create(team=neighbours, pull_request=seeded)
    before = everything()
    with pytest.raises(SeedError, match=rf"first metrics\.PRReview {review.pk};"):
        clearing.clear([run])
    assert everything() == before

    models.PRReview.objects.filter(pk=review.pk).update(pull_request=own)
    clearing.clear([run])

    assert list(models.Team.objects.values_list("slug", flat=True)) == ["neighbours"]
    assert models.PRReview.objects.get(pk=review.pk).pull_request == own
    assert models.PRReview.objects.count() == 2


def test_clear_says_that_rows_hang_by_several_links(neighbours):
    run = seed(BaselineScenario).run
    seeded = models.PullRequest.objects.filter(team__slug="baseline-team").first()
    factories.PRReviewFactory.create_batch(2, team=seeded.team, pull_request=seeded, reviewer=seeded.author)

    with pytest.raises(
        SeedError, match=r"2 metrics\.PRReview refer to its metrics\.[A-Za-z]+, first metrics\.PRReview \d+; nothing"
    ):
        clearing.clear([run])


def test_clear_of_one_scenario_leaves_the_rows_of_the_others_as_they_are(neighbours):
    seed(LegacyTeam, prs=10)
    middle = seed(BaselineScenario).run
    number = middle.pk
    seed(ReviewBottleneckScenario)
    evidence = ledger.rows_of(middle)
    others = everything()
    for model in evidence.model_classes:
        keys = set(evidence.rows(model).values_list("pk", flat=True))
        others[model._meta.label] = [row for row in others[model._meta.label] if row["id"] not in keys]

    clearing.clear([middle])

    after = everything()
    for record in ("seedplot.SeedRun", "seedplot.SeedBlock", "seedplot.SeedFinding"):
        run_of = "id" if record == "seedplot.SeedRun" else "run_id"
        others[record] = [row for row in others[record] if row[run_of] != number]
    assert after == others


def test_several_runs_of_a_scenario_are_cleared_together(neighbours):
    before = everything()
    models.Team.objects.create(name="Room 4", slug="room-4", created_at=ANCHOR, updated_at=ANCHOR)
    seed(BaselineScenario)
    seed(BaselineScenario, seed=7, team_slug="room-4")

    clearing.clear(provenance.runs_of("default", "metrics", "baseline"))

    models.Team.objects.filter(slug="room-4").delete()
    assert everything() == before


def test_clear_command_without_a_scenario_concerns_metrics_stories_and_legacy_mode_alone(db, settings):
    settings.DEBUG = True
    seed_garden(HarvestWeeksScenario)
    seed(BaselineScenario)
    seed(LegacyTeam, prs=10)
    before = {label: rows for label, rows in everything().items() if label.startswith("toy.")}

    call_command("seed_demo_data", "--clear", "--prs=5", "--as-of=2026-03-12", "--no-progress", stdout=io.StringIO())

    after = everything()
    assert {label: rows for label, rows in after.items() if label.startswith("toy.")} == before
    assert [(run["scenario"], run["domain"]) for run in after["seedplot.SeedRun"]] == [
        ("harvest-weeks", "toy"), ("legacy", "metrics"),
    ]  # fmt: skip
    assert len(after["metrics.PullRequest"]) == 5


def test_clear_leaves_the_team_that_a_story_was_told_in(neighbours):
    team = factories.TeamFactory.create(name="Room 4", slug="room-4")
    factories.TeamMemberFactory.create(team=team, display_name="Ada")
    before = everything()
    ScenarioDataGenerator(BaselineScenario(), fetch_github=False, anchor=ANCHOR).generate(team)
    assert models.PullRequest.objects.filter(team=team).count() > 100

    clearing.clear(list(SeedRun.objects.all()))

    assert everything() == before


# What fails leaves nothing.


def test_story_that_breaks_its_promise_leaves_nothing(neighbours):
    class BoastfulScenario(BaselineScenario):
        promises = (
            *BaselineScenario.promises,
            Promise(
                "metrics.P999",
                "Nobody reviews.",
                lambda team: team.rows(models.PRReview),
                Empty("review"),
                "Look away.",
            ),
        )

    before = everything()

    with pytest.raises(NotAsPromised, match=r"^1 promise is broken by the rows of baseline, first metrics\.P999 in "):
        seed(BoastfulScenario)

    assert everything() == before


# Waits for its death amid the third of thirty teams, after two whole teams have gone to the database.
KILLED_PROGRAM = """
    import os, signal
    from apps.metrics.models import PullRequest, Team
    from apps.metrics.seeding.scenarios import BaselineScenario
    from tests.metrics.stories import seed

    class KilledScenario(BaselineScenario):
        def plan(self, context, shard):
            for number, row in enumerate(super().plan(context, shard)):
                if (shard.number, number) == (3, 1_000):
                    print(Team.objects.count(), PullRequest.objects.count() > 200, flush=True)
                    os.kill(os.getpid(), signal.SIGKILL)
                yield row

    seed(KilledScenario, teams=30, batch_size=500)
"""
COUNTING_PROGRAM = "from tests.metrics.test_clear import row_counts; print(row_counts())"


@pytest.mark.check
def test_killed_process_leaves_nothing_and_the_next_run_tells_the_story(run_program, manage, garden_file):
    before = dump(garden_file)

    killed = run_program(KILLED_PROGRAM, DATABASE_URL=sqlite_url(garden_file))

    assert (killed.returncode, killed.stdout) == (-9, "3 True\n")
    assert dump(garden_file) == before
    again = manage(
        "seed_demo_data", "--scenario=baseline", "--no-github", "--as-of=2026-03-12", "--no-progress",
        f"--expect={golden_fingerprint('baseline 42')}", DATABASE_URL=sqlite_url(garden_file),
    )  # fmt: skip
    assert (again.returncode, again.stderr) == (0, "")


def dump(path):
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


@pytest.mark.check
def test_killed_process_leaves_nothing_on_a_server(run_program, any_server_garden_url):
    killed = run_program(KILLED_PROGRAM, DATABASE_URL=any_server_garden_url)

    assert (killed.returncode, killed.stdout) == (-9, "3 True\n")
    counted = run_program(COUNTING_PROGRAM, DATABASE_URL=any_server_garden_url)
    assert (counted.stdout, counted.stderr) == ("{}\n", "")


CLEARING_PROGRAM = """
    from apps.metrics import factories, models
    from apps.metrics.seeding.scenarios import BaselineScenario
    from seedplot.engine import ledger, provenance
    from seedplot.engine.clearing import clearing
    from seedplot.errors import SeedError
    from tests.metrics.stories import seed
    from tests.metrics.test_clear import everything

    neighbours = factories.TeamFactory.create(slug="neighbours")
    own = factories.PullRequestFactory.create(team=neighbours)
    before = everything()
    report = seed(BaselineScenario)
    seeded = models.PullRequest.objects.exclude(team=neighbours).first()
    review = factories.PRReviewFactory.create(team=neighbours, pull_request=seeded)
    hanging = everything()

    try:
        clearing.clear_in_transaction("default", [report.run])
    except SeedError as refused:
        print(str(refused).replace(str(report.run), "the run").replace(f"PRReview {review.pk};", "PRReview R;"))
    print("untouched" if everything() == hanging else "touched")

    review.delete()
    removed = clearing.clear_in_transaction("default", [report.run])
    print("all of it" if removed == report.counts else removed)
    print("as before" if everything() == before else "not as before")
    print(clearing.clear_in_transaction("default", provenance.runs_of("default")))
"""


@pytest.mark.check
def test_clear_does_the_same_on_a_server(run_program, any_server_garden_url):
    finished = run_program(CLEARING_PROGRAM, DATABASE_URL=any_server_garden_url)

    assert finished.stderr == ""
    assert finished.stdout.splitlines() == [
        "Cannot clear the run: 1 metrics.PRReview refers to its metrics.PullRequest, "
        "first metrics.PRReview R; nothing was cleared.",
        "untouched",
        "all of it",
        "as before",
        "{}",
    ]


def test_seeding_after_a_clear_starts_from_nothing(db):
    first = seed(BaselineScenario, seed=7)
    clearing.clear([first.run])

    report = seed(BaselineScenario)

    assert report.fingerprint == golden_fingerprint("baseline 42")
