import pytest

from seedplot.engine.command_templates import filled
from seedplot.models import SeedRun
from tests.toy.seeding.scenarios.watering_days import WateringDaysScenario

RUN = SeedRun(seed=7, options={"days": 4, "plot": ["North", "Old pond"], "dry": False})


@pytest.mark.parametrize(
    ("using", "template", "command"),
    [
        ("default", "seed_garden --scenario {name} --verify", "seed_garden --scenario watering-days --verify"),
        (
            "default",
            "export {name} {options}",
            "export watering-days --seed 7 --days 4 --plot North --plot 'Old pond'",
        ),
        ("default", "export {database} --all", "export --all"),
        ("archive", "export {database} --all", "export --database archive --all"),
    ],
)
def test_template_is_filled_and_leaves_no_gap(using, template, command):
    RUN._state.db = using

    assert filled(template, WateringDaysScenario(), RUN) == command
