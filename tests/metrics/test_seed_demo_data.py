"""The command as its user meets it: what each option does, what is printed, and how mistakes are answered."""

import re
import sqlite3
from collections import Counter
from contextlib import closing
from datetime import date, timedelta
from functools import partial

import pytest
from django.apps import apps

from apps.metrics.models import (
    AIUsageDaily,
    Commit,
    JiraIssue,
    PRReview,
    PRSurvey,
    PullRequest,
    Team,
    TeamMember,
    WeeklyMetrics,
)
from apps.metrics.seeding.scenarios import SCENARIO_REGISTRY
from seedplot import testing
from seedplot.engine.report import ASCII_BARS, BARS
from seedplot.models import SeedRun
from tests.tables import tabled_models

DAY = "--as-of=2026-03-12"
FIGURES = ["AI-assisted share", "Cycle time", "Time to first review", "Quality rating"]
PRODUCTION = {"DEBUG": "0", "SECRET_KEY": "not a secret"}


@pytest.fixture(autouse=True)
def debug(settings):
    """On, as where the command is meant to be run; the test runner turns it off."""
    settings.DEBUG = True


run = partial(testing.run, "seed_demo_data")


def tell(scenario, *arguments):
    return run("--scenario", scenario, "--no-github", DAY, *arguments)


refusal = partial(testing.refusal, "seed_demo_data")


def row_counts():
    """Of every table of the project."""
    return {model._meta.label: model._base_manager.count() for model in tabled_models()}


def database_dump(path):
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


def fingerprints(printed):
    return re.findall(r"^Fingerprint +([0-9a-f]{32}(?:, [0-9a-f]{32})*)", printed, re.MULTILINE)


# --list-scenarios


@pytest.mark.django_db
def test_list_groups_the_scenarios_by_domain_with_their_size_and_story():
    printed = run("--list-scenarios")

    domains = re.split(r"\n\n", printed.rstrip("\n"))
    [metrics] = [domain for domain in domains if domain.startswith("metrics\n")]
    told = re.findall(r"^  (\S+) \((.*)\)\n((?:    .*\n?)+)", metrics, re.MULTILINE)
    # A story may be broken behind a hyphen.
    assert [(name, size, re.sub(r"\s", "", story)) for name, size, story in told] == [
        (name, scenario().size, re.sub(r"\s", "", scenario.story)) for name, scenario in SCENARIO_REGISTRY.items()
    ]
    assert [(name, size) for name, size, _ in told] == [
        ("ai-success", "5 members, 8 weeks"),
        ("baseline", "5 members, 8 weeks"),
        ("detective-game", "6 members, 8 weeks"),
        ("review-bottleneck", "5 members, 8 weeks"),
    ]


def test_list_needs_no_database(manage):
    finished = manage("seed_demo_data", "--list-scenarios", **PRODUCTION)

    assert (finished.returncode, finished.stderr) == (0, "")
    assert "  ai-success (5 members, 8 weeks)\n" in finished.stdout


# --scenario and its report


@pytest.mark.django_db
@pytest.mark.parametrize("name", SCENARIO_REGISTRY)
def test_report_says_what_was_written_and_proves_it(name):
    printed = tell(name)

    lines = [line.rstrip() for line in printed.splitlines()]
    scenario, record = SCENARIO_REGISTRY[name], SeedRun.objects.get()
    written = [model for model in apps.get_app_config("metrics").get_models() if model.objects.exists()]
    counted = {str(model._meta.verbose_name_plural): f"{model.objects.count():,}" for model in written}
    rows = dict(re.findall(r"^(\S.*?) {2,}([\d,]+)$", "\n".join(lines), re.MULTILINE))
    seed = rows.pop("Seed")
    assert rows == {**counted, "in all": f"{record.row_count:,}"}
    assert re.findall(r"^(metrics\.P\d{3}) .* yes$", "\n".join(lines), re.MULTILINE) == [
        promise.id for promise in scenario.promises
    ]
    for figure in FIGURES:
        [line] = [line for line in lines if re.match(rf"{figure} +[{BARS}]", line)]
        assert re.search(rf" [{BARS}]{{8}} +[\d.]+(%| h|) +[\d.]+(%| h|)$", line)
    assert seed == "42"
    assert "Anchor       Thursday, 2026-03-12 00:00 CDT" in lines
    assert fingerprints(printed) == [record.fingerprint]
    assert any(re.fullmatch(r"Elapsed +\d+\.\d\d s", line) for line in lines)
    assert lines[-3:] == [
        f"Written as run {record.pk}.",
        f"Next: python manage.py seed_demo_data --scenario {name} --verify",
        f"      python manage.py seed_demo_data --scenario {name} --no-github --seed 7 --clear",
    ]
    assert printed.errors == ""


