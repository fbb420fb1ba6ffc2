"""Functions of source text: compiled once in a process, and bound anew for each run."""

import gc
import weakref
from functools import cache

import pytest
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from seedplot.engine.compiled import reading, source, values
from seedplot.engine.compiled.source import function_of
from seedplot.engine.raw_rows import RawRows
from seedplot.plan import shape_of
from tests.toy.garden import seed
from tests.toy.models import Specimen
from tests.toy.seeding.scenarios.wild_allotment import WildAllotmentScenario


def test_functions_of_one_text_share_its_code_and_have_names_of_their_own():
    text = "def times(number):\n    return factor * number"

    double, triple = (function_of(text, "<a test>", {"factor": factor}) for factor in (2, 3))

    assert (double(5), triple(5)) == (10, 15)
    assert double.__code__ is triple.__code__


def test_text_under_another_name_is_other_code():
    text = "def one():\n    return 1"

    assert [function_of(text, name, {}).__code__.co_filename for name in ("<a>", "<b>")] == ["<a>", "<b>"]


def test_later_runs_compile_nothing(each_database, monkeypatch):
    compiled = cache(source._compiled.__wrapped__)
    monkeypatch.setattr(source, "_compiled", compiled)
    first = seed(WildAllotmentScenario)
    # To clear it, rows are hashed without measuring any.
    second = seed(WildAllotmentScenario, clear=[first.run])
    compiled_until_then = compiled.cache_info().misses

    third = seed(WildAllotmentScenario, clear=[second.run], seed=43, beds=2)

    # The values and the digests of six models, and the light rows of those that are measured.
    assert compiled_until_then >= 12
    assert compiled.cache_info().misses == compiled_until_then
    assert third.fingerprint != first.fingerprint


def test_columns_that_are_excluded_are_other_code(ada):
    raw_rows = RawRows("default")
    reader = raw_rows.reader("toy.Specimen")

    whole, shorter, again = (
        reader.digester(None, None, excluded, None, is_listed=False).__code__ for excluded in ((), ("text",), ("text",))
    )

    assert (shorter is again, whole is again) == (True, False)


@pytest.mark.check
def test_no_function_that_is_kept_keeps_a_run_alive(ada, monkeypatch):
    calendars = []
    calendar_of = WildAllotmentScenario.calendar

    def calendar(self, anchor):
        made = calendar_of(self, anchor)
        calendars.append(weakref.ref(made))
        return made

    monkeypatch.setattr(WildAllotmentScenario, "calendar", calendar)

    seed(WildAllotmentScenario)
    gc.collect()

    assert calendars
    assert [each() for each in calendars if each() is not None] == []


def test_no_function_that_is_kept_keeps_a_connection_alive():
    other = connection.copy("other")
    assert isinstance(other, BaseDatabaseWrapper)
    shape = shape_of(Specimen)
    values.compile_tuples(shape, other)
    assert reading.RowReader(shape, other, reading.moments_on(other)).light([]) == []
    gone = weakref.ref(other)

    del other
    gc.collect()

    assert gone() is None
