"""Bugs in the imports of the museum's roster, machines and books, and in their factories."""

from datetime import UTC, date

from apps.tickets.seeding.scenarios import DefaultMachinesScenario, LegacyMaintainersScenario, LegacyRecordsScenario
from seedplot.clock import midnight
from seedplot.engine.runs import Request
from tests.planted_bugs.planting import PlantedBug

ANCHOR = midnight(date(2026, 3, 12))


def roster():
    return Request(LegacyMaintainersScenario(), anchor=ANCHOR)


def machines():
    return Request(DefaultMachinesScenario(), anchor=ANCHOR)


def books():
    return Request(LegacyRecordsScenario(), anchor=ANCHOR)


def bug(name, request, target, faulty, *promises):
    return PlantedBug(name, f"apps.tickets.{target}", faulty, tuple(f"tickets.{each}" for each in promises), request)


def changed(change):
    """The sound function, and a change of its result."""
    return lambda sound: lambda *arguments, **named: change(sound(*arguments, **named))


def column_of(column, other):
    """The sound function's mapping with one column's value in another's place."""
    return changed(lambda columns: {**columns, column: columns[other]})


def rating_rounded(columns):
    rating = columns["pinside_rating"]
    return {**columns, "pinside_rating": rating and round(rating, 1)}


def afternoons_in_the_morning(sound):
    def parser(*written):
        parse = sound(*written)
        return lambda cell: parse(cell).replace(hour=parse(cell).hour % 12)

    return parser


def trip_for_trek(sound):
    return lambda machines, text: sound(machines, "Star Trip" if text == "Star Trek" else text)


def first_author_only(rows):
    entries = set()
    for row in rows:
        entry = getattr(row, "logentry", None) if row.shape.label == "tickets.LogEntry_maintainers" else None
        if entry is None or id(entry) not in entries:
            yield row
        entries.add(id(entry))


IMPORT_BUGS = [
    bug(
        "file without a last line break loses its last row",
        roster,
        "seeding.imports.tables:_text_of",
        changed(lambda text: text.rpartition("\n")[0]),
        "P501",
    ),
    bug(
        "last name is read as the nickname",
        roster,
        "seeding.imports.files:_maintainer",
        column_of("nickname", "last_name"),
        "P504",
    ),
    bug(
        "username keeps the capital of the first name",
        roster,
        "seeding.imports.cells:username_of_first_name",
        lambda sound: str.strip,
        *("P501", "P502", "P504"),
    ),
    bug(
        "admins have no rights",
        roster,
        "seeding.imports.cells:one_of",
        lambda sound: lambda values: sound(dict.fromkeys(values, False)),
        "P502",
    ),
    bug(
        "password is none, though DEBUG is on",
        roster,
        "seeding.planning.imports:seeded_password",
        lambda sound: lambda password, stream: "!" + stream.hexadecimal(40),
        "P505",
    ),
    bug(
        "password is another one",
        roster,
        "seeding.planning.imports:seeded_password",
        lambda sound: lambda password, stream: sound("test1234", stream),
        "P505",
    ),
    bug(
        "password is stored as it is typed",
        roster,
        "seeding.planning.imports:seeded_password",
        lambda sound: lambda password, stream: password,
        "P505",
    ),
    bug(
        "people join at nine in the evening",
        roster,
        "seeding.planning.imports:OPENED",
        lambda opened: opened.replace(hour=21),
        "P506",
    ),
    bug(
        "scoring is stored as the system",
        machines,
        "seeding.imports.machine_columns:model_columns",
        column_of("system", "scoring"),
        "P512",
    ),
    bug(
        "rating is rounded",
        machines,
        "seeding.imports.machine_columns:model_columns",
        changed(rating_rounded),
        "P512",
    ),
    bug(
        "machines have a name of their own",
        machines,
        "factories:MachineInstanceFactory._meta.base_declarations['name_override']",
        lambda blank: "Bally",
        "P512",
    ),
    bug(
        "apostrophe of a name becomes a dash",
        machines,
        "seeding.planning.imports:free_slug",
        lambda sound: lambda name, taken: sound(name.replace("'", " "), taken),
        "P513",
    ),
    bug(
        "model is changed at the anchor",
        machines,
        "factories:MachineModelFactory._meta.base_declarations['updated_at']",
        lambda declaration: ANCHOR,
        "P514",
    ),
    bug(
        "row of the book is lost",
        books,
        "seeding.imports.files:missing",
        changed(lambda rows: rows[1:]),
        "P521",
    ),
    bug(
        "row that is there is looked for in UTC, and written again",
        books,
        "seeding.imports.prerequisites:moment_of",
        lambda sound: lambda at: at.replace(tzinfo=UTC),
        "P521",
    ),
    bug(
        "unchecked problem is closed",
        books,
        "seeding.imports.files:_problem",
        changed(lambda values: {**values, "is_closed": not values["is_closed"]}),
        "P522",
    ),
    bug(
        "afternoon is read as morning",
        books,
        "seeding.imports.cells:moment",
        afternoons_in_the_morning,
        *("P522", "P523"),
    ),
    bug(
        "machine is found by the beginning of its name",
        books,
        "seeding.imports.names:MachineNames.find",
        trip_for_trek,
        *("P522", "P523"),
    ),
    bug(
        "lines of a note become one",
        books,
        "seeding.imports.cells:text",
        changed(lambda note: " ".join(note.split())),
        "P523",
    ),
    bug(
        "mark of an outline stays in the note",
        books,
        "seeding.imports.cells:without_control_characters",
        lambda sound: lambda text: text,
        *("P523", "P525"),
    ),
    bug(
        "people joined by 'and' are one",
        books,
        "seeding.imports.cells:people",
        lambda sound: lambda cell: tuple(name.strip() for name in cell.split(",") if name.strip()),
        "P524",
    ),
    bug(
        "misspelling is not known",
        books,
        "seeding.imports.names:_MISSPELT",
        lambda known: {},
        "P524",
    ),
    bug(
        "second author of a row is lost",
        books,
        "seeding.planning.imports:plan_records",
        changed(first_author_only),
        "P524",
    ),
]