@pytest.mark.django_db
@pytest.mark.parametrize("size", [(), ("--weeks=5", "--members=4")], ids=["usual", "resized"])
def test_next_commands_of_a_report_work_as_printed(size):
    printed = tell("baseline", *size)

    for command in re.findall(r"python manage\.py seed_demo_data (.*)", printed):
        run(*command.split())

    assert SeedRun.objects.get().seed == 7
    assert TeamMember.objects.count() == (4 if size else 5)


@pytest.mark.django_db
def test_same_arguments_give_the_same_fingerprint_and_another_seed_another():
    first, again, other = tell("baseline", "--dry-run"), tell("baseline", "--dry-run"), tell("baseline", "--seed=43")

    assert fingerprints(first) == fingerprints(again)
    assert fingerprints(first) != fingerprints(other)


@pytest.mark.django_db
def test_without_as_of_the_story_ends_today():
    run("--scenario", "baseline", "--no-github")

    assert SeedRun.objects.get().anchor > PullRequest.objects.latest("pr_created_at").pr_created_at
    assert re.search(r"^Anchor .* 00:00 C[SD]T", run("--verify"), re.MULTILINE)


@pytest.mark.django_db
def test_second_run_names_the_run_and_writes_nothing():
    tell("baseline")
    before = row_counts()

    same, any_anchor = tell("baseline"), run("--scenario", "baseline", "--no-github")

    assert f"\n{SeedRun.objects.get()} is there already; nothing was written.\n" in same
    assert f"\n{SeedRun.objects.get()} is there already; nothing was written.\n" in any_anchor
    assert row_counts() == before


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("other", "options"),
    [
        ("--seed=43", "--seed 43 --clear --no-github"),
        ("--as-of=2026-03-11", "--as-of 2026-03-11 --clear --no-github"),
        ("--teams=2", "--clear --teams 2 --no-github"),
    ],
)
def test_other_run_at_the_same_place_is_refused_with_the_command_that_replaces_it(other, options):
    tell("baseline")
    before = row_counts()

    refused = refusal("--scenario", "baseline", "--no-github", other)

    assert refused == (
        f"{SeedRun.objects.get()} is there already and is not the run you ask for. "
        f"Replace it: python manage.py seed_demo_data --scenario baseline {options}"
    )
    assert row_counts() == before


@pytest.mark.django_db
def test_teams_are_numbered_from_the_second_on():
    printed = tell("baseline", "--teams", "3")

    assert list(Team.objects.order_by("pk").values_list("name", "slug")) == [
        ("Baseline Team", "baseline-team"),
        ("Baseline Team 2", "baseline-team-2"),
        ("Baseline Team 3", "baseline-team-3"),
    ]
    assert printed.count(" 3 of 3") == len(SCENARIO_REGISTRY["baseline"].promises)
    assert TeamMember.objects.values("display_name").distinct().count() > 5


