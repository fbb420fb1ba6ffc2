"""The three imports: what they write, what they find again, and what their promises notice."""

from collections import Counter
from datetime import UTC, date, datetime

import pytest
from django.contrib.auth import authenticate
from django.db import connection, transaction
from django.db.models import Count
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from apps.accounts.factories import UserFactory
from apps.accounts.models import User
from apps.tickets.factories import MachineInstanceFactory, MachineModelFactory, MaintainerFactory
from apps.tickets.models import LogEntry, MachineInstance, MachineModel, Maintainer, Task
from apps.tickets.seeding.scenarios import (
    DefaultMachinesScenario,
    LegacyMaintainersScenario,
    LegacyRecordsScenario,
)
from seedplot import registry
from seedplot.clock import midnight, project_zone
from seedplot.engine import pipeline, proof, provenance
from seedplot.engine.clearing import clearing
from seedplot.engine.runs import Request
from seedplot.errors import NotAsPromised, SeedError
from seedplot.models import SeedRun
from tests.builders.legacy_data import LOG, MAINTAINERS, PROBLEMS, LegacyCopy

ANCHOR = midnight(date(2026, 3, 12))
IMPORTS = (LegacyMaintainersScenario, DefaultMachinesScenario, LegacyRecordsScenario)
each_import = pytest.mark.parametrize("scenario", IMPORTS)
TABLES = (User, Maintainer, MachineModel, MachineInstance, Task, LogEntry, LogEntry.maintainers.through)


@pytest.fixture
def copy(tmp_path):
    return LegacyCopy(tmp_path)


@pytest.fixture
def imported(db):
    """All three, in their order; the reports."""
    return [run(scenario) for scenario in IMPORTS]


@pytest.fixture
def workshop(db):
    """What the records want in place."""
    run(LegacyMaintainersScenario)
    run(DefaultMachinesScenario)


def run(scenario, copy=None, **given):
    options = {"directory": str(copy.directory)} if copy else {}
    return pipeline.run(Request(scenario(), **{"anchor": ANCHOR, "options": options, **given}))


def refusal(scenario, copy=None, **given):
    with pytest.raises(SeedError) as refused:
        run(scenario, copy, **given)
    return str(refused.value), list(refused.value.details)


def counts():
    return {model._meta.model_name: model._base_manager.count() for model in TABLES}


def whole_database():
    return {model: list(model._base_manager.order_by("pk").values()) for model in (*TABLES, SeedRun)}


def local(moment):
    return f"{timezone.localtime(moment, project_zone()):%Y-%m-%d %H:%M}"


# --- All three -------------------------------------------------------------------------------------------------


def test_imports_make_the_museum(imported):
    assert [sum(report.counts.values()) for report in imported] == [72, 36, 204]
    assert counts() == {
        "user": 36,
        "maintainer": 36,
        "machinemodel": 18,
        "machineinstance": 18,
        "task": 10,
        "logentry": 89,
        "logentry_maintainers": 105,
    }
    assert list(SeedRun.objects.order_by("pk").values_list("kind", "domain", "scenario", "exclusive_key")) == [
        ("import", "tickets", "legacy-maintainers", "legacy-maintainers"),
        ("import", "tickets", "default-machines", "default-machines"),
        ("import", "tickets", "legacy-records", "legacy-records"),
    ]


@each_import
def test_import_is_no_story_of_the_list_but_keeps_runs(scenario):
    assert scenario.name not in registry.discover()
    assert type(registry.scenario_of("tickets", scenario.name)) is scenario
    assert scenario.story.endswith(".")
    assert scenario().size


def test_second_run_writes_nothing_whatever_the_day(imported):
    before = whole_database()

    again = [run(scenario, anchor=None) for scenario in IMPORTS]

    assert [report.written for report in again] == [False, False, False]
    assert [report.run for report in again] == [report.run for report in imported]
    assert whole_database() == before


@each_import
@pytest.mark.parametrize("other", [{"seed": 7}, {"anchor": midnight(date(2026, 3, 13))}])
def test_run_with_another_seed_or_anchor_is_refused(imported, scenario, other):
    before = whole_database()

    message, _ = refusal(scenario, **other)

    assert message == f"{SeedRun.objects.get(scenario=scenario.name)} is there already and is not the run you ask for."
    assert whole_database() == before


@pytest.mark.parametrize(("scenario", "file"), [(IMPORTS[0], MAINTAINERS), (IMPORTS[2], PROBLEMS), (IMPORTS[2], LOG)])
def test_run_of_files_that_say_something_else_now_is_refused(imported, copy, scenario, file):
    assert run(scenario, copy).written is False
    copy.replace(file, "Ken", "Reba" if file != MAINTAINERS else "Kenny")

    message, _ = refusal(scenario, copy)

    assert message.endswith("is there already and is not the run you ask for.")


