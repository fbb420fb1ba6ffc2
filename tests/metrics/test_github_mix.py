"""Real pull requests in the mix: from a snapshot, or from a GitHub of our own on loopback."""

import json
from collections import Counter
from dataclasses import asdict, replace
from datetime import date, timedelta

import pytest
from django.core.management import call_command

from apps.metrics import models
from apps.metrics.seeding.data_generator import ScenarioDataGenerator
from apps.metrics.seeding.github import borrowing
from apps.metrics.seeding.github.pull_request import FetchedPR
from apps.metrics.seeding.github.snapshot import digest, read_snapshot, write_snapshot
from apps.metrics.seeding.scenarios import AISuccessScenario, BaselineScenario, ReviewBottleneckScenario
from seedplot import testing
from seedplot.clock import midnight
from seedplot.context import context_of
from seedplot.engine import pipeline, proof, provenance
from seedplot.engine.advancing.advance import advance
from seedplot.engine.runs import Request
from seedplot.errors import NotAsPromised, SeedError
from seedplot.models import SeedRun
from seedplot.plan import World
from tests.metrics.seeding.github.github_server import allow_only_loopback, detail, running_github
from tests.metrics.seeding.github.github_server import pull_request as listed_pull_request
from tests.metrics.stories import ANCHOR, STORIES, by_name
from tests.oracles.metrics.claims import offences
from tests.tables import tabled_models

REPOSITORIES = ("fastapi/fastapi", "pallets/flask", "psf/requests")
SUNDAY = midnight(date(2026, 3, 15))
TOKEN = "ghp_0123456789abcdefTOKENdoNotTell"
VERBS = ("Fix", "Add", "Document", "Drop", "Test", "Speed up", "Rename")


def real_one(number, **changes):
    """A pull request of another shape for each number."""
    standard = FetchedPR(
        title=f"{VERBS[number % 7]} the handling of case {number}",
        additions=number * 37 % 211,
        deletions=number * 53 % 97,
        files_changed=1 + number % 11,
        commits_count=1 + number % 6,
        labels=("bug", "p2")[: number % 3],
        is_draft=number % 20 == 0,
        review_comments_count=number % 5,
        repo="acme/compiler",
        number=number,
    )
    return replace(standard, **changes)


def snapshot_of(path, numbers, **changes):
    write_snapshot(path, [real_one(number, **changes) for number in numbers])
    return str(path)


def seed(story, snapshot, *, seed=42, anchor=ANCHOR, **options):
    return pipeline.run(Request(story(), seed, anchor, {"github_snapshot": snapshot, **options}))


def plan(story, numbers, *, share=0.25, seed=42):
    """A team's planned rows, with those real ones to borrow from."""
    scenario = story()
    real = borrowing.usable(real_one(number) for number in numbers)
    world = World(sources={"github": {"share": share, **borrowing.as_source(real)}})
    context = context_of(scenario, seed, ANCHOR, {}, world)
    [shard] = scenario.shards(context.options)
    return by_name(scenario.plan(context, shard))


def figures_of(row):
    """What a written pull request says of itself and what its rows say, as a real one's fields."""
    files, commits = row.files.all(), row.commits.all()
    assert sum(file.additions for file in files) == sum(commit.additions for commit in commits) == row.additions
    assert sum(file.deletions for file in files) == sum(commit.deletions for commit in commits) == row.deletions
    return {
        "additions": row.additions,
        "deletions": row.deletions,
        "files_changed": len(files),
        "commits_count": len(commits),
        "labels": tuple(row.labels),
        "is_draft": row.is_draft,
        "review_comments_count": sum(comment.comment_type == "review" for comment in row.comments.all()),
    }


@pytest.fixture(autouse=True)
def developing(settings):
    """Commands run as on a developer's machine."""
    settings.DEBUG = True


@pytest.fixture
def github(monkeypatch, settings, tmp_path):
    """A GitHub with the three default repositories, 30 pull requests each; nobody else is called."""
    tried = allow_only_loopback(monkeypatch)
    settings.GITHUB_CACHE = str(tmp_path / "github.sqlite")
    with running_github() as server:
        settings.GITHUB_API_URL = server.address
        for number, repo in enumerate(REPOSITORIES):
            first = 100 * number
            server.add_repository(repo, range(first + 1, first + 31), draft=False)
        yield server
    assert tried == []


# The share, and what is borrowed.


