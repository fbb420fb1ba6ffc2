"""The repair stories: plain data, one module for each machine, to be edited by whoever knows the machine.

A task says when it was `opened` ("2024-01-10 14:20" up to February 2025, or "171 days ago 10:15"), by whom it was
`reported_by` (a visitor with a contact, or a maintainer's first name), which `problem` it is, its `text`, and its
`entries`: `day` counts from the opening, `do` is note, close, reopen, good, fixing, broken or unknown. Whatever is
wrong is told with its place by `python manage.py create_sample_maintenance_data --dry-run`.
"""

MODULES = {
    "Ballyhoo": "ballyhoo",
    "Carom": "carom",
    "Trade Winds": "trade_winds",
    "Baseball": "baseball",
    "Derby Day": "derby_day",
    "Roto Pool": "roto_pool",
    "Teacher's Pet": "teachers_pet",
    "Hokus Pokus": "hokus_pokus",
    "Star Trip": "star_trip",
    "Star Trek": "star_trek",
    "Gorgar": "gorgar",
    "Blackout": "blackout",
    "Hyperball": "hyperball",
    "Eight Ball Deluxe Limited Edition": "eight_ball_deluxe",
    "The Getaway: High Speed II": "getaway",
    "The Addams Family": "addams_family",
    "Godzilla (Premium)": "godzilla",
}
"""The module of each machine, oldest machine first."""