@pytest.mark.parametrize(("scenario", "file"), [(IMPORTS[0], MAINTAINERS), (IMPORTS[2], PROBLEMS), (IMPORTS[2], LOG)])
def test_nobody_is_told_to_clear_a_run_that_could_not_be_repeated(imported, copy, scenario, file):
    copy.remove(file)

    message, _ = refusal(scenario, copy)

    assert message.startswith(f"{file} is not in {copy.directory}. Nothing was written.")


def test_files_that_say_the_same_in_another_way_are_the_same_run(workshop, copy):
    first = run(LegacyRecordsScenario, copy)
    for file in (PROBLEMS, LOG):
        content = (copy.directory / file).read_bytes().decode()
        copy.write(file, f"\ufeff{content.replace(chr(13), '')}")

    again = run(LegacyRecordsScenario, copy)

    assert (again.written, again.run) == (False, first.run)


def test_run_is_proven_by_its_files_when_they_have_gone(workshop, copy):
    report = run(LegacyRecordsScenario, copy)
    copy.remove(LOG)
    LogEntry.objects.filter(text__startswith="New rubber all round").update(text="Nothing.")

    with pytest.raises(NotAsPromised) as refused:
        proof.verify(report.run)

    assert [finding.promise.id for finding in refused.value.report.broken] == ["tickets.P523"]


def test_null_character_reaches_neither_row_nor_record(workshop, copy):
    copy.append(LOG, "Gorgar,1/3/2024 1:00 PM,No\0thing.,Ken")

    report = run(LegacyRecordsScenario, copy)

    assert LogEntry.objects.filter(text="Nothing.").count() == 1
    assert "Nothing.,Ken" in report.run.sources["as written"][LOG]


def test_imports_find_all_their_rows_again_without_their_records(imported):
    SeedRun.objects.all().delete()
    before = counts()

    again = [run(scenario) for scenario in IMPORTS]

    assert [report.counts for report in again] == [{}, {}, {}]
    assert all(report.findings and not report.broken for report in again)
    assert counts() == before


def test_records_are_cleared_before_what_they_hang_on(imported):
    message, _ = clear_refusal("default-machines")

    assert "89 tickets.LogEntry refer to its tickets.MachineInstance, first tickets.LogEntry " in message
    assert f", written by {imported[2].run} " in message
    removed = clearing.clear(list(SeedRun.objects.all()))
    assert sum(removed.values()) == 312
    assert set(counts().values()) == {0}


def clear_refusal(scenario):
    with pytest.raises(SeedError) as refused:
        clearing.clear(provenance.runs_of("default", "tickets", scenario))
    return str(refused.value), []


@each_import
def test_run_that_is_not_the_expected_one_leaves_nothing(workshop, scenario):
    clearing.clear(provenance.runs_of("default", "tickets", scenario.name))
    before = whole_database()

    message, _ = refusal(scenario, expect="0" * 32)

    assert message.endswith(f"not the expected {'0' * 32}.")
    assert whole_database() == before


def test_rows_hang_neither_on_the_anchor_nor_on_keys(imported):
    first = [report.fingerprint for report in imported]
    clearing.clear(list(SeedRun.objects.all()))

    again = [run(scenario, anchor=midnight(date(2024, 2, 1))).fingerprint for scenario in IMPORTS]

    assert again == first


@each_import
def test_number_of_queries_does_not_grow(db, copy, scenario):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            scenario().prerequisites({"directory": str(copy.directory)}, "default", at=ANCHOR)
        return len(captured)

    run(LegacyMaintainersScenario, copy)
    run(DefaultMachinesScenario)
    for _ in range(3):
        MachineInstanceFactory.create()
        MaintainerFactory.create()
    few = queries()
    run(LegacyRecordsScenario, copy)
    for _ in range(12):
        MachineInstanceFactory.create()
        MaintainerFactory.create()

    assert queries() == few


# --- The roster ------------------------------------------------------------------------------------------------


def test_people_have_what_the_file_gives_and_no_more(db):
    run(LegacyMaintainersScenario)

    people = {user.username: user for user in User.objects.select_related("maintainer")}
    told = ("first_name", "last_name", "email", "is_staff", "is_superuser", "is_active", "is_verified")
    assert [[getattr(people[name], each) for each in told] for name in ("dean-workshop", "william", "ken")] == [
        ["Dean", "Quillhaven", "dean.quillhaven@example.com", True, True, True, False],
        ["William", "Arkenbrough", "william.arkenbrough@example.com", True, True, True, False],
        ["Ken", "", None, False, False, True, False],
    ]
    assert [name for name, user in people.items() if user.is_superuser] == [
        name for name, user in people.items() if user.is_staff
    ]
    assert people["dean-workshop"].maintainer.nickname == "Deano"
    assert {(user.maintainer.phone, user.maintainer.is_active) for user in people.values()} == {("", True)}
    assert {local(user.date_joined) for user in people.values()} == {"2023-09-01 09:00"}
    assert User.objects.filter(email=None).count() == 34


