from seedplot.commands import CompositeSeedCommand


class Command(CompositeSeedCommand):
    help = "Copy the garden's book, then pick the harvests."
    steps = {"tell_history": "Copying the book", "pick_harvests": "Picking the harvests"}