@pytest.mark.django_db
def test_team_slug_tells_the_story_in_a_team_that_is_there(team):
    untouched = Team.objects.filter(pk=team.pk).values().get()

    tell("baseline", "--team-slug", team.slug)
    told = set(PullRequest.objects.values_list("team", flat=True))
    again = tell("baseline", "--team-slug", team.slug)
    run("--scenario", "baseline", "--clear-only")

    assert told == {team.pk}
    assert "is there already; nothing was written." in again
    assert list(Team.objects.values()) == [untouched]
    assert PullRequest.objects.count() == 0


@pytest.mark.django_db
def test_team_slug_gives_the_rows_that_a_team_of_the_scenario_has(team):
    titles = []
    for arguments in ([], ["--team-slug", team.slug]):
        tell("baseline", *arguments)
        titles.append(list(PullRequest.objects.order_by("pk").values_list("title", "pr_created_at", "additions")))
        run("--scenario", "baseline", "--clear-only")

    assert titles[0] == titles[1]


@pytest.mark.django_db
def test_team_with_pull_requests_is_refused(team, ada, add_pull_request):
    add_pull_request(ada, "2026-03-02T10:00Z")
    before = row_counts()

    refused = refusal("--scenario", "baseline", "--no-github", "--team-slug", team.slug)

    assert refused == "Team 'compilers' has pull requests already (1). Name a team without any."
    assert row_counts() == before


@pytest.mark.django_db
def test_team_of_somebody_else_with_the_slug_of_the_story_is_refused():
    Team.objects.create(name="The real pioneers", slug="ai-pioneers")
    before = row_counts()

    refused = refusal("--scenario", "ai-success", "--no-github")

    assert refused == (
        "A team with the slug 'ai-pioneers' is there and was not seeded. "
        "Rename it, or tell its story with --team-slug ai-pioneers."
    )
    assert row_counts() == before


@pytest.mark.django_db
def test_without_no_github_the_run_goes_on_with_invented_pull_requests(caplog):
    run("--scenario", "baseline", DAY, "--source-repo", "https://github.com/pallets/flask")

    [record] = caplog.records
    assert record.getMessage().startswith(
        "GitHub: 127.0.0.1:1 refuses the connection; nothing of pallets/flask is cached in "
    )
    assert set(PullRequest.objects.values_list("source", flat=True)) == {"factory"}


# --dry-run, --expect, --verify, --clear, --clear-only


@pytest.mark.django_db
def test_dry_run_reports_like_a_run_and_leaves_nothing():
    before = row_counts()

    printed = tell("ai-success", "--dry-run")

    assert "\nDry run: everything was written, checked and rolled back.\n" in printed
    assert "metrics.P101" in printed
    assert row_counts() == before


@pytest.mark.django_db
def test_expect_passes_with_the_fingerprint_and_otherwise_rolls_back():
    [fingerprint] = fingerprints(tell("baseline", "--dry-run"))
    before = row_counts()

    refused = refusal("--scenario", "baseline", "--no-github", DAY, "--expect", "0" * 32)
    untouched = row_counts()
    tell("baseline", "--expect", fingerprint)
    tell("baseline", "--expect", fingerprint)

    assert refused == f"The fingerprint is {fingerprint}, not the expected {'0' * 32}."
    assert untouched == before
    assert SeedRun.objects.get().fingerprint == fingerprint
    assert refusal("--verify", "--expect", "0" * 32) == refused


@pytest.mark.django_db
def test_verify_proves_one_story_or_all_that_are_there():
    tell("baseline")
    tell("ai-success")
    before = row_counts()

    one, both = run("--verify", "--scenario", "baseline"), run("--verify")

    baseline, ai_success = (SeedRun.objects.get(scenario=name) for name in ("baseline", "ai-success"))
    assert re.findall(r"^Verified: .*", one, re.MULTILINE) == [f"Verified: {baseline} is what it was."]
    assert fingerprints(both) == [ai_success.fingerprint, baseline.fingerprint]
    assert row_counts() == before