def test_everybody_logs_in_with_the_one_password(db, settings):
    settings.DEBUG = True

    run(LegacyMaintainersScenario)

    assert authenticate(username="ken", password="test123") == User.objects.get(username="ken")
    assert authenticate(username="dean.quillhaven@example.com", password="test123").username == "dean-workshop"
    assert User.objects.values("password").distinct().count() == 1


def test_outside_debug_nobody_logs_in_and_all_else_is_the_same(db, settings):
    settings.DEBUG = True
    inside = run(LegacyMaintainersScenario, dry_run=True)
    settings.DEBUG = False

    outside = run(LegacyMaintainersScenario)

    assert authenticate(username="william", password="test123") is None
    assert not any(user.has_usable_password() for user in User.objects.all())
    assert outside.fingerprint == inside.fingerprint
    assert outside.broken == []


def test_known_passwords_are_a_broken_promise_once_debug_is_off(db, settings):
    settings.DEBUG = True
    report = run(LegacyMaintainersScenario)
    settings.DEBUG = False

    with pytest.raises(NotAsPromised) as broken:
        proof.verify(report.run)

    assert [finding.promise.id for finding in broken.value.report.broken] == ["tickets.P505"]


def test_password_is_salted_by_the_seed_and_told_by_no_fingerprint(db, settings):
    settings.DEBUG = True

    def hash_and_fingerprint(**given):
        report = run(LegacyMaintainersScenario, dry_run=True, **given)
        stored = []

        class Looking(LegacyMaintainersScenario):
            def remarks(self, evidence):
                stored.append(evidence.rows(User).first().password)
                return ()

        run(Looking, dry_run=True, **given)
        return stored[0], report.fingerprint

    first, again, other = hash_and_fingerprint(), hash_and_fingerprint(), hash_and_fingerprint(seed=7)
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
    stronger = hash_and_fingerprint()

    assert first == again
    assert first[0] != other[0]
    assert (stronger[0] != first[0], stronger[1]) == (True, first[1])


def test_user_who_is_there_stays_as_they_are_and_becomes_a_maintainer(db):
    user = UserFactory.create(username="william", first_name="Bill", email="bill@example.com")
    before = User.objects.filter(pk=user.pk).values().get()

    report = run(LegacyMaintainersScenario)

    assert User.objects.filter(pk=user.pk).values().get() == before
    assert user.maintainer.nickname == ""
    assert report.counts == {"accounts.User": 35, "tickets.Maintainer": 36}
    assert not report.broken
    clearing.clear([report.run])
    assert list(User.objects.all()) == [user]
    assert not Maintainer.objects.exists()


def test_maintainer_who_is_there_stays_as_they_are(db):
    maintainer = MaintainerFactory.create(user=UserFactory.create(username="dean-workshop"), nickname="Boss")

    report = run(LegacyMaintainersScenario)

    maintainer.refresh_from_db()
    assert maintainer.nickname == "Boss"
    assert report.counts == {"accounts.User": 35, "tickets.Maintainer": 35}
    clearing.clear([report.run])
    assert list(Maintainer.objects.all()) == [maintainer]


def test_address_of_somebody_else_is_refused(db):
    UserFactory.create(username="deans-brother", email="Dean.Quillhaven@example.com")
    before = whole_database()

    message, _ = refusal(LegacyMaintainersScenario)

    assert message.startswith(
        "Maintainers.csv, line 2, column Email: 'dean.quillhaven@example.com' is the address of the user "
        "'deans-brother', who is not 'dean-workshop'. Nothing was written."
    )
    assert whole_database() == before


def test_address_does_not_matter_for_somebody_who_is_there(db):
    UserFactory.create(username="dean-workshop", email=None)
    UserFactory.create(username="deans-brother", email="dean.quillhaven@example.com")

    assert run(LegacyMaintainersScenario).counts["accounts.User"] == 35


def test_everything_wrong_with_the_roster_is_told_at_once(db, copy):
    UserFactory.create(username="somebody", email="william.arkenbrough@example.com")
    copy.append(MAINTAINERS, ",,Ken,,,")
    copy.append(MAINTAINERS, ",maybe,Ada,,,")
    before = whole_database()

    message, details = refusal(LegacyMaintainersScenario, copy)

    assert "(and 2 more, listed above). Nothing was written." in message
    assert [line.partition(", ")[2] for line in details] == [
        "line 3, column Email: 'william.arkenbrough@example.com' is the address of the user 'somebody', "
        "who is not 'william'.",
        "line 38, column Username: 'ken' is in line 5 already.",
        "line 39, column Is Admin: 'maybe' must be TRUE, FALSE or blank.",
    ]
    assert whole_database() == before


