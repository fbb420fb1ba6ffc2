"""What the imports promise of their rows; every line can be read from the database and the files."""

from __future__ import annotations

from apps.tickets.seeding.import_evidence import MachinesEvidence, RosterEvidence
from apps.tickets.seeding.records_evidence import RecordsEvidence
from seedplot.promises import AtMost, Empty, Promise

ROSTER_PROMISES = (
    Promise(
        "tickets.P501",
        "Everybody in Maintainers.csv is a maintainer.",
        RosterEvidence.without_a_maintainer,
        Empty("person without"),
        "Compare the usernames of the maintainers' users with the file.",
    ),
    Promise(
        "tickets.P502",
        "Each new user has the names, the address and the rights that the file gives.",
        RosterEvidence.wrong_users,
        Empty("user that differs"),
        "Look at first_name, last_name, email, is_staff and is_superuser.",
    ),
    Promise(
        "tickets.P503",
        "All new users share one hash of the password.",
        RosterEvidence.password_hashes,
        AtMost(high=1, places=0),
        "Look at password.",
    ),
)
MACHINE_PROMISES = (
    Promise(
        "tickets.P511",
        "Each of the museum's machines has a model and an instance.",
        MachinesEvidence.without_an_instance,
        Empty("machine without"),
        "Look for the model by its IPDB id, then by its name.",
    ),
    Promise(
        "tickets.P512",
        "New models and instances hold what the list of machines says.",
        MachinesEvidence.wrong_columns,
        Empty("column that differs"),
        "Compare the row with apps/tickets/seeding/machines.py.",
    ),
)
RECORD_PROMISES = (
    Promise(
        "tickets.P521",
        "Each problem of the file is one task, and each row of the log one entry.",
        RecordsEvidence.unpaired,
        Empty("row without the other"),
        "Count the tasks and entries of the run, and the rows of the files that were not there before.",
    ),
    Promise(
        "tickets.P522",
        "The tasks say what the file of problems says.",
        RecordsEvidence.wrong_tasks,
        Empty("task that differs"),
        "Look at machine, created_at, problem_text, status and reported_by_user.",
    ),
    Promise(
        "tickets.P523",
        "The entries say what the log says, and belong to no task.",
        RecordsEvidence.wrong_entries,
        Empty("entry that differs"),
        "Look at machine, created_at, text, task and the statuses.",
    ),
    Promise(
        "tickets.P524",
        "Each entry has the people whom the log names, as far as the museum knows them.",
        RecordsEvidence.wrong_people,
        Empty("entry that differs"),
        "Look at the entry's maintainers.",
    ),
    Promise(
        "tickets.P525",
        "No text holds a control character but line breaks.",
        RecordsEvidence.control_characters,
        Empty("text with one"),
        "Look for characters below U+0020 in problem_text and text.",
    ),
)