@pytest.mark.django_db
def test_verify_names_the_promise_that_a_changed_row_breaks():
    tell("ai-success")
    pull_request = PullRequest.objects.filter(state="closed", review_time_hours__gt=0).earliest("pr_created_at")
    first = PullRequest.objects.earliest("pk")
    PullRequest.objects.filter(pk=pull_request.pk).update(review_time_hours=pull_request.review_time_hours + 1)

    refused = refusal("--verify", "--scenario", "ai-success")

    assert refused == (
        "1 promise is broken by the rows of ai-success, first metrics.P001 in team 1: expected no row out of order, "
        f"found pull request {pull_request.pk}."
    )
    assert refused.errors == (
        "PROMISES BROKEN:\n"
        "team 1: (metrics.P001) Coding, pickup and review follow each other, nothing lies at or after the anchor, and "
        f"hours are differences. Expected no row out of order, found pull request {pull_request.pk}.\n"
        "\tHINT: A timestamp was changed, or planned outside its pull request.\n"
        f"metrics.PullRequest {pull_request.pk - first.pk + 1} of team 1: "
        f"review_time_hours is {pull_request.review_time_hours + 1}, planned {pull_request.review_time_hours}.\n"
    )


@pytest.mark.django_db
def test_verify_notices_a_change_that_no_promise_speaks_of():
    tell("baseline")
    TeamMember.objects.filter(pk=TeamMember.objects.first().pk).update(jira_account_id="712020:another")

    refused = refusal("--verify")

    assert re.fullmatch(
        rf"The fingerprint is [0-9a-f]{{32}}, not the expected {SeedRun.objects.get().fingerprint}\.", refused
    )


@pytest.mark.django_db
def test_clear_seeds_anew_and_says_what_went():
    tell("baseline")
    count = PullRequest.objects.count()

    printed = tell("baseline", "--clear", "--seed", "7")

    assert f"\nCleared {count:,} pull requests\n" in printed
    assert [record.seed for record in SeedRun.objects.all()] == [7]
    assert Team.objects.count() == 1


@pytest.mark.django_db
def test_clear_only_concerns_the_scenario_alone():
    tell("baseline")
    without = row_counts()
    tell("ai-success")
    count = SeedRun.objects.get(scenario="ai-success").row_count

    first = run("--scenario", "ai-success", "--clear-only")
    second = run("--scenario", "ai-success", "--clear-only")

    assert (first, second) == (f"Cleared {count:,} rows.\n", "There is nothing to clear.\n")
    assert row_counts() == without


@pytest.mark.django_db
def test_clear_only_without_a_scenario_concerns_the_metrics_domain_alone():
    run("--scenario", "harvest-weeks", DAY)
    before = row_counts()
    tell("baseline")
    run("--prs=3", DAY)

    run("--clear-only")

    assert row_counts() == before


@pytest.mark.django_db
def test_clear_refuses_where_a_review_of_somebody_else_hangs_on_a_seeded_pull_request():
    tell("baseline")
    pull_request = PullRequest.objects.first()
    guest = TeamMember.objects.create(team=Team.objects.create(name="Guests", slug="guests"), display_name="Guest")
    review = PRReview.objects.create(
        team=guest.team, pull_request=pull_request, reviewer=guest, github_review_id=1, submitted_at="2026-03-02T10:00Z"
    )
    before = row_counts()

    refused = refusal("--scenario", "baseline", "--clear-only")

    assert refused == (
        f"Cannot clear {SeedRun.objects.get()}: 1 metrics.PRReview refers to its metrics.PullRequest, "
        f"first metrics.PRReview {review.pk}; nothing was cleared. Take them along: "
        "python manage.py seed_demo_data --scenario baseline --clear-only --with-dependents"
    )
    assert row_counts() == before


# Legacy mode: without --scenario


@pytest.mark.django_db
def test_legacy_makes_one_team_of_five_with_fifty_pull_requests():
    printed = run(DAY)

    assert list(Team.objects.values_list("name", "slug")) == [("Demo Team 1", "demo-team-1")]
    assert (TeamMember.objects.count(), PullRequest.objects.count()) == (5, 50)
    assert re.search(r"^pull requests +50 *$", printed, re.MULTILINE)


