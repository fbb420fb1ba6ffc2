"""Every model has a factory, and each factory makes the same row three ways: built, stored, planned."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.apps import apps

from apps.metrics import factories
from apps.metrics.factories import hours_between
from apps.metrics.seeding.deterministic import MetricsRandom
from seedplot.errors import PlanError
from seedplot.factories import SeedFactory
from seedplot.plan import shape_of
from seedplot.streams import DeterministicRandom

FACTORIES = [
    each
    for each in vars(factories).values()
    if isinstance(each, type) and issubclass(each, SeedFactory) and each is not SeedFactory
]
each_factory = pytest.mark.parametrize("factory", FACTORIES, ids=lambda factory: factory._meta.model.__name__)


def stream(name="row"):
    return DeterministicRandom(42).at(name)


def given_links(factory, make):
    """What a row must be given: the rows that it cannot be without, made by `make`."""
    links = {
        column.name: column.related_model
        for column in factory._meta.model._meta.concrete_fields
        if column.is_relation and not column.null
    }
    by_model = {each._meta.model: each for each in FACTORIES}
    return {name: make(by_model[target]) for name, target in links.items()}


def planned(factory):
    """A planned row of the factory, on planned rows."""
    return factory.row(stream(factory.__name__), **given_links(factory, planned))


def plain(factory, row):
    """The columns that refer to no other row."""
    return {each.name: getattr(row, each.name) for each in shape_of(factory._meta.model).fields if not each.is_relation}


def test_every_model_has_one_factory():
    made = [factory._meta.model for factory in FACTORIES]

    assert sorted(made, key=str) == sorted(apps.get_app_config("metrics").get_models(), key=str)


@each_factory
def test_built_stored_and_planned_rows_are_the_same(factory, db):
    built = factory.build(stream=stream(), **given_links(factory, lambda target: target.build()))
    stored = factory.create(stream=stream())
    row = factory.row(stream(), **given_links(factory, planned))

    assert plain(factory, built) == plain(factory, stored) == plain(factory, row)


@each_factory
def test_stored_row_reads_back_as_it_was_and_is_valid(factory, db):
    stored = factory.create(stream=stream())

    read = factory._meta.model.objects.get(pk=stored.pk)

    assert plain(factory, read) == plain(factory, stored)
    read.full_clean()


@each_factory
def test_another_stream_gives_another_row(factory):
    one, other = (factory.row(stream(name), **given_links(factory, planned)) for name in ("row", "another row"))

    assert plain(factory, one) != plain(factory, other)


@each_factory
def test_row_wants_what_it_refers_to(factory):
    missing = [each.name for each in factory._meta.model._meta.concrete_fields if each.is_relation and not each.null]

    if missing:
        with pytest.raises(
            PlanError, match=rf"^{factory.__name__}\.row needs the row that '{missing[0]}' refers to\. "
        ):
            factory.row(stream())
    else:
        assert factory.row(stream()).as_dict()


@each_factory
def test_rows_that_nobody_describes_can_stand_side_by_side(factory, db):
    factory.create_batch(3)

    assert factory._meta.model.objects.count() >= 3


@each_factory
def test_domain_stream_gives_what_the_engine_stream_gives(factory):
    links = given_links(factory, planned)

    own = factory.row(MetricsRandom(42).at("row"), **links)

    assert plain(factory, own) == plain(factory, factory.row(stream(), **links))


def test_parts_of_a_pull_request_are_made_in_its_team(db):
    for factory in (factories.PRReviewFactory, factories.PRSurveyFactory, factories.PRFileFactory):
        made = factory.create()

        assert made.pull_request.team == made.team
    answer = factories.PRSurveyReviewFactory.create()
    assert answer.survey.team == answer.survey.pull_request.team == answer.team


def test_pull_request_hours_follow_its_moments():
    opened = datetime(2026, 3, 2, 9, tzinfo=UTC)
    row = factories.PullRequestFactory.build(
        pr_created_at=opened,
        first_review_at=datetime(2026, 3, 2, 13, 30, tzinfo=UTC),
        merged_at=datetime(2026, 3, 3, 10, 20, 24, tzinfo=UTC),
    )
    waiting = factories.PullRequestFactory.build(pr_created_at=opened)

    assert (row.review_time_hours, row.cycle_time_hours) == (Decimal("4.50"), Decimal("25.34"))
    assert (row.created_at, row.updated_at) == (row.pr_created_at, row.merged_at)
    assert (waiting.review_time_hours, waiting.cycle_time_hours, waiting.updated_at) == (None, None, opened)


def test_other_columns_follow_from_what_they_record():
    check = factories.PRCheckRunFactory.build(started_at=datetime(2026, 3, 2, 9, tzinfo=UTC), duration_seconds=90)
    file = factories.PRFileFactory.build(additions=7, deletions=5)
    day = factories.AIUsageDailyFactory.build(suggestions_shown=80, suggestions_accepted=30)
    idle = factories.AIUsageDailyFactory.build(suggestions_shown=0)
    survey = factories.PRSurveyFactory.build(created_at=datetime(2026, 3, 2, 9, tzinfo=UTC))
    issue = factories.JiraIssueFactory.build(
        issue_created_at=datetime(2026, 3, 2, 9, tzinfo=UTC), resolved_at=datetime(2026, 3, 4, 9, tzinfo=UTC)
    )

    assert check.completed_at == datetime(2026, 3, 2, 9, 1, 30, tzinfo=UTC)
    assert file.changes == 12
    assert day.acceptance_rate == Decimal("37.50")
    assert (idle.suggestions_accepted, idle.acceptance_rate) == (0, None)
    assert survey.token_expires_at == datetime(2026, 3, 9, 9, tzinfo=UTC)
    assert issue.cycle_time_hours == Decimal("48.00")


def test_hours_between_is_rounded_half_up():
    start = datetime(2026, 3, 2, 9, tzinfo=UTC)

    assert hours_between(start, datetime(2026, 3, 2, 9, 0, 18, tzinfo=UTC)) == Decimal("0.01")
    assert hours_between(start, datetime(2026, 3, 2, 9, 0, 17, tzinfo=UTC)) == Decimal("0.00")


def test_columns_of_choices_hold_plain_values():
    """A planned row goes to the database as it is, so that a member of an enumeration would go there too."""
    for factory in FACTORIES:
        for name, value in plain(factory, planned(factory)).items():
            assert type(value) in (str, int, bool, list, Decimal, datetime, type(None)) or name in {
                "date", "week_start",
            }  # fmt: skip
