"""Other names in the legacy files: of machines, and of one maintainer whose name is misspelt."""

MACHINE_ALIASES = {
    "RotoPool": "Roto Pool",
    "Addams Family": "The Addams Family",
    "Hulk": "The Incredible Hulk",
    "The Getaway: High Speed 2": "The Getaway: High Speed II",
}
MISSPELT_PEOPLE = {"Wlliam": "William"}