@pytest.mark.django_db
def test_legacy_takes_the_number_of_teams_members_and_pull_requests():
    run("--teams", "2", "--members", "3", "--prs", "10", DAY)

    teams = Team.objects.order_by("pk")
    assert list(teams.values_list("name", "slug")) == [("Demo Team 1", "demo-team-1"), ("Demo Team 2", "demo-team-2")]
    assert [team.pull_requests.count() for team in teams] == [10, 10]
    for team in teams:
        members = list(TeamMember.objects.filter(team=team).order_by("pk"))
        assert [member.role for member in members] == ["lead", "developer", "developer"]
        assert members[0].display_name == "Tech Lead"


@pytest.mark.django_db
@pytest.mark.parametrize("anchor", ["2026-03-09", "2026-03-12", "2026-11-01"])
def test_legacy_team_has_as_much_of_everything_as_it_is_known_for(anchor):
    run("--prs=200", f"--as-of={anchor}")

    today = date.fromisoformat(anchor)
    members = list(TeamMember.objects.all())
    pull_requests = list(PullRequest.objects.prefetch_related("reviews", "commits"))
    surveys = list(PRSurvey.objects.all())
    merged = [each for each in pull_requests if each.state == "merged"]
    answers = Counter(PRSurvey.objects.filter(review_answers__isnull=False).values_list("pk", flat=True))
    usage = {member: list(AIUsageDaily.objects.filter(member=member).order_by("date")) for member in members}
    assert {len(each.reviews.all()) for each in pull_requests} == {1, 2, 3}
    assert {len(each.commits.all()) for each in pull_requests} <= {1, 2, 3, 4, 5, 6}
    assert not any(review.reviewer_id == each.author_id for each in pull_requests for review in each.reviews.all())
    assert [Commit.objects.filter(author=each, pull_request=None).count() for each in members] == [3] * 5
    assert [JiraIssue.objects.filter(assignee=each).count() for each in members] == [8] * 5
    assert 0.5 < len(surveys) / len(merged) < 0.7
    assert set(answers.values()) == {1, 2}
    for days in usage.values():
        assert len(days) == 21
        assert today - timedelta(days=30) <= days[0].date <= days[-1].date < today
        assert {each.source for each in days[::2]} | {each.source for each in days[1::2]} == {"copilot", "cursor"}
        assert len({each.source for each in days[::2]}) == 1
    mondays = {row.week_start for row in WeeklyMetrics.objects.all()}
    first = today - timedelta(days=today.weekday(), weeks=8)
    assert {first + timedelta(weeks=week) for week in range(8)} <= mondays


@pytest.mark.django_db
def test_legacy_usage_reaches_to_yesterday_through_a_clock_change():
    run("--members=30", "--prs=0", DAY)

    days = AIUsageDaily.objects.order_by("date").values_list("date", flat=True)
    assert (days[0], days.last()) == (date(2026, 2, 10), date(2026, 3, 11))


@pytest.mark.django_db
def test_legacy_skips_a_team_that_has_pull_requests_and_goes_on_with_the_next():
    run(DAY)
    before = row_counts()

    skipped = run(DAY, "--seed=7")
    untouched = row_counts()
    second = run(DAY, "--teams=2")

    assert skipped == "demo-team-1: Team already has 50 PRs. Use --clear to reseed.\n"
    assert untouched == before
    assert second.splitlines()[0] == "demo-team-1: Team already has 50 PRs. Use --clear to reseed."
    assert list(Team.objects.order_by("pk").values_list("slug", flat=True)) == ["demo-team-1", "demo-team-2"]


@pytest.mark.django_db
def test_legacy_clear_reseeds():
    run(DAY)

    run(DAY, "--clear", "--seed=7", "--prs=20")

    assert (Team.objects.count(), PullRequest.objects.count(), SeedRun.objects.get().seed) == (1, 20, 7)


