"""Two small stories without a fault, as literals that a test may spoil."""

import re
from copy import deepcopy
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

from apps.tickets.seeding.content import SCHEMA
from apps.tickets.seeding.content.rules import find_faults
from apps.tickets.seeding.content.story import story_of
from seedplot.content import read_content

GORGAR = {
    "machine": "Gorgar",
    "tasks": [
        {
            "opened": "2024-01-10 14:20",
            "reported_by": {"visitor": "Marta Kessler", "contact": "marta.kessler@example.com"},
            "problem": "stuck_ball",
            "text": "My ball went into the snake pit and was never seen again.",
            "entries": [
                {"day": 0, "at": "15:05", "who": ["Alex"], "do": "note", "text": "It sits behind the magnet."},
                {"day": 0, "at": "16:10", "who": ["Alex"], "do": "broken", "text": "The core has come loose."},
                {"day": 2, "at": "19:40", "who": ["Alex", "Josh"], "do": "fixing", "text": "Josh holds, I screw."},
                {"day": 2, "at": "20:15", "who": ["Alex"], "do": "good", "text": "Fifty balls went in and came out."},
                {"day": 9, "at": "12:30", "who": ["Josh"], "do": "close", "text": "Nothing rattles in there."},
            ],
        },
        {
            "opened": "9 days ago 10:15",
            "reported_by": "Ben",
            "problem": "other",
            "text": "Left flipper is weak when both are held.",
            "entries": [
                {"day": 0, "at": "10:40", "who": ["Ben"], "do": "note", "text": "End-of-stroke switch is pitted."},
                {"day": 1, "at": "18:20", "who": ["Ben"], "do": "fixing", "text": "Filed it, and it is no better."},
                {"day": 3, "at": "19:10", "who": ["Ben", "Mark"], "do": "note", "text": "Mark polished the plunger."},
                {"day": 5, "at": "17:35", "who": ["Ben"], "do": "note", "text": "A new link is on its way to us."},
                {"day": 7, "at": "20:50", "who": ["Ben"], "do": "note", "text": "It came, and is a size too long."},
            ],
        },
    ],
}
BLACKOUT = {
    "machine": "Blackout",
    "tasks": [
        {
            "opened": "2024-05-04 12:10",
            "reported_by": {"visitor": "Ada Brandt", "contact": "312-555-0143"},
            "problem": "no_credits",
            "text": "It took two of my quarters and gave me nothing for either.",
            "entries": [
                {
                    "day": 0,
                    "at": "12:35",
                    "who": ["Chris"],
                    "do": "note",
                    "text": "The slot counts, the game does not.",
                },
                {"day": 1, "at": "18:05", "who": ["Chris"], "do": "close", "text": "A wire was off the coin switch."},
                {"day": 8, "at": "17:20", "who": ["Brian"], "do": "reopen", "text": "Off again after a busy day."},
                {"day": 9, "at": "19:25", "who": ["Chris"], "do": "close", "text": "This time it has a proper lug."},
                {"day": 30, "at": "13:55", "who": ["Brian"], "do": "close", "text": "I pulled at it and it held."},
            ],
        },
        {
            "opened": "40 days ago 11:25",
            "reported_by": "Brian",
            "problem": "other",
            "text": "Player one display loses its last digit after an hour.",
            "entries": [
                {"day": 0, "at": "11:55", "who": ["Brian"], "do": "note", "text": "Tapping the glass wakes it up."},
                {"day": 3, "at": "18:45", "who": ["Chris"], "do": "note", "text": "The solder joints look dull."},
                {
                    "day": 8,
                    "at": "20:05",
                    "who": ["Chris", "Brian"],
                    "do": "note",
                    "text": 'Same wire color as in Blackout task "It took two of my", so Brian checks both.',
                },
                {"day": 16, "at": "17:15", "who": ["Chris"], "do": "note", "text": "Reflowed half of the header."},
                {
                    "day": 30,
                    "at": "19:45",
                    "who": ["Brian"],
                    "do": "note",
                    "text": "The digit stays for two hours now.",
                },
            ],
        },
    ],
}


def gorgar():
    return deepcopy(GORGAR)


def blackout():
    return deepcopy(BLACKOUT)


def written(folder, name, literal):
    """The story of a file that holds the literal."""
    path = Path(folder, f"{name}.yaml")
    path.write_text(yaml.safe_dump(literal, sort_keys=False, allow_unicode=True, width=1000), encoding="utf-8")
    return story_of(read_content(path, SCHEMA))


def faults_of(**literals):
    """The faults of these stories, each by the name of its file, without folders and without the first line number."""
    with TemporaryDirectory() as folder:
        faults = find_faults([written(folder, name, literal) for name, literal in literals.items()])
        return [re.sub(r"^(\S+), line \d+", r"\1", fault.replace(f"{folder}/", "")) for fault in faults]
