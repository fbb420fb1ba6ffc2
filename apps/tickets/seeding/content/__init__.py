"""The repair stories: a YAML file for each machine, to be edited by whoever knows the machine.

`schema/story.schema.json` says what a file may hold, and docs/tickets.md what else it must keep.
`python manage.py create_sample_maintenance_data --dry-run` names each mistake with file and line.
"""

from pathlib import Path

from seedplot.content import ContentFile, read_content

FOLDER = Path(__file__).parent / "stories"
SCHEMA = Path(__file__).parent / "schema" / "story.schema.json"
STORY_FILES = {
    "Ballyhoo": "ballyhoo.yaml",
    "Carom": "carom.yaml",
    "Trade Winds": "trade_winds.yaml",
    "Baseball": "baseball.yaml",
    "Derby Day": "derby_day.yaml",
    "Roto Pool": "roto_pool.yaml",
    "Teacher's Pet": "teachers_pet.yaml",
    "Hokus Pokus": "hokus_pokus.yaml",
    "Star Trip": "star_trip.yaml",
    "Star Trek": "star_trek.yaml",
    "Gorgar": "gorgar.yaml",
    "Blackout": "blackout.yaml",
    "Hyperball": "hyperball.yaml",
    "Eight Ball Deluxe Limited Edition": "eight_ball_deluxe.yaml",
    "The Getaway: High Speed II": "getaway.yaml",
    "The Addams Family": "addams_family.yaml",
    "Godzilla (Premium)": "godzilla.yaml",
}
"""The file of each machine, oldest machine first."""


def read_story_file(name: str) -> ContentFile:
    """The file of that name. ContentError where it does not keep to the schema."""
    return read_content(FOLDER / name, SCHEMA)