@pytest.mark.django_db
def test_legacy_clear_concerns_the_stories_too_and_nobody_elses_rows(team, ada, add_pull_request):
    add_pull_request(ada, "2026-03-02T10:00Z")
    run("--scenario", "harvest-weeks", DAY)
    before = row_counts()
    tell("baseline")

    run(DAY, "--clear", "--prs=2")
    run("--clear-only")

    assert row_counts() == before


@pytest.mark.django_db
def test_legacy_fills_a_team_that_is_there(team):
    run(DAY, "--team-slug", team.slug, "--prs=4")

    assert list(Team.objects.values_list("name", flat=True)) == ["Compilers"]
    assert team.pull_requests.count() == 4


@pytest.mark.django_db
def test_legacy_skips_a_team_with_pull_requests_of_somebody_else(team, ada, add_pull_request):
    add_pull_request(ada, "2026-03-02T10:00Z")
    before = row_counts()

    printed = run("--team-slug", team.slug)

    assert printed == "compilers: Team already has 1 PRs. Use --clear to reseed.\n"
    assert row_counts() == before


@pytest.mark.django_db
def test_legacy_seed_decides_the_rows():
    first, again, other = (run(DAY, "--dry-run", f"--seed={seed}") for seed in (42, 42, 43))

    assert fingerprints(first) == fingerprints(again)
    assert fingerprints(first) != fingerprints(other)


@pytest.mark.django_db
def test_legacy_fingerprint_is_the_same_on_the_same_weekday_of_another_year():
    spring, other_spring, autumn = (
        run("--dry-run", f"--as-of={day}") for day in ("2026-03-12", "2027-03-11", "2026-11-05")
    )

    assert fingerprints(spring) == fingerprints(other_spring) == fingerprints(autumn)


@pytest.mark.django_db
def test_legacy_summary_counts_the_rows_of_all_teams():
    printed = run(DAY, "--teams=2", "--prs=10")

    rows = dict(re.findall(r"^(\S.*?) {2,}([\d,]+) *$", printed, re.MULTILINE))
    assert rows["teams"] == "2"
    assert rows["pull requests"] == "20"
    assert rows["in all"] == f"{sum(run.row_count for run in SeedRun.objects.all()):,}"


@pytest.mark.django_db
def test_legacy_dry_run_leaves_nothing_and_verify_proves_what_is_there():
    before = row_counts()

    run(DAY, "--dry-run")
    untouched = row_counts()
    run(DAY)

    assert untouched == before
    assert f"Verified: {SeedRun.objects.get()} is what it was." in run("--verify")


# In a process of its own: standard output, standard error and the exit code


@pytest.fixture
def story(manage, garden_url):
    """Tell the baseline story in a migrated database."""

    def run(*arguments, **environment):
        given = ["--scenario", "baseline", "--no-github", DAY, *arguments]
        return manage("seed_demo_data", *given, DATABASE_URL=garden_url, **environment)

    return run


@pytest.mark.check
def test_report_in_a_pipe_is_plain_text(story):
    seeded, again, other = story(), story(), story("--seed=43")

    assert [(each.returncode, each.stderr) for each in (seeded, again)] == [(0, "")] * 2
    assert "\x1b" not in seeded.stdout + again.stdout
    assert re.search(rf"^Cycle time +[{BARS}]{{8}} +[0-9.]+ h", seeded.stdout, re.MULTILINE)
    assert "is there already; nothing was written." in again.stdout
    assert (other.returncode, other.stdout) == (1, "")
    assert other.stderr == (
        "CommandError: baseline, seed 42, as of 2026-03-12 (run 1) is there already and is not the run you ask for. "
        "Replace it: python manage.py seed_demo_data --scenario baseline --seed 43 --as-of 2026-03-12 --clear "
        "--no-github\n"
    )