# --- The machines ----------------------------------------------------------------------------------------------

# name, maker, year.month, era, location, status, serial, scoring, system, flippers, rating, ipdb, produced
THE_MUSEUMS = """
Ballyhoo|Bally|1932.1|PM|floor|good||manual||0||4817|~50,000
Carom|Bally|1937.1|EM||unknown|?|totalizer||0||458|
Trade Winds|United|1945.3|EM|workshop|fixing|2450|lights||||2620|
Baseball|Chicago Coin|1947.10|EM|workshop|broken|24284|lights||2||189|
Derby Day|Gottlieb|1956.4|EM|floor|good|AO4024DD|lights||2||664|1,600
Roto Pool|Gottlieb|1958.7|EM|floor|good|87338RP|lights||2||2022|1,800
Teacher's Pet|Williams|1965.12|EM|floor|good|34484|reels||2|8.34|2506|1,600
Hokus Pokus|Bally|1976.3|EM|floor|good|2822|reels||2|7.94|1206|3,086
Star Trip|GamePlan|1979.4|SS|floor|good||7-segment|MPU_1|2||3605|
Star Trek|Bally|1979.4|SS|workshop|fixing||7-segment|Bally MPU AS-2518-35|2|6.76|2355|16,842
The Incredible Hulk|Gottlieb|1979.10|SS|floor|good||7-segment|System 1|2||1266|6,150
Gorgar|Williams|1979.12|SS|workshop|fixing|368844|7-segment|System 6|2|7.56|1062|
Blackout|Williams|1980.6|SS|workshop|fixing||7-segment|System 6|2|7.70|317|7,050
Hyperball|Williams|1981.12|SS|floor|good|560974|alphanumeric|System 7|0||3169|5,000
Eight Ball Deluxe Limited Edition|Bally|1982.8|SS|floor|good|E8B1147|7-segment|Bally MPU AS-2518-35|3|8.06|763|2,388
The Getaway: High Speed II|Williams|1992.2|SS|floor|good||DMD|Fliptronics 2?|3|8.14|1000|13,259
The Addams Family|Williams|1992.3|SS|floor|good|24277|DMD|Fliptronics 1?|4|8.56|20|20,270
Godzilla (Premium)|Stern|2021.10|SS|floor|good|362497C|video|Spike 2|3|9.19|6841|
"""


def test_machines_are_those_of_the_museum(db):
    run(DefaultMachinesScenario)

    told = [
        "|".join(
            str(value)
            for value in (
                machine.name,
                model.manufacturer,
                f"{model.year}.{model.month}",
                model.era,
                machine.location,
                machine.operational_status,
                machine.serial_number,
                model.scoring,
                model.system,
                model.flipper_count,
                "" if model.pinside_rating is None else model.pinside_rating,
                model.ipdb_id,
                model.production_quantity,
            )
        )
        for machine in MachineInstance.objects.select_related("model").order_by("pk")
        for model in [machine.model]
    ]
    assert told == THE_MUSEUMS.strip().splitlines()
    assert {machine.name_override for machine in MachineInstance.objects.all()} == {""}
    assert {local(row.created_at) for row in (*MachineModel.objects.all(), *MachineInstance.objects.all())} == {
        "2023-09-01 09:00"
    }
    for machine in MachineInstance.objects.all():
        machine.full_clean()
        machine.model.full_clean()


def test_machines_have_slugs_of_their_names(db):
    run(DefaultMachinesScenario)

    slugs = dict(MachineInstance.objects.values_list("model__name", "slug"))
    assert (slugs["Teacher's Pet"], slugs["Godzilla (Premium)"]) == ("teachers-pet", "godzilla-premium")
    assert slugs["The Getaway: High Speed II"] == "the-getaway-high-speed-ii"


def test_facts_that_are_not_in_the_table_are_filled_in_as_far_as_they_are_known(db):
    run(DefaultMachinesScenario)

    def named(model, **chosen):
        name = "name" if model is MachineModel else "model__name"
        return set(model.objects.filter(**chosen).values_list(name, flat=True))

    assert named(MachineModel, factory_address="") == {"Trade Winds", "Roto Pool", "Gorgar"}
    assert named(MachineModel, factory_address__startswith="310 W Erie St") == {"Ballyhoo", "Carom"}
    assert named(MachineInstance) - named(MachineInstance, ownership_credit="") == {
        "Carom",
        "Derby Day",
        "Teacher's Pet",
        "The Addams Family",
    }
    assert named(MachineInstance) - named(MachineInstance, acquisition_notes="") == {
        "Trade Winds",
        "Hokus Pokus",
        "Gorgar",
        "Hyperball",
    }


