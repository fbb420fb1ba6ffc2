from seedplot.seed_command import SeedCommand


class Command(SeedCommand):
    help = "Seed the garden with one of its stories."
    domain = "toy"
