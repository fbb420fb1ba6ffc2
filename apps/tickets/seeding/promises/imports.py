"""The promises of the imports."""

from __future__ import annotations

from apps.tickets.seeding.measures import machines, records, roster
from seedplot.promises import AtMost, Empty, Promise

ROSTER_PROMISES = (
    Promise(
        "tickets.P501",
        "Everybody in Maintainers.csv is a maintainer.",
        roster.without_a_maintainer,
        Empty("person without"),
        "Compare the usernames of the maintainers' users with the file.",
        "The file: each of its rows is a maintainer.",
    ),
    Promise(
        "tickets.P502",
        "Each new user has the names, the address and the rights that the file gives.",
        roster.wrong_users,
        Empty("user that differs"),
        "Look at first_name, last_name, email, is_staff and is_superuser.",
        "The file: its columns, and admins are superusers.",
    ),
    Promise(
        "tickets.P503",
        "All new users share one hash of the password.",
        roster.password_hashes,
        AtMost(high=1, places=0),
        "Look at password.",
        "The plan: one hash a run.",
    ),
    Promise(
        "tickets.P504",
        "Each new maintainer has the nickname that the file gives, and is active.",
        roster.wrong_maintainers,
        Empty("maintainer who differs"),
        "Look at nickname and is_active.",
        "The file: its column of nicknames.",
    ),
    Promise(
        "tickets.P505",
        "Every new user logs in with the stated password; where DEBUG is off, with none.",
        roster.wrong_passwords,
        Empty("user with a wrong password"),
        "Look at password, and at whether DEBUG was on when it was written.",
        "The plan: everybody logs in. Where DEBUG is off, a password that everybody knows would be an open door.",
    ),
    Promise(
        "tickets.P506",
        "Every new user joined on 1 September 2023 at nine in the morning.",
        roster.wrong_days,
        Empty("user of another day"),
        "Look at date_joined in the museum's time zone.",
        "The scenario's own date: a week before the first page of the book.",
    ),
)
MACHINE_PROMISES = (
    Promise(
        "tickets.P511",
        "Each of the museum's machines has a model and an instance, and no new instance is a second one.",
        machines.wrongly_numbered,
        Empty("machine without, or second one"),
        "Look for the model by its IPDB id, then by its name.",
        "The museum's list of machines: one copy of each model.",
    ),
    Promise(
        "tickets.P512",
        "New models and instances hold what the list of machines says.",
        machines.wrong_columns,
        Empty("column that differs"),
        "Compare the row with apps/tickets/seeding/specification/machines.py.",
        "The museum's list of machines.",
    ),
    Promise(
        "tickets.P513",
        "Each new machine has a slug made from its name on the list.",
        machines.wrong_slugs,
        Empty("other slug"),
        "Compare slug with the name in apps/tickets/seeding/specification/machines.py.",
        "The product: a slug is made once from the name, with a number where it is taken.",
    ),
    Promise(
        "tickets.P514",
        "New models and instances date from 1 September 2023 at nine in the morning.",
        machines.wrong_days,
        Empty("row of another day"),
        "Look at created_at and updated_at in the museum's time zone.",
        "The scenario's own date: a week before the first page of the book.",
    ),
)
RECORD_PROMISES = (
    Promise(
        "tickets.P521",
        "Each problem of the file is one task, and each row of the log one entry.",
        records.unpaired,
        Empty("row without the other"),
        "Count the tasks and entries of the run, and the rows of the files that were not there before.",
        "The files: a row is one record.",
    ),
    Promise(
        "tickets.P522",
        "The tasks say what the file of problems says.",
        records.wrong_tasks,
        Empty("task that differs"),
        "Look at machine, created_at, problem_text, status and reported_by_user.",
        "The file: its columns; every problem is a report of the type other.",
    ),
    Promise(
        "tickets.P523",
        "The entries say what the log says, and belong to no task.",
        records.wrong_entries,
        Empty("entry that differs"),
        "Look at machine, created_at, text, task and the statuses.",
        "The file: its columns; the log knows no tasks.",
    ),
    Promise(
        "tickets.P524",
        "Each entry has the people whom the log names, as far as the museum knows them.",
        records.wrong_people,
        Empty("entry that differs"),
        "Look at the entry's maintainers.",
        "The file: the names in its column of maintainers.",
    ),
    Promise(
        "tickets.P525",
        "No text holds a control character but line breaks.",
        records.control_characters,
        Empty("text with one"),
        "Look for characters below U+0020 in problem_text and text.",
        "The plan: control characters must not reach the database.",
    ),
)
