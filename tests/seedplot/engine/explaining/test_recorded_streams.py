from contextlib import suppress

from seedplot.engine.explaining.recorded_streams import Draw, Record, recorded
from seedplot.streams import DeterministicRandom
from tests.toy.factories import GardenRandom


def draws_of(stream):
    bed = stream.at("bed", 3)
    return [
        bed.randint(1, 100),
        bed.choice("abc"),
        bed.at("week", 1).gauss(0, 1),
        bed.shuffle(range(5)),
        bed.uuid(),
        stream.random(),
        stream.at("plant").weighted_choice({"x": 1, "y": 2}),
    ]


def test_recorded_stream_gives_the_same_draws():
    for seed in range(20):
        assert draws_of(recorded(DeterministicRandom(seed), Record())) == draws_of(DeterministicRandom(seed))


def test_draws_are_noted_in_order_with_path_method_and_value():
    record = Record()

    values = draws_of(recorded(DeterministicRandom(7), record))

    assert [(draw.path, draw.method) for draw in record.draws] == [
        ("'bed'/3/", "randint"),
        ("'bed'/3/", "choice"),
        ("'bed'/3/'week'/1/", "gauss"),
        ("'bed'/3/", "shuffle"),
        ("'bed'/3/", "uuid"),
        ("", "random"),
        ("'plant'/", "weighted_choice"),
    ]
    assert [draw.value for draw in record.draws] == values


def test_draws_of_a_domain_are_noted_under_their_own_name():
    record = Record()

    crop = recorded(GardenRandom(7), record).at("plant").crop()

    assert record.draws == [Draw("'plant'/", "crop", crop)]
    assert crop == GardenRandom(7).at("plant").crop()


def test_stream_that_was_drawn_from_continues_where_it_was():
    stream = DeterministicRandom(7).at("bed")
    stream.random()
    twin = recorded(stream, Record())

    assert [twin.random() for _ in range(20)] == [stream.random() for _ in range(20)]


def test_draw_that_fails_leaves_the_record_open():
    record = Record()
    stream = recorded(DeterministicRandom(7), record)

    with suppress(IndexError):
        stream.choice(())
    stream.random()

    assert [draw.method for draw in record.draws] == ["random"]


def test_draws_of_a_path_are_those_of_its_children_too():
    record = Record()
    draws_of(recorded(DeterministicRandom(7), record))

    assert [draw.method for draw in record.of("'bed'/3/'week'/")] == ["gauss"]


def test_streams_of_plans_are_not_slowed():
    assert not hasattr(DeterministicRandom.random, "__wrapped__")
    assert type(DeterministicRandom(1).at("bed")) is DeterministicRandom