@pytest.mark.check
def test_report_is_ascii_where_the_output_cannot_encode_bars(story):
    seeded = story(PYTHONIOENCODING="ascii")

    assert (seeded.returncode, seeded.stderr) == (0, "")
    assert seeded.stdout.isascii()
    assert re.search(rf"^Cycle time +[{re.escape(ASCII_BARS)}]{{8}} +[0-9.]+ h", seeded.stdout, re.MULTILINE)


def test_outside_debug_both_permissions_together_let_it_seed(story):
    seeded = story("--allow-production", SEEDPLOT_ALLOW_PRODUCTION="1", **PRODUCTION)

    assert (seeded.returncode, seeded.stderr) == (0, "")
    assert "Written as run 1." in seeded.stdout


KNOWN = (
    "Known: ai-success, baseline, detective-game, garden-history, harvest-weeks, library-city, library-notices, "
    "pinball-workshop, review-bottleneck, software-house, tenant-conversations, tenant-portfolio, watering-days."
)
BASELINE = ["--scenario", "baseline", "--no-github"]
DEBUG_IS_OFF = (
    "DEBUG is off, so this may be a production database. To seed it all the same, set "
    "SEEDPLOT_ALLOW_PRODUCTION=1 and add --allow-production."
)
STORY_OPTIONS = (
    "It takes: --teams, --weeks, --members, --team-slug, --source-repo, --no-github, --github-percentage, "
    "--github-snapshot, --github-cache, --refresh-github."
)
LEGACY_OPTIONS = "It takes: --teams, --members, --prs, --team-slug, --no-github."
MISTAKES = [
    (
        ["--scenario", "ai-sucess"],
        f"There is no scenario named 'ai-sucess'. Did you mean ai-success? {KNOWN}",
    ),
    (["--scenario", "nonsense"], f"There is no scenario named 'nonsense'. {KNOWN}"),
    (
        [*BASELINE, "--seed", "forty-two"],
        "'forty-two' is not an integer. Give --seed as a whole number, such as 42.",
    ),
    (["--seed", "4.2"], "'4.2' is not an integer. Give --seed as a whole number, such as 42."),
    ([*BASELINE, "--teams", "-1"], "--teams -1: it must be at least 1"),
    (["--teams", "-1"], "--teams -1: it must be at least 1"),
    (["--members", "-3"], "--members -3: it must be at least 2"),
    (["--prs", "-50"], "--prs -50: it must be at least 0"),
    (["--prs", "many"], "--prs many: it must be a whole number"),
    (
        [*BASELINE, "--as-of", "09.03.2026"],
        "'09.03.2026' is not a date. Give --as-of as YYYY-MM-DD, such as 2026-03-09.",
    ),
    (["--as-of", "2026-02-30"], "'2026-02-30' is not a date. Give --as-of as YYYY-MM-DD, such as 2026-03-09."),
    ([*BASELINE, "--team-slug", "nobody"], "There is no team with the slug 'nobody'. Known: none yet."),
    (["--team-slug", "nobody"], "There is no team with the slug 'nobody'. Known: none yet."),
    ([*BASELINE, "--team-slug", "a", "--teams", "2"], "--team-slug names one team; leave out --teams."),
    (
        [*BASELINE, "--source-repo", "not a repository"],
        "--source-repo not a repository: name a repository as owner/name or by its address, such as pallets/flask",
    ),
    ([*BASELINE, "--members", "1"], "--members 1: it must be at least 2"),
    ([*BASELINE, "--weeks", "0"], "--weeks 0: it must be at least 1"),
    ([*BASELINE, "--weeks", "105"], "--weeks 105: it must be at most 104"),
    ([*BASELINE, "--weeks", "four"], "--weeks four: it must be a whole number"),
    (
        ["--scenario", "ai-success", "--members", "2"],
        "--members 2: ai-success needs 3 at least, one each of early_adopter, follower, skeptic.",
    ),
    (["--weeks", "4"], f"The mode without --scenario takes no option --weeks. {LEGACY_OPTIONS}"),
    ([*BASELINE, "--prs", "3"], f"baseline takes no option --prs. {STORY_OPTIONS}"),
    (
        ["--scenario", ""],
        f"There is no scenario named ''. {KNOWN}",
    ),
    (["--as-of", ""], "'' is not a date. Give --as-of as YYYY-MM-DD, such as 2026-03-09."),
    (["--team-slug", ""], "--team-slug : it must not be empty"),
    (
        ["--source-repo", "pallets/flask"],
        f"The mode without --scenario takes no option --source-repo. {LEGACY_OPTIONS}",
    ),
    (["--colour"], "unrecognized arguments: --colour. See: manage.py seed_demo_data --help"),
    (
        [*BASELINE, "--verify"],
        "There is no run of baseline to verify. Seed it first: "
        "python manage.py seed_demo_data --scenario baseline --no-github",
    ),
]


