"""A patron's chain from source to file: as data, as a tree, and by the command."""

import io
import re
from datetime import datetime
from functools import partial

import pytest
from django.core.management import CommandError

from apps.notices import models
from apps.notices.exports import library_files
from apps.notices.management.trace_tree import draw
from apps.notices.queries.library import Library, library_there
from apps.notices.queries.tracing import Stage, find_patron, trace_patron
from seedplot import testing
from seedplot.errors import SeedError
from tests.notices.seeded import AS_OF, seed_library

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXY"
ORDER = [Stage.SOURCE, Stage.QUEUE, Stage.HISTORY, Stage.LOG, Stage.FILE]

pytestmark = pytest.mark.django_db


def traces(library):
    return {letter: trace_patron(library, letter) for letter in LETTERS}


told = partial(testing.run, "trace_notice")


def paths(step, above=()):
    """Every way from a source to what came of it in the end."""
    here = (*above, step)
    if not step.steps:
        yield here
    for each in step.steps:
        yield from paths(each, here)


# Who is meant.


def test_patron_is_found_by_letter_barcode_and_id():
    library = seed_library()
    fourth = models.PatronRecord.objects.order_by("patron_id")[3]

    found = {find_patron(library, given) for given in ("D", "d", fourth.barcode, str(fourth.patron_id), " D ")}

    assert found == {fourth.patron_id}


@pytest.mark.parametrize("given", ["Z", "", "DD", "-1", "D1", "٣"])
def test_what_names_no_patron_is_refused(given):
    with pytest.raises(SeedError) as refusal:
        find_patron(Library(AS_OF), given)

    assert str(refusal.value) == (
        f"'{given}' names no patron. Give a barcode of 14 digits, a patron id, or a scenario's letter, A to Y: "
        "python manage.py trace_notice A"
    )


@pytest.mark.parametrize("given", ["23307099999999", "1", "99999999999999999", "Q"])
def test_patron_who_is_not_there_is_refused(given):
    with pytest.raises(SeedError, match=rf"^There is no patron '{given}' in the library\. Give a barcode"):
        find_patron(Library(AS_OF), given)


# The data.


def test_number_of_queries_does_not_grow_with_the_patron(django_assert_max_num_queries):
    library = seed_library()

    for letter in "AIY":
        with django_assert_max_num_queries(28):
            trace_patron(library, letter)


def test_every_patron_has_the_chains_of_the_cast():
    found = {
        letter: [re.split(r"[ :]", chain.title)[0] for chain in trace.chains]
        for letter, trace in traces(seed_library()).items()
    }

    count = {
        letter: (kinds.count("Hold"), kinds.count("Overdue"), kinds.count("Settled")) for letter, kinds in found.items()
    }
    assert count == {
        "A": (0, 7, 0), "B": (0, 5, 0), "C": (0, 4, 0), "D": (3, 0, 0), "E": (2, 0, 0), "F": (2, 0, 0),
        "G": (2, 1, 0), "H": (1, 2, 0), "I": (3, 1, 0), "J": (1, 3, 0), "K": (1, 0, 0), "L": (1, 0, 0),
        "M": (1, 0, 0), "N": (1, 0, 0), "O": (1, 0, 0), "P": (1, 0, 0), "Q": (0, 1, 0), "R": (0, 1, 0),
        "S": (0, 1, 0), "T": (0, 1, 0), "U": (0, 0, 1), "V": (0, 0, 1), "W": (0, 0, 1), "X": (0, 0, 0),
        "Y": (0, 0, 0),
    }  # fmt: skip
    assert {letter for letter, kinds in found.items() if "Manual" in kinds} == {"P", "T"}
    assert {letter for letter, kinds in found.items() if "Fine" in kinds} == set("ACEFGJ")
    assert all(found.values())


def test_every_notice_can_be_followed_from_source_to_file():
    library = seed_library()
    notices = 0

    for letter, trace in traces(library).items():
        for chain in trace.chains:
            for path in (path for source in chain.steps for path in paths(source)):
                stages = [step.stage for step in path]
                assert stages == sorted(stages, key=ORDER.index), (letter, chain.title)
                if Stage.HISTORY in stages:
                    notices += path[-1].where.endswith("NotificationLogs.csv")
                    history, log = (
                        next(step for step in path if step.stage is each) for each in (Stage.HISTORY, Stage.LOG)
                    )
                    assert stages[-1] is Stage.FILE
                    assert 0 <= (history.at - log.at).total_seconds() <= 2
                    assert path[0].at < history.at <= library.moment

    assert notices == models.NotificationHistoryEntry.objects.count()


