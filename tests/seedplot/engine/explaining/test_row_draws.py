from seedplot.engine.explaining.recorded_streams import Draw, Record
from seedplot.engine.explaining.row_draws import draws_of
from seedplot.plan import Row, shape_of
from tests.toy.models import Bed, Plant


def row_of(model, path):
    shape = shape_of(model)
    row = Row(shape, (None,) * len(shape.fields))
    row.stream_path_ = path
    return row


def paths_of(row, record, *rows):
    planned = {}
    for each in rows:
        planned.setdefault(each.shape.label, []).append(each)
    part, draws = draws_of(row, record, planned)
    return part, [draw.path for draw in draws]


def test_row_has_the_draws_of_the_part_that_is_its_own():
    record = Record()
    record.draws = [Draw(path, "random", 0.5) for path in (
        "'bed'/1/'size'/", "'bed'/1/'row'/", "'bed'/1/'row'/'name'/", "'bed'/2/'size'/",
        "'bed'/10/'row'/", "'weather'/",
    )]  # fmt: skip
    beds = [row_of(Bed, f"'bed'/{number}/'row'/") for number in (1, 2, 10)]

    assert paths_of(beds[0], record, *beds) == (
        "'bed'/1/", ["'bed'/1/'size'/", "'bed'/1/'row'/", "'bed'/1/'row'/'name'/"],
    )  # fmt: skip
    assert paths_of(beds[2], record, *beds) == ("'bed'/10/", ["'bed'/10/'row'/"])


def test_draws_of_rows_below_are_theirs():
    record = Record()
    record.draws = [Draw(path, "random", 0.5) for path in (
        "'bed'/1/'size'/", "'bed'/1/'plant'/0/'name'/", "'bed'/1/'plant'/1/'row'/", "'bed'/1/'plant'/1/'age'/",
    )]  # fmt: skip
    beds = [row_of(Bed, f"'bed'/{number}/") for number in (1, 2)]
    plants = [row_of(Plant, "'bed'/1/'plant'/0/"), row_of(Plant, "'bed'/1/'plant'/1/'row'/")]

    assert paths_of(beds[0], record, *beds, *plants) == ("'bed'/1/", ["'bed'/1/'size'/"])
    assert paths_of(plants[1], record, *beds, *plants) == (
        "'bed'/1/'plant'/1/", ["'bed'/1/'plant'/1/'row'/", "'bed'/1/'plant'/1/'age'/"],
    )  # fmt: skip
