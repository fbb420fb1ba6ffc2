"""Commands that a scenario names as data, filled with the names and options of a run."""

from __future__ import annotations

from seedplot.models import SeedRun
from seedplot.options import options_as_typed, story_options_as_typed
from seedplot.scenario import Scenario


def filled(template: str, scenario: Scenario, run: SeedRun) -> str:
    """The command line; a placeholder that has nothing to say leaves no gap."""
    values = {
        "name": scenario.name,
        "options": options_as_typed(scenario, run),
        "story_options": " ".join(story_options_as_typed(scenario, run)),
        "database": "" if run.using == "default" else f"--database {run.using}",
    }
    return " ".join(filter(None, (word.format(**values) for word in template.split())))