@pytest.mark.django_db
@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.config.name)
def test_story_keeps_all_its_promises_with_real_pull_requests(story, tmp_path):
    snapshot = snapshot_of(tmp_path / "real.json", range(1, 121))

    report = seed(story, snapshot, anchor=SUNDAY)

    assert report.broken == []
    found = offences(story.config.name, SUNDAY)
    assert found == {}


@pytest.mark.django_db
@pytest.mark.parametrize("number", [1, 2, 3])
def test_quarter_of_every_team_is_real(number, tmp_path):
    snapshot = snapshot_of(tmp_path / "real.json", range(1, 121))

    seed(BaselineScenario, snapshot, seed=number, teams=2)

    for team in models.Team.objects.all():
        titles = Counter(models.PullRequest.objects.filter(team=team, source="github").values_list("title", flat=True))
        assert 0.2 <= titles.total() / models.PullRequest.objects.filter(team=team).count() <= 0.3
        assert max(titles.values()) == 1


@pytest.mark.django_db
def test_borrowed_figures_are_the_real_ones(tmp_path):
    snapshot = snapshot_of(tmp_path / "real.json", range(1, 121))

    seed(AISuccessScenario, snapshot, anchor=SUNDAY)

    by_title = {each.title: asdict(each) for each in read_snapshot(tmp_path / "real.json")}
    borrowed = models.PullRequest.objects.filter(source="github").exclude(state="open")
    assert borrowed.count() > 30
    for row in borrowed.prefetch_related("files", "commits", "comments"):
        found = figures_of(row)
        assert found == {name: by_title[row.title][name] for name in found}
    assert not models.PullRequest.objects.filter(state="merged", is_draft=True).exists()


@pytest.mark.django_db
def test_borrowed_ones_lie_in_a_repository_of_the_team_s_owner_named_like_their_source(tmp_path):
    sources = ("fastapi/fastapi", "pallets/flask", "acme/go-queue")
    write_snapshot(tmp_path / "real.json", [real_one(number, repo=sources[number % 3]) for number in range(1, 121)])

    seed(BaselineScenario, str(tmp_path / "real.json"))

    own = set(models.PullRequest.objects.filter(source="factory").values_list("github_repo", flat=True))
    [owner] = {name.partition("/")[0] for name in own}
    borrowed = models.PullRequest.objects.filter(source="github")
    found = set(borrowed.values_list("github_repo", "area"))
    assert found == {(f"{owner}/fastapi", "fastapi"), (f"{owner}/flask", "flask"), (f"{owner}/go-queue", "go queue")}
    for name, ending in (("fastapi", ".py"), ("flask", ".py"), ("go-queue", ".go")):
        files = models.PRFile.objects.filter(pull_request__github_repo=f"{owner}/{name}", file_category="backend")
        assert files.exists()
        assert [file.filename for file in files if not file.filename.endswith(ending)] == []


@pytest.mark.django_db
def test_largest_real_one_has_as_many_files_as_it_says(tmp_path):
    limits = {"files_changed": 40, "commits_count": 15, "review_comments_count": 20, "additions": 9, "deletions": 0}
    snapshot = snapshot_of(tmp_path / "real.json", range(1, 81), is_draft=False, **limits)

    seed(BaselineScenario, snapshot)

    rows = models.PullRequest.objects.filter(source="github", state="merged")
    found = [figures_of(row) for row in rows.prefetch_related("files", "commits", "comments")]
    assert len(found) > 10
    assert {tuple(each[name] for name in limits) for each in found} == {(40, 15, 20, 9, 0)}


@pytest.mark.parametrize(
    "changes",
    [
        {"files_changed": 0},
        {"files_changed": 41},
        {"commits_count": 0},
        {"commits_count": 16},
        {"review_comments_count": 21},
        {"additions": 20_001},
    ],
    ids=str,
)
def test_extreme_real_one_is_left_out(changes):
    assert borrowing.usable([real_one(1, **changes), real_one(2)]) == (real_one(2),)


def test_of_two_real_ones_with_one_title_only_the_first_is_used():
    twin = real_one(7, title=real_one(2).title.upper())

    assert borrowing.usable([twin, real_one(2)]) == (real_one(2),)