def test_every_row_of_history_log_queue_and_reminders_is_in_a_trace():
    library = seed_library()
    steps = [step for trace in traces(library).values() for chain in trace.chains for step in chain.walk()]

    seen = {
        name: [step for step in steps if step.where.endswith(name)] for name in ("History", "Queue", "CircReminders")
    }

    assert len(seen["History"]) - len([s for s in seen["History"] if "SysHold" in s.where]) == (
        models.NotificationHistoryEntry.objects.count()
    )
    assert len(seen["Queue"]) == models.QueuedNotification.objects.count()
    assert len(seen["CircReminders"]) == models.CirculationReminder.objects.count()
    logged = {step.at for step in steps if step.stage is Stage.LOG}
    assert logged == set(models.NotificationLog.objects.values_list("notified_at", flat=True))


def test_every_line_of_the_phone_files_is_in_a_trace():
    library = seed_library()
    lines = {step.text for trace in traces(library).values() for chain in trace.chains for step in chain.walk()}

    for file in library_files(library):
        if file.name in ("holds.txt", "overdue.txt", "renew.txt"):
            assert {"|".join(fields) for fields in file.lines()} <= lines


def test_three_holds_of_one_batch_are_one_contact():
    chains = trace_patron(seed_library(), "D").chains[:3]

    logs = {(step.at, step.text) for chain in chains for step in chain.walk() if step.stage is Stage.LOG}

    [(_, text)] = logs
    assert re.fullmatch(r"Email Completed to [a-z.]+@example\.com: holds 3", text)


def test_failed_call_is_followed_by_one_that_worked():
    [chain] = trace_patron(seed_library(), "S").chains

    told = [step.text for step in chain.walk() if step.stage is Stage.HISTORY]

    assert [text.split(",")[0] for text in told] == ["1st Overdue", "2nd Overdue"]
    assert "No answer" in told[0]
    assert "Call completed" in told[1]


def test_times_are_those_of_the_rows():
    [chain] = trace_patron(seed_library(), "N").chains

    request = models.HoldRequest.objects.get(patron_id=find_patron(Library(AS_OF), "N"))
    notice = models.NotificationHistoryEntry.objects.get(patron_id=request.patron_id)
    by_table = {step.where: step.at for step in chain.walk() if "History" not in step.where}
    assert by_table["Polaris.SysHoldRequests"] == request.creation_date
    assert by_table["Results.HoldNotices"] == by_table["Results.NotificationQueue"] == request.hold_notification_date
    assert by_table["PolarisTransactions.NotificationLogs"] == notice.notice_date
    assert by_table["PhoneNotices.csv"] is by_table["holds.txt"] is None
    assert isinstance(notice.notice_date, datetime)


# The tree.


def test_tree_shows_stages_times_and_files():
    seed_library()

    text = told("N")

    stages = [line.split()[0] for line in re.sub("[│├└─]", " ", text).splitlines()[2:]]
    assert stages == ["source"] * stages.index("queue") + ["queue", "history", "log", "file", "file", "file", "file"]
    assert re.search(r"queue +2026-03-\d\d \d\d:\d\d:\d\d  Results\.NotificationQueue: Hold, processed", text)
    assert re.search(r"log +2026-03-\d\d \d\d:01:\d\d  PolarisTransactions\.NotificationLogs: Sent to 2705", text)
    assert "holds_submitted_2026-03-12_00-00-00.txt: " in text
    assert "\x1b" not in text


def test_tree_for_a_stream_of_letters_alone_has_no_others():
    trace = trace_patron(seed_library(), "D")

    text = draw(trace, io.TextIOWrapper(io.BytesIO(), encoding="ascii"))

    assert text.isascii()
    assert "SysHoldRequests" in text


def test_command_says_what_is_wrong_in_one_line():
    with pytest.raises(CommandError, match=r"^There is no library yet\. Make it first: python manage\.py generate_lib"):
        told("A")
    seed_library()
    with pytest.raises(CommandError, match=r"^'Z' names no patron\."):
        told("Z")


def test_library_that_is_there_has_the_day_of_its_run():
    seed_library()

    assert library_there() == Library(AS_OF)