def test_machine_that_was_renamed_or_changed_is_found_again_and_left_alone(db):
    run(DefaultMachinesScenario)
    SeedRun.objects.all().delete()
    MachineModel.objects.filter(name="Gorgar").update(name="Gorgar, the talking one", manufacturer="WMS")
    MachineInstance.objects.filter(slug="ballyhoo").update(serial_number="1", name_override="B.", slug="b")
    before = whole_database()

    report = run(DefaultMachinesScenario)

    assert report.counts == {}
    assert not report.broken
    report.run.delete()
    assert whole_database() == before


def test_model_without_a_number_is_found_by_its_name_however_it_is_spelt(db):
    model = MachineModelFactory.create(name="teachers PET", ipdb_id=None)
    instance = MachineInstanceFactory.create(model=model, serial_number="unlike")

    report = run(DefaultMachinesScenario)

    assert report.counts == {"tickets.MachineModel": 17, "tickets.MachineInstance": 17}
    assert list(model.instances.all()) == [instance]


def test_machine_of_the_same_name_and_another_number_is_another_machine(db):
    other = MachineInstanceFactory.create(model=MachineModelFactory.create(name="Star Trek", ipdb_id=6044))

    report = run(DefaultMachinesScenario)

    assert report.counts == {"tickets.MachineModel": 18, "tickets.MachineInstance": 18}
    assert other.slug == "star-trek"
    assert MachineInstance.objects.get(model__ipdb_id=2355).slug == "star-trek-2"


def test_model_without_an_instance_gets_one(db):
    model = MachineModelFactory.create(name="Old Gorgar", ipdb_id=1062)

    report = run(DefaultMachinesScenario)

    assert report.counts == {"tickets.MachineModel": 17, "tickets.MachineInstance": 18}
    [machine] = model.instances.all()
    assert (machine.slug, machine.serial_number, machine.name) == ("gorgar", "368844", "Old Gorgar")
    model.refresh_from_db()
    assert model.scoring == "reels"


def test_serial_number_that_occurs_twice_leads_nobody_astray(db):
    twins = MachineModelFactory.create(name="Trade Winds", ipdb_id=2620)
    for _ in range(2):
        MachineInstanceFactory.create(model=twins, serial_number="2450", slug=f"trade-winds-{_}")
    MachineInstanceFactory.create(serial_number="368844")

    report = run(DefaultMachinesScenario)

    assert report.counts == {"tickets.MachineModel": 17, "tickets.MachineInstance": 17}
    assert twins.instances.count() == 2
    assert MachineInstance.objects.filter(serial_number="368844").count() == 2


# --- The records -----------------------------------------------------------------------------------------------


def test_problems_become_reports(imported):
    tasks = Task.objects.order_by("created_at")

    assert {(task.type, task.problem_type) for task in tasks} == {("problem_report", "other")}
    assert Counter(task.status for task in tasks) == {"closed": 2, "open": 8}
    assert Counter(task.machine.name for task in tasks) == {
        "The Addams Family": 2,
        "Hokus Pokus": 2,
        "Eight Ball Deluxe Limited Edition": 2,
        "Star Trek": 2,
        "Roto Pool": 1,
        "Hyperball": 1,
    }
    assert [task.reported_by_user and task.reported_by_user.username for task in tasks] == [
        "william",
        "brian",
        "william",
        None,
        "ken",
        "william",
        "jackie",
        "william",
        None,
        "william",
    ]
    assert [task.status for task in tasks if "Credit button" in task.problem_text or "chime" in task.problem_text] == [
        "closed",
        "closed",
    ]
    assert {(task.reported_by_name, task.reported_by_contact, task.device_info, task.ip_address) for task in tasks} == {
        ("", "", "", None)
    }
    assert (local(tasks[0].created_at), local(tasks[9].created_at)) == ("2024-01-06 14:15", "2025-09-17 17:35")
    assert not LogEntry.objects.exclude(task=None).exists()


def test_log_rows_become_entries_of_their_own(imported):
    entries = LogEntry.objects.order_by("created_at", "pk")

    assert {(entry.task_id, entry.status, entry.machine_status) for entry in entries} == {(None, None, None)}
    assert Counter(entries.values_list("machine__model__name", flat=True)) == {
        "Hokus Pokus": 20,
        "Teacher's Pet": 15,
        "Gorgar": 14,
        "Derby Day": 10,
        "The Getaway: High Speed II": 9,
        "Star Trek": 5,
        "The Addams Family": 3,
        "Star Trip": 3,
        "Eight Ball Deluxe Limited Edition": 3,
        "Roto Pool": 2,
        "Hyperball": 2,
        "The Incredible Hulk": 1,
        "Trade Winds": 1,
        "Baseball": 1,
    }
    assert [entry.pk for entry in entries] == sorted(entry.pk for entry in entries)
    assert sum(local(entry.created_at).endswith(" 00:00") for entry in entries) == 56
    assert (local(entries[0].created_at), local(entries[88].created_at)) == ("2023-09-08 00:00", "2025-10-04 16:55")


