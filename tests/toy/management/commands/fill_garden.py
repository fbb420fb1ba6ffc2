from seedplot.series_command import SeriesCommand


class Command(SeriesCommand):
    help = "Copy the garden's book, then pick the harvests."
    steps = {"tell_history": "Copying the book", "pick_harvests": "Picking the harvests"}