@pytest.mark.django_db
def test_titles_of_rows_that_borrow_are_told_in_their_commits_and_comments(tmp_path):
    long_title = "Document what the parser does with a trailing comma in the last argument of a decorated call, again"
    write_snapshot(tmp_path / "real.json", [real_one(1, title=long_title, is_draft=False, review_comments_count=4)])

    seed(BaselineScenario, str(tmp_path / "real.json"))

    [row] = models.PullRequest.objects.filter(source="github")
    first, *_ = row.commits.order_by("committed_at")
    texts = [*row.commits.values_list("message", flat=True), *row.comments.values_list("body", flat=True)]
    assert row.title == long_title
    assert first.message == (
        f"Document what the parser does with a trailing comma in the last argument\n\n{long_title}"
    )
    assert not [text for text in texts if "{" in text or "  " in text]
    assert len(set(texts)) == len(texts)


# Few real ones.


@pytest.mark.django_db
def test_few_real_ones_are_all_used_and_the_report_says_so(tmp_path):
    snapshot = snapshot_of(tmp_path / "real.json", range(1, 13))

    report = seed(BaselineScenario, snapshot)

    there = models.PullRequest.objects.count()
    assert models.PullRequest.objects.filter(source="github").count() == 12
    assert report.remarks == [
        (
            "GitHub",
            f"12 of {there} pull requests are real ones (25% would be {round(there / 4)}, and there were 12 for each "
            f"team); snapshot {digest(read_snapshot(tmp_path / 'real.json'))}",
        )
    ]


@pytest.mark.django_db
def test_percentage_can_be_chosen(tmp_path):
    snapshot = snapshot_of(tmp_path / "real.json", range(1, 121))

    seed(BaselineScenario, snapshot, github_percentage=50.0)

    there = models.PullRequest.objects.count()
    assert 0.45 <= models.PullRequest.objects.filter(source="github").count() / there <= 0.55


# Stability.


@pytest.mark.parametrize("numbers", [range(1, 13), range(1, 43), range(1, 201)], ids=len)
def test_one_more_real_one_moves_only_rows_that_borrow(numbers):
    before = plan(ReviewBottleneckScenario, numbers)["metrics.PullRequest"]
    after = plan(ReviewBottleneckScenario, [*numbers, 777])["metrics.PullRequest"]

    assert before.keys() == after.keys()
    moved = [(before[name], after[name]) for name in before if before[name] != after[name]]
    # Those between its rank and that of the place that it takes, which pass theirs on by one.
    assert (1 if len(numbers) < 60 else 0) <= len(moved) <= min(60, len(numbers)) + 1
    there, now_there = (
        {row["title"] for row in rows.values() if row["source"] == "github"} for rows in (before, after)
    )
    assert len(now_there - there) <= 1
    assert len(there - now_there) <= (0 if len(numbers) < 60 else 1)
    assert all("github" in (was["source"], now["source"]) for was, now in moved)
    new = [now["title"] for _, now in moved if now["title"] == real_one(777).title]
    assert len(new) == (1 if len(numbers) < 60 else len(new))
    columns = {name for was, now in moved for name in was if was[name] != now[name]}
    assert columns <= {
        "title", "description", "github_repo", "area", "deployed_at", "additions", "deletions", "labels", "is_draft",
        "source", "total_comments",
        "updated_at", "commits_after_first_review", "avg_fix_response_hours",
    }  # fmt: skip


def test_invented_rows_are_those_of_a_run_without_real_ones():
    without = plan(AISuccessScenario, [])["metrics.PullRequest"]
    with_some = plan(AISuccessScenario, range(1, 121))["metrics.PullRequest"]

    borrowing = {name for name, row in with_some.items() if row["source"] == "github"}
    assert len(borrowing) > 30
    assert {name for name in without if without[name] != with_some[name]} <= borrowing


# Snapshots and the record.


@pytest.mark.django_db
def test_snapshot_is_written_once_and_gives_the_same_run_without_a_network(github, tmp_path, settings):
    snapshot = str(tmp_path / "lent.json")
    online = seed(BaselineScenario, snapshot)
    written = (tmp_path / "lent.json").read_bytes()
    settings.GITHUB_API_URL, settings.GITHUB_CACHE = "http://127.0.0.1:1", str(tmp_path / "other.sqlite")

    offline = pipeline.run(
        Request(BaselineScenario(), 42, ANCHOR, {"github_snapshot": snapshot}, clear=[online.run], expect=None)
    )

    assert offline.fingerprint == online.fingerprint
    assert offline.remarks == online.remarks
    assert (tmp_path / "lent.json").read_bytes() == written


