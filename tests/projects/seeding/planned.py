"""The software house as planned rows, without a database, and in one: for tests of its seeding."""

from datetime import date

from apps.projects.seeding.scenarios import SoftwareHouseScenario
from seedplot.clock import midnight
from seedplot.context import context_of
from seedplot.engine import pipeline
from seedplot.engine.runs import Request
from seedplot.plan import Row, World, WorldRow

# A Thursday, four days after the clocks went forward.
ANCHOR = midnight(date(2026, 3, 12))


def seed(seed=42, *, anchor=ANCHOR, projects=3, issues=50, **given):
    """A report of the run."""
    options = {"projects": projects, "issues_per_project": issues}
    return pipeline.run(Request(SoftwareHouseScenario(), seed=seed, anchor=anchor, options=options, **given))


def plan(seed=42, *, anchor=ANCHOR, projects=20, issues=50, only=None):
    """{shard: rows}; those that all projects share are the shard "shared"."""
    scenario = SoftwareHouseScenario()
    options = {"projects": projects, "issues_per_project": issues}
    shared = scenario.shared_rows(context_of(scenario, seed, anchor, options, World()))
    world = World(WorldRow(row.shape.model, row.key, name) for name, row in shared.items())
    context = context_of(scenario, seed, anchor, options, world)
    found = {"shared": list(shared.values())}
    for shard in scenario.shards(options):
        if only is None or shard.name in only:
            found[shard.name] = list(scenario.plan(context, shard))
    return found


def columns_of(row):
    """The row's columns, a reference as the key of its row, or the name that the world has for it."""
    return {
        name: value.known_as if isinstance(value, WorldRow) else value.key if isinstance(value, Row) else value
        for name, value in row.as_dict().items()
    }


def of_model(rows, model):
    return [columns_of(row) for row in rows if row.shape.model is model]


def issues_by_number(rows):
    """{number: columns}, statuses, types and sprints by name."""
    found = {}
    for row in rows:
        if row.shape.label == "projects.Issue":
            columns = columns_of(row)
            columns["status"], columns["issue_type"] = row.status.name, row.issue_type.category
            columns["sprint"] = row.sprint.name if row.sprint else None
            found[int(columns["key"])] = columns
    return dict(sorted(found.items()))