def test_mistakes_are_answered_in_one_line_and_touch_nothing(manage_all, garden_url, garden_file):
    before = database_dump(garden_file)

    finished = manage_all([["seed_demo_data", *arguments] for arguments, _ in MISTAKES], DATABASE_URL=garden_url)

    assert [(each.args[1:], each.stderr) for each in finished] == [
        (arguments, f"CommandError: {message}\n") for arguments, message in MISTAKES
    ]
    assert [each.args for each in finished if each.stdout or not each.returncode] == []
    assert database_dump(garden_file) == before


@pytest.mark.parametrize(
    ("arguments", "allowed"),
    [
        (BASELINE, {}),
        ([*BASELINE, "--allow-production"], {}),
        (BASELINE, {"SEEDPLOT_ALLOW_PRODUCTION": "1"}),
        (["--clear-only"], {}),
    ],
    ids=["neither", "the option alone", "the setting alone", "clearing"],
)
def test_production_is_refused_in_one_line_and_left_alone(arguments, allowed, manage, garden_url, garden_file):
    before = database_dump(garden_file)

    finished = manage("seed_demo_data", *arguments, DATABASE_URL=garden_url, **PRODUCTION, **allowed)

    assert (finished.returncode, finished.stdout, finished.stderr) == (1, "", f"CommandError: {DEBUG_IS_OFF}\n")
    assert database_dump(garden_file) == before


def test_unexpected_fingerprint_is_answered_in_one_line_and_touches_nothing(story, garden_file):
    before = database_dump(garden_file)

    finished = story("--expect", "0" * 32)

    assert (finished.returncode, finished.stdout) == (1, "")
    assert re.fullmatch(
        rf"CommandError: The fingerprint is [0-9a-f]{{32}}, not the expected {'0' * 32}\.\n", finished.stderr
    )
    assert database_dump(garden_file) == before


def test_database_that_is_not_migrated_is_answered_in_one_line(manage):
    finished = manage("seed_demo_data", *BASELINE)

    assert (finished.returncode, finished.stdout, finished.stderr) == (
        1,
        "",
        "CommandError: A table is missing: no such table: seedplot_seedrun. "
        "Check DATABASE_URL, then run: python manage.py migrate\n",
    )


def test_scenario_whose_figures_are_wrong_is_answered_in_one_line_and_touches_nothing(
    run_program, garden_url, garden_file
):
    before = database_dump(garden_file)
    program = """
        from dataclasses import replace

        from django.core.management import execute_from_command_line

        from apps.metrics.seeding.scenarios import BaselineScenario

        BaselineScenario.config = replace(BaselineScenario.config, member_count=7, weeks=0)
        execute_from_command_line(["manage.py", "seed_demo_data", "--scenario", "baseline", "--no-github"])
        """

    finished = run_program(program, DATABASE_URL=garden_url)

    assert (finished.returncode, finished.stdout) == (1, "")
    assert finished.stderr == (
        "CommandError: Scenario baseline is not valid: a story of 0 weeks; 1 to 104 can be told (and 1 more). "
        "Correct its figures first.\n"
    )
    assert database_dump(garden_file) == before