@pytest.mark.django_db
def test_record_keeps_what_was_lent_and_can_rebuild_it(tmp_path):
    snapshot = snapshot_of(tmp_path / "real.json", range(1, 31))

    record = seed(BaselineScenario, snapshot).run

    real = borrowing.usable(read_snapshot(tmp_path / "real.json"))
    record = SeedRun.objects.get(pk=record.pk)
    assert record.sources == {"github": {"share": 0.25, **borrowing.as_source(real)}}
    assert record.options == {
        "teams": 1,
        "team_slug": None,
        "source_repo": None,
        "no_github": False,
        "github_percentage": None,
        "weeks": None,
        "members": None,
    }
    assert borrowing.lent_by(provenance.world_of(record).sources) == real


@pytest.mark.django_db
def test_run_is_the_same_with_its_snapshot_and_another_with_another(tmp_path):
    first = seed(BaselineScenario, snapshot_of(tmp_path / "real.json", range(1, 31)))

    again = seed(BaselineScenario, str(tmp_path / "real.json"))
    with pytest.raises(SeedError) as refused:
        seed(BaselineScenario, snapshot_of(tmp_path / "other.json", range(1, 32)))

    assert (again.written, again.fingerprint) == (False, first.fingerprint)
    assert str(refused.value) == f"{first.run} is there already and is not the run you ask for."


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"source_repo": ["a/b"]}, "--no-github takes nothing from GitHub. Leave out --source-repo."),
        ({"github_snapshot": "x.json"}, "--no-github takes nothing from GitHub. Leave out --github-snapshot."),
        ({"refresh_github": True}, "--no-github takes nothing from GitHub. Leave out --refresh-github."),
        ({"github_cache": "x"}, "--no-github takes nothing from GitHub. Leave out --github-cache."),
        ({"github_percentage": 10.0}, "--no-github takes nothing from GitHub. Leave out --github-percentage."),
    ],
)
def test_no_github_contradicts_what_is_asked_of_github(options, message):
    with pytest.raises(SeedError) as refused:
        pipeline.run(Request(BaselineScenario(), 42, ANCHOR, {"no_github": True, **options}))

    assert str(refused.value) == message
    assert SeedRun.objects.count() == 0


@pytest.mark.django_db
def test_broken_snapshot_is_refused_before_anything_is_written(tmp_path):
    (tmp_path / "real.json").write_text("{}")

    refused = testing.refusal("seed_demo_data", "--scenario=baseline", "--github-snapshot", tmp_path / "real.json")

    assert refused == (
        f"'{tmp_path / 'real.json'}' is not a snapshot of GitHub: it does not say format seedplot-github-snapshot, "
        "version 1. Delete it, and the next run writes a new one."
    )
    assert models.Team.objects.count() == 0


@pytest.mark.parametrize("text", ["-1", "101", "many", "nan"])
def test_percentage_that_is_none_is_refused(text):
    refused = testing.refusal("seed_demo_data", "--scenario=baseline", "--github-percentage", text)

    assert refused.startswith(f"--github-percentage {text}: it must ")


# From a server.


@pytest.mark.django_db
def test_cold_run_costs_57_requests_at_most_and_a_warm_one_none(github):
    first = pipeline.run(Request(ReviewBottleneckScenario(), 42, ANCHOR))
    cold = github.count
    github.forget()

    pipeline.run(Request(ReviewBottleneckScenario(), 7, ANCHOR, clear=[first.run]))

    assert 50 <= cold <= 57
    assert github.count == 0
    assert models.PullRequest.objects.filter(source="github").count() == 54


@pytest.mark.django_db
def test_run_that_is_there_already_asks_nobody(github):
    pipeline.run(Request(BaselineScenario(), 42, ANCHOR))
    github.forget()

    again = pipeline.run(Request(BaselineScenario(), 42, ANCHOR, {"refresh_github": True}))

    assert (again.written, github.count) == (False, 0)


@pytest.mark.django_db
def test_chosen_repository_and_cache_are_used(github, tmp_path):
    cache = tmp_path / "elsewhere" / "answers.sqlite"
    options = {"source_repo": ["pallets/flask"], "github_cache": str(cache)}

    pipeline.run(Request(BaselineScenario(), 42, ANCHOR, options))

    [run] = SeedRun.objects.all()
    assert {each["repo"] for each in run.sources["github"]["pull_requests"]} == {"pallets/flask"}
    assert cache.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("answer", ["limit", "refused"])