def test_entries_have_the_people_whom_the_log_names(imported):
    entries = LogEntry.objects.annotate(people=Count("maintainers"))

    assert Counter(entries.values_list("people", flat=True)) == {1: 70, 2: 16, 3: 1, 0: 2}
    assert Counter(LogEntry.maintainers.through.objects.values_list("maintainer__user__username", flat=True)) == {
        "william": 74,
        "ken": 14,
        "brian": 5,
        "reba": 3,
        "caleb": 2,
        "diana": 2,
        "laura": 2,
        "nick": 1,
        "jackie": 1,
        "mauricio": 1,
    }
    misspelt = LogEntry.objects.get(text__startswith="Two-player games end one ball early")
    assert [person.user.username for person in misspelt.maintainers.all()] == ["william"]


def test_texts_keep_their_lines_and_hold_no_control_character(imported):
    texts = [*LogEntry.objects.values_list("text", flat=True), *Task.objects.values_list("problem_text", flat=True)]

    assert [text for text in texts if any(ord(letter) < 32 and letter != "\n" for letter in text)] == []
    assert sum("\n" in text for text in texts) == 54
    assert (
        LogEntry.objects.filter(text__contains="\n- ").count()
        + LogEntry.objects.filter(text__contains="\n  - ").exclude(text__contains="\n- ").count()
        == 25
    )


def test_legacy_rows_are_written_whatever_the_anchor(workshop):
    assert run(LegacyRecordsScenario, anchor=midnight(date(2024, 2, 1))).counts["tickets.LogEntry"] == 89


def test_records_find_a_machine_whose_model_was_renamed_or_whose_copy_has_a_name(workshop):
    MachineModel.objects.filter(name="Hokus Pokus").update(name="Hocus-Pocus, wrongly spelt")
    MachineInstance.objects.filter(slug="gorgar").update(name_override="The Talking Machine")

    run(LegacyRecordsScenario)

    assert LogEntry.objects.filter(machine__slug="hokus-pokus").count() == 20
    assert LogEntry.objects.filter(machine__slug="gorgar").count() == 14


def test_records_may_be_of_machines_that_were_made_by_hand(workshop, copy):
    machine = MachineInstanceFactory.create(model=MachineModelFactory.create(name="Humpty Dumpty"))
    copy.append(LOG, "humpty dumpty!,1/3/2024 1:00 PM,Fell.,Ken")

    run(LegacyRecordsScenario, copy)

    assert list(machine.log_entries.values_list("text", flat=True)) == ["Fell."]


def test_every_unknown_machine_and_unreadable_cell_is_told_and_nothing_is_written(workshop, copy):
    copy.append(PROBLEMS, 'Humpty Dumpty,"1/6/24, 2:15 PM",c,,')
    copy.append(PROBLEMS, "Gorgar,soon,c,,")
    copy.append(LOG, "Hocus Pocus,1/3/2024 1:00 PM,no machine,Ken")
    copy.append(LOG, "Gorgar,13/3/2024 1:00 PM,no date,Ken")
    before = whole_database()

    message, details = refusal(LegacyRecordsScenario, copy)

    no_machine, no_date = copy.line_of(LOG, "no machine"), copy.line_of(LOG, "no date")
    assert message.startswith(
        f"{PROBLEMS}, line 12, column Game: 'Humpty Dumpty' is no machine of the museum (and 3 more, listed above). "
        "Nothing was written."
    )
    assert details == [
        f"{PROBLEMS}, line 12, column Game: 'Humpty Dumpty' is no machine of the museum.",
        f"{PROBLEMS}, line 13, column Timestamp: 'soon' must be a moment such as 1/6/24, 2:15 PM.",
        f"{LOG}, line {no_machine}, column Machine: 'Hocus Pocus' is no machine of the museum; "
        "did you mean 'Hokus Pokus'?",
        f"{LOG}, line {no_date}, column Date: '13/3/2024 1:00 PM' must be a moment such as 10/4/2025 4:55 PM.",
    ]
    assert whole_database() == before


def test_without_machines_the_command_that_makes_them_is_named(db):
    run(LegacyMaintainersScenario)

    message, _ = refusal(LegacyRecordsScenario)

    assert message == "There are no machines. Create them first: python manage.py create_default_machines"
    assert not SeedRun.objects.filter(scenario="legacy-records").exists()


