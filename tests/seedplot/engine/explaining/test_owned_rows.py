import pytest

from seedplot.engine.explaining.owned_rows import key_of, model_named, owned_row
from seedplot.errors import SeedError
from tests.toy.garden import seed
from tests.toy.models import Bed, Gardener, Harvest, Plant, Sundial
from tests.toy.seeding.scenarios.harvest_weeks import HarvestWeeksScenario
from tests.toy.seeding.scenarios.watering_days import WateringDaysScenario


def refusal(call, *arguments):
    with pytest.raises(SeedError) as refused:
        call(*arguments)
    assert "\n" not in str(refused.value)
    return str(refused.value)


@pytest.mark.parametrize("name", ["toy.Harvest", "toy.harvest", "TOY.HARVEST"])
def test_model_is_named_in_any_case(name):
    assert model_named(name) is Harvest


def test_many_to_many_table_is_a_model_too():
    assert model_named("toy.plant_tags") is Plant.tags.through


def test_wrong_model_is_answered_by_the_nearest():
    assert "Did you mean toy.Harvest" in refusal(model_named, "toy.Harvets")
    assert "Did you mean toy.Harvest?" in refusal(model_named, "Harvest")


@pytest.mark.parametrize("name", ["", "moon", "a" * 5_000, "to\ny.Bed"])
def test_no_model_is_answered_in_one_short_line(name):
    message = refusal(model_named, name)

    assert message.startswith("There is no model named '")
    assert message.endswith("Name it by app and model, such as authtoken.Token.")
    assert len(message) < 200


def test_key_is_of_the_model_s_kind(db):
    assert key_of(Harvest, "7") == 7
    assert str(key_of(Plant, "5e0dd5f4-c2a6-4b43-a7c1-6a7b0b7b0a7a")) == "5e0dd5f4-c2a6-4b43-a7c1-6a7b0b7b0a7a"
    assert key_of(Sundial, "7") == 7


def test_text_that_is_no_key_is_refused():
    assert refusal(key_of, Harvest, "seven") == "'seven' is no key of toy.Harvest: “seven” value must be an integer."
    assert refusal(key_of, Plant, "7").startswith("'7' is no key of toy.Plant: ")


def test_row_is_found_in_the_run_that_wrote_it(ada):
    weeks, days = seed(HarvestWeeksScenario).run, seed(WateringDaysScenario).run
    first = Bed.objects.get(name="Bed 0")
    plant = Plant.objects.filter(bed__name="South plot").first()

    found, listed = (owned_row(type(row), row.pk, "default") for row in (first, plant))

    assert (found.run, found.shard, found.position) == (weeks, "bed 0", 0)
    assert (listed.run, listed.shard) == (days, "South")


def test_key_of_no_run_names_the_runs_around_it(ada):
    weeks = seed(HarvestWeeksScenario).run
    own = Bed.objects.create(name="Own")
    days = seed(WateringDaysScenario).run

    assert refusal(owned_row, Bed, own.pk, "default") == (
        f"No run wrote toy.Bed {own.pk}. Of the nearest rows of runs, {own.pk - 1} below it is of {weeks} "
        f"and {own.pk + 1} above it is of {days}."
    )
    assert refusal(owned_row, Bed, 9_999, "default") == (
        f"No run wrote toy.Bed 9999. Of the nearest rows of runs, {own.pk + 2} below it is of {days}."
    )


def test_model_of_no_run_is_said(ada):
    seed(HarvestWeeksScenario)

    assert refusal(owned_row, Gardener, ada.pk, "default") == (
        f"No run wrote toy.Gardener {ada.pk}. No run has rows of that model; "
        "the runs are listed by: python manage.py seedplot runs"
    )