def test_failure_at_github_leaves_a_whole_story_of_invented_ones(answer, github, settings, caplog):
    if answer == "limit":
        github.remaining = 0
    else:
        settings.GITHUB_API_URL = "http://127.0.0.1:1"

    report = pipeline.run(Request(BaselineScenario(), 42, ANCHOR))

    assert report.broken == []
    there = models.PullRequest.objects.count()
    assert report.remarks == [
        ("GitHub", f"all of {there} pull requests are invented, as there were no real ones to be had")
    ]
    assert len(caplog.records) == 1
    assert set(models.PullRequest.objects.values_list("source", flat=True)) == {"factory"}


@pytest.mark.django_db
def test_hostile_title_reaches_no_row(github):
    listed = listed_pull_request(
        "pallets/flask", 5, title="Fix \u202e#12 \x1b[31m<b>@octo-ada</b>\r\ncloses #9", draft=False
    )
    github.answers["/repos/pallets/flask/pulls"] = [listed]
    github.answers["/repos/pallets/flask/pulls/5"] = detail(listed)

    pipeline.run(Request(BaselineScenario(), 42, ANCHOR, {"source_repo": ["pallets/flask"]}))

    [title] = models.PullRequest.objects.filter(source="github").values_list("title", flat=True)
    assert title.isprintable()
    assert not any(part in title for part in ("\u202e", "\x1b", "<", "@octo", "closes #9"))


@pytest.mark.django_db
def test_token_is_sent_and_stays_nowhere(github, tmp_path, settings, capfd):
    settings.GITHUB_TOKEN = TOKEN
    snapshot = tmp_path / "lent.json"

    call_command("seed_demo_data", "--scenario", "baseline", "--github-snapshot", str(snapshot), "--no-color")

    assert {headers["Authorization"] for headers in github.headers_seen} == {f"Bearer {TOKEN}"}
    printed = "".join(capfd.readouterr())
    on_disk = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    rows = [list(model.objects.values()) for model in tabled_models()]
    assert TOKEN not in printed
    assert TOKEN.encode() not in on_disk
    assert TOKEN not in json.dumps(rows, default=str)


# Lies about what is real.


@pytest.mark.django_db
def test_altered_figure_of_a_real_one_breaks_a_promise(tmp_path):
    record = seed(BaselineScenario, snapshot_of(tmp_path / "real.json", range(1, 121))).run
    row = models.PullRequest.objects.filter(source="github").exclude(state="open").first()
    models.PullRequest.objects.filter(pk=row.pk).update(labels=["made up"])

    with pytest.raises(NotAsPromised) as refused:
        proof.verify(record)

    assert [finding.promise.id for finding in refused.value.report.broken] == ["metrics.P017"]


@pytest.mark.django_db
def test_half_of_the_real_ones_taken_away_breaks_the_share(tmp_path):
    record = seed(BaselineScenario, snapshot_of(tmp_path / "real.json", range(1, 121))).run
    keys = models.PullRequest.objects.filter(source="github").values_list("pk", flat=True)
    models.PullRequest.objects.filter(pk__in=list(keys)[::2]).update(source="factory")

    with pytest.raises(NotAsPromised) as refused:
        proof.verify(record)

    assert "metrics.P018" in [finding.promise.id for finding in refused.value.report.broken]


@pytest.mark.django_db
@pytest.mark.parametrize("days", [1, 8])
def test_advance_keeps_the_real_ones_and_gives_what_seeding_with_them_gives(days, tmp_path):
    snapshot = snapshot_of(tmp_path / "real.json", range(1, 121))
    run = seed(BaselineScenario, snapshot).run
    later = midnight(ANCHOR.date() + timedelta(days=days))

    done = advance(run, later)

    options = {"github_snapshot": snapshot}
    fresh = pipeline.run(Request(BaselineScenario(), 42, later, options, clear=[SeedRun.objects.get()], dry_run=True))
    assert done.report.tables == fresh.tables
    assert SeedRun.objects.get().sources == run.sources != {}


# The call from Python.


@pytest.mark.django_db
def test_generator_counts_real_and_invented_ones(github):
    team = models.Team.objects.create(name="Room 4", slug="room-4")

    stats = ScenarioDataGenerator(BaselineScenario(), anchor=ANCHOR, github_percentage=0.1).generate(team)

    assert 0.05 <= stats.github_prs_used / stats.prs_created <= 0.15
    assert stats.github_prs_used + stats.factory_prs_used == stats.prs_created