def test_unknown_person_is_a_warning_and_the_row_stays_without(workshop, copy):
    copy.append(PROBLEMS, 'Gorgar,"1/6/24, 2:15 PM",Silent.,Wilbur,')
    copy.append(LOG, 'Gorgar,1/3/2024 1:00 PM,Loud.,"Wilbur, Ken"')
    copy.append(LOG, "Gorgar,1/3/2024 2:00 PM,Still loud.,Wilbur")
    loud, still = copy.line_of(LOG, "Loud."), copy.line_of(LOG, "Still loud.")

    report = run(LegacyRecordsScenario, copy)

    stays = "'Wilbur' is no maintainer; what is told there stays, without that person."
    assert report.remarks == [
        ("Warning", f"{PROBLEMS}, line 12: {stays}"),
        ("Warning", f"{LOG}, lines {loud}, {still}: {stays}"),
    ]
    assert Task.objects.get(problem_text="Silent.").reported_by_user is None
    assert [person.user.username for person in LogEntry.objects.get(text="Loud.").maintainers.all()] == ["ken"]
    assert not LogEntry.objects.get(text="Still loud.").maintainers.exists()


def test_unknown_person_stays_unknown_to_the_run_when_they_come_later(workshop, copy):
    copy.append(LOG, "Gorgar,1/3/2024 1:00 PM,Loud.,Wilbur")
    report = run(LegacyRecordsScenario, copy)
    MaintainerFactory.create(user=UserFactory.create(username="wilbur"))

    verified = proof.verify(report.run)

    assert verified.remarks == report.remarks != []


def test_without_maintainers_the_records_stay_alone(db):
    run(DefaultMachinesScenario)

    report = run(LegacyRecordsScenario)

    assert (Task.objects.count(), LogEntry.objects.count()) == (10, 89)
    assert report.counts == {"tickets.Task": 10, "tickets.LogEntry": 89}
    assert len(report.remarks) == 15


def test_second_reporter_of_a_problem_is_a_warning(workshop, copy):
    copy.append(PROBLEMS, 'Gorgar,"1/6/24, 2:15 PM",Silent.,Ken and Reba,')

    report = run(LegacyRecordsScenario, copy)

    assert Task.objects.get(problem_text="Silent.").reported_by_user.username == "ken"
    assert report.remarks == [("Warning", f"{PROBLEMS}, line 12: a report has one reporter; 'reba' is left out.")]


def test_name_that_fits_two_people_is_a_warning(workshop):
    MaintainerFactory.create(user=UserFactory.create(username="brian-2", first_name="Reba"))
    User.objects.filter(username="reba").update(username="reba-1")

    report = run(LegacyRecordsScenario)

    assert [line.partition(": ")[2] for _, line in report.remarks] == [
        "'Reba' could be any of brian-2, reba-1; what is told there stays, without that person."
    ]


def test_records_that_are_there_are_not_written_again(workshop):
    machine = MachineInstance.objects.get(slug="hokus-pokus")
    moment = datetime(2024, 1, 6, 14, 15, tzinfo=project_zone())
    text = "One chime is mute, the tens only make a dull thud."
    task = Task.objects.create(machine=machine, created_at=moment, problem_text=text)
    # Alike but for the type, the moment or the machine.
    Task.objects.create(machine=machine, created_at=moment, problem_text=text, type="task")
    first = datetime(2023, 11, 4, tzinfo=project_zone())
    words = "New rubber all round plus a plunger tip; the old rings broke like crackers when I stretched them."
    entry = LogEntry.objects.create(machine=machine, created_at=first, text=words)
    LogEntry.objects.create(machine=machine, created_at=first.replace(hour=1), text=words)
    LogEntry.objects.create(machine=machine, created_at=first, text=words, task=task)

    report = run(LegacyRecordsScenario)

    assert (report.counts["tickets.Task"], report.counts["tickets.LogEntry"]) == (9, 88)
    assert not report.broken
    assert not entry.maintainers.exists()
    clearing.clear([report.run])
    assert (Task.objects.count(), LogEntry.objects.count()) == (2, 3)


def test_two_rows_that_say_the_same_are_two_records(workshop, copy):
    copy.append(LOG, "Gorgar,1/3/2024 1:00 PM,Twice.,Ken")
    copy.append(LOG, "Gorgar,1/3/2024 1:00 PM,Twice.,Ken")
    gorgar = MachineInstance.objects.get(slug="gorgar")
    moment = datetime(2024, 1, 3, 13, tzinfo=project_zone())
    LogEntry.objects.create(machine=gorgar, created_at=moment, text="Twice.")

    report = run(LegacyRecordsScenario, copy)

    assert report.counts["tickets.LogEntry"] == 90
    assert LogEntry.objects.filter(text="Twice.").count() == 2


# --- What the promises notice ----------------------------------------------------------------------------------


