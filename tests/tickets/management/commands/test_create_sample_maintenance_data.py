"""The command of the sample as its user meets it: what is there before and after, and how mistakes are answered."""

from datetime import timedelta
from functools import partial

import pytest
from django.utils import timezone

from apps.tickets.models import LogEntry, MachineInstance, Maintainer, Task
from apps.tickets.services.tasks import add_note
from seedplot import testing
from seedplot.models import SeedBlock, SeedChange, SeedRun
from tests.builders.museum import make_world
from tests.builders.workshop import ANCHOR, all_rows, at, machine_named, statuses
from tests.oracles.workshop import offences

DAY = "--as-of=2026-03-12"
COUNTS = "95 tasks, 621 log entries."

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def debug(settings):
    """On, as where the command is meant to be run; the test runner turns it off."""
    settings.DEBUG = True


@pytest.fixture
def workshop():
    make_world()


def run(*arguments):
    """The lines that the command prints."""
    return testing.run("create_sample_maintenance_data", *arguments).splitlines()


refusal = partial(testing.refusal, "create_sample_maintenance_data")


def sample_counts():
    return Task.objects.count(), LogEntry.objects.count(), SeedRun.objects.count()


def legacy_entry(**columns):
    standard = {"machine": machine_named("Gorgar"), "text": "New rubbers.", "created_at": at("2024-03-01 10:00")}
    return LogEntry.objects.create(**{**standard, **columns})


def test_command_writes_the_story_and_ends_with_its_counts(workshop):
    lines = run(DAY)

    assert lines[-1] == COUNTS
    assert "Written as run" in "\n".join(lines)
    assert sample_counts() == (95, 621, 1)
    assert offences(ANCHOR) == {}


def test_brief_report_ends_with_the_counts_too(workshop):
    lines = run(DAY, "--verbosity=0")

    assert lines[-1] == COUNTS
    assert len(lines) < 12


def test_command_without_an_anchor_tells_it_up_to_today(workshop):
    run()

    newest = LogEntry.objects.latest("created_at").created_at
    assert timedelta(0) < timezone.now() - newest < timedelta(days=2)


def test_front_door_runs_the_same_story(workshop):
    run(DAY)
    rows = all_rows()
    fingerprint = SeedRun.objects.get().fingerprint
    run("--clear-only")

    lines = testing.run("seed_demo_data", "--scenario=pinball-workshop", DAY).splitlines()

    assert all_rows() == rows
    assert f"Fingerprint  {fingerprint}" in lines


def test_second_run_names_the_first_and_writes_nothing(workshop):
    run(DAY)
    before = sample_counts()

    lines = run(DAY)

    assert f"pinball-workshop, seed 42, as of 2026-03-12 (run {SeedRun.objects.get().pk}) is there already; " in (
        "\n".join(lines)
    )
    assert lines[-1] == COUNTS
    assert sample_counts() == before


def test_second_run_without_an_anchor_is_the_one_that_is_there(workshop):
    run(DAY)

    lines = run()

    assert "nothing was written." in "\n".join(lines)
    assert sample_counts() == (95, 621, 1)


@pytest.mark.parametrize(
    ("other", "options"),
    [("--as-of=2026-03-13", "--as-of 2026-03-13"), ("--seed=7", "--seed 7 --as-of 2026-03-12")],
    ids=["anchor", "seed"],
)
def test_another_run_is_refused_with_the_command_that_replaces_it(other, options, workshop):
    run(DAY)
    rows = all_rows()

    message = refusal(DAY, other)

    assert message == (
        f"pinball-workshop, seed 42, as of 2026-03-12 (run {SeedRun.objects.get().pk}) is there already and is not the "
        f"run you ask for. Replace it: python manage.py create_sample_maintenance_data {options} --clear"
    )
    assert all_rows() == rows


def test_clear_and_seed_gives_the_same_rows(workshop):
    run(DAY)
    rows, status = all_rows(), statuses()

    run(DAY, "--clear")

    assert (all_rows(), statuses()) == (rows, status)
    assert SeedRun.objects.count() == 1


def test_clear_and_seed_moves_the_story_to_another_anchor(workshop):
    run(DAY)

    run("--as-of=2027-07-01", "--clear")

    assert (offences(at("2027-07-01")), sample_counts()) == ({}, (95, 621, 1))


