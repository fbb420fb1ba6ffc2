"""Everything that the museum's ticket system starts with: roster, machines, old books, and the sample stories."""

from seedplot.commands import CompositeSeedCommand


class Command(CompositeSeedCommand):
    help = "Run the three imports and create_sample_maintenance_data; with --clear, clear all four backwards first."
    steps = {
        "import_legacy_maintainers": "Importing the maintainers ...",
        "create_default_machines": "Creating the machines ...",
        "import_legacy_maintenance_records": "Importing the maintenance records ...",
        "create_sample_maintenance_data": "Creating the sample maintenance data ...",
    }