def change(model, chosen=None, **columns):
    row = model._base_manager.filter(**(chosen or {})).order_by("pk").first()
    model._base_manager.filter(pk=row.pk).update(**columns)


LIES = {
    "a maintainer less": ("tickets.P501", lambda: Maintainer.objects.get(user__username="mike").delete()),
    "a wrong name": ("tickets.P502", lambda: change(User, {"username": "ken"}, last_name="Doe")),
    "a wrong address": ("tickets.P502", lambda: change(User, {"username": "ken"}, email="ken@example.com")),
    "a third admin": ("tickets.P502", lambda: change(User, {"username": "ken"}, is_superuser=True)),
    "an admin who cannot enter": ("tickets.P502", lambda: change(User, {"username": "william"}, is_staff=False)),
    "a password of one's own": (
        "tickets.P503",
        lambda: change(User, password="!another"),
    ),
    "a nickname": ("tickets.P504", lambda: change(Maintainer, {"user__username": "ken"}, nickname="Kenny")),
    "a maintainer who has left": ("tickets.P504", lambda: change(Maintainer, is_active=False)),
    "a password as it is typed": ("tickets.P505", lambda: User.objects.update(password="test123")),
    "a day in UTC": (
        "tickets.P506",
        lambda: change(User, date_joined=datetime(2023, 9, 1, 9, tzinfo=UTC)),
    ),
    "a machine less": ("tickets.P511", lambda: MachineInstance.objects.get(slug="the-incredible-hulk").delete()),
    "a wrong rating": ("tickets.P512", lambda: change(MachineModel, {"name": "Gorgar"}, pinside_rating="7.57")),
    "a wrong status": ("tickets.P512", lambda: change(MachineInstance, operational_status="broken")),
    "a name of its own": ("tickets.P512", lambda: change(MachineInstance, name_override="Bally")),
    "another slug": ("tickets.P513", lambda: change(MachineInstance, {"slug": "gorgar"}, slug="gorgar-ii")),
    "a machine of today": ("tickets.P514", lambda: change(MachineInstance, created_at=ANCHOR)),
    "a model changed since": ("tickets.P514", lambda: change(MachineModel, updated_at=ANCHOR)),
    "a task less": ("tickets.P521", lambda: Task.objects.first().delete()),
    "an entry less": ("tickets.P521", lambda: LogEntry.objects.first().delete()),
    "a closed task": ("tickets.P522", lambda: change(Task, {"status": "open"}, status="closed")),
    "a task of another machine": ("tickets.P522", lambda: change(Task, machine=MachineInstance.objects.first())),
    "another reporter": ("tickets.P522", lambda: change(Task, reported_by_user=User.objects.get(username="mike"))),
    "a visitor's name": ("tickets.P522", lambda: change(Task, reported_by_name="Marta")),
    "another word": ("tickets.P523", lambda: change(LogEntry, text="Nothing.")),
    "another day": ("tickets.P523", lambda: change(LogEntry, created_at=ANCHOR)),
    "an entry of a task": ("tickets.P523", lambda: change(LogEntry, task=Task.objects.first())),
    "an entry that closes": ("tickets.P523", lambda: change(LogEntry, status="closed")),
    "a person less": ("tickets.P524", lambda: LogEntry.maintainers.through.objects.first().delete()),
    "a person more": (
        "tickets.P524",
        lambda: LogEntry.objects.first().maintainers.add(Maintainer.objects.get(user__username="mike")),
    ),
}


def test_each_promise_alone_notices_what_is_not_so(imported):
    proven_by = {
        promise.id: (report.run, scenario())
        for report, scenario in zip(imported, IMPORTS, strict=True)
        for promise in scenario.promises
    }

    noticed = {lie: broken_by(tell, *proven_by[promise]) for lie, (promise, tell) in LIES.items()}

    assert noticed == {lie: [promise] for lie, (promise, _) in LIES.items()}


def broken_by(tell, record, scenario):
    """The promises that notice the lie, which is then taken back."""
    with transaction.atomic():
        tell()
        broken = proof.prove(record, scenario).broken
        transaction.set_rollback(True)
    return [finding.promise.id for finding in broken]


def test_promise_notices_a_control_character(imported):
    change(LogEntry, text="a\x01- b")

    with pytest.raises(NotAsPromised) as refused:
        proof.verify(imported[2].run)

    assert [finding.promise.id for finding in refused.value.report.broken] == ["tickets.P523", "tickets.P525"]


def test_every_promise_is_broken_once_by_the_lies_above():
    told = {promise for promise, _ in LIES.values()} | {"tickets.P525"}

    assert told == {promise.id for scenario in IMPORTS for promise in scenario.promises}


def test_imports_verify(imported):
    for report in imported:
        assert proof.verify(report.run).fingerprint == report.fingerprint