def test_clear_only_leaves_everything_else_and_gives_the_statuses_back(workshop):
    MachineInstance.objects.update(operational_status="unknown")
    legacy_entry().maintainers.add(Maintainer.objects.get(user__username="ken"))
    Task.objects.create(machine=machine_named("Gorgar"), problem_text="Made by hand.")
    rows = all_rows()
    run(DAY)
    MachineInstance.objects.filter(model__name="Gorgar").update(operational_status="broken")

    lines = run("--clear-only")

    assert lines == ["Cleared 1,556 rows."]
    assert all_rows() == rows
    assert {name: status for name, status in statuses().items() if status != "unknown"} == {"Gorgar": "broken"}
    assert [model.__name__ for model in (SeedRun, SeedBlock, SeedChange) if model.objects.exists()] == []


def test_clear_only_of_nothing_says_so(workshop):
    assert run("--clear-only") == ["There is nothing to clear."]


@pytest.mark.parametrize("clear", ["--clear", "--clear-only"])
def test_hand_made_entry_on_a_sample_task_is_named_and_nothing_is_removed(clear, workshop):
    run(DAY)
    task = Task.objects.open().first()
    entry = add_note(task, [Maintainer.objects.get(user__username="ken")], "Written by hand.")
    rows, status = all_rows(), statuses()

    message = refusal(DAY, clear)

    assert message.startswith(
        f"Cannot clear pinball-workshop, seed 42, as of 2026-03-12 (run {SeedRun.objects.get().pk})"
    )
    assert f"tickets.LogEntry {entry.pk}" in message
    assert message.endswith(f"--as-of 2026-03-12 {clear} --with-dependents")
    assert (all_rows(), statuses()) == (rows, status)


def test_anchor_before_april_2025_is_refused_and_nothing_is_written(workshop):
    assert refusal("--as-of=2025-03-31") == (
        "The workshop's stories cannot end before 2025-04-01, and '2025-03-31' is earlier. "
        "Give --as-of 2025-04-01 or a later date."
    )
    assert sample_counts() == (0, 0, 0)


def test_refused_anchor_clears_nothing(workshop):
    run(DAY)

    refusal("--as-of=2025-03-31", "--clear")

    assert sample_counts() == (95, 621, 1)


def test_missing_maintainer_is_refused_and_nothing_is_written(workshop):
    Maintainer.objects.get(user__username="dean-workshop").delete()
    before = statuses()

    assert refusal(DAY) == (
        "The workshop lacks maintainers with the usernames: dean-workshop. "
        "Make them: python manage.py import_legacy_maintainers."
    )
    assert (sample_counts(), statuses()) == ((0, 0, 0), before)


def test_empty_museum_is_refused():
    message = refusal(DAY)

    assert message.startswith("The workshop lacks machines: Ballyhoo, Carom, ")
    assert "python manage.py create_default_machines" in message


def test_verify_finds_the_story_as_it_was(workshop):
    run(DAY)

    assert run("--verify")[-1] == COUNTS


def test_verify_finds_a_status_that_was_changed_by_hand(workshop):
    run(DAY)
    MachineInstance.objects.filter(model__name="Ballyhoo").update(operational_status="broken")

    message = refusal("--verify")

    assert message.startswith("1 promise is broken by the rows of pinball-workshop, first tickets.P115")


def test_dry_run_proves_everything_and_leaves_nothing(workshop):
    before = statuses()

    lines = run(DAY, "--dry-run")

    assert lines[-1] == COUNTS
    assert (sample_counts(), statuses()) == ((0, 0, 0), before)


def test_list_shows_the_one_story():
    [heading, title, *story] = run("--list-scenarios")

    assert (heading, title) == ("tickets", "  pinball-workshop (17 machines, 95 tasks, 621 entries)")
    assert story[0].strip().startswith("36 volunteers of a pinball museum keep 17 machines alive")


def test_command_and_front_door_share_one_place(workshop):
    testing.run("seed_demo_data", "--scenario=pinball-workshop", DAY)

    assert "nothing was written." in "\n".join(run(DAY))
    assert run("--clear-only") == ["Cleared 1,556 rows."]
