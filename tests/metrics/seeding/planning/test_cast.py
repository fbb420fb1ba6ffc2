from apps.metrics.seeding.planning.cast import assemble
from apps.metrics.seeding.scenarios import AISuccessScenario, DetectiveGameScenario, MemberArchetype
from seedplot.context import stream_of


def cast_of(*archetypes, seed=42):
    class OtherTeamScenario(AISuccessScenario):
        def get_member_archetypes(self):
            return [MemberArchetype(name, count) for name, count in archetypes]

    scenario = OtherTeamScenario()
    return assemble(stream_of(scenario, seed).at("team", 1), scenario)


def test_cast_comes_in_the_order_of_the_archetypes():
    scenario = DetectiveGameScenario()

    cast = assemble(stream_of(scenario, 42).at("team", 1), scenario)

    assert [member.key for member in cast] == [
        ("obvious_ai", 0),
        ("obvious_ai", 1),
        ("stealth_ai", 0),
        ("obvious_manual", 0),
        ("stealth_manual", 0),
        ("stealth_manual", 1),
    ]
    assert [member.archetype for member in cast[:3]] == [
        each for each in scenario.get_member_archetypes()[:2] for _ in range(each.count)
    ]


def test_numbers_stay_when_others_join():
    small = {member.key: member for member in cast_of(("dev", 2), ("lead", 1))}
    large = {member.key: member for member in cast_of(("dev", 45), ("lead", 3))}

    for key, member in small.items():
        assert (large[key].number, large[key].person) == (member.number, member.person)
        assert large[key].stream.random() == member.stream.random()


def test_numbers_and_people_are_unique_in_a_large_team():
    cast = cast_of(("dev", 45), ("lead", 21), ("guest", 1))

    assert len({member.number for member in cast}) == len({member.person for member in cast}) == 67


def test_another_seed_calls_them_otherwise():
    names = [{member.person.full_name for member in cast_of(("dev", 20), seed=seed)} for seed in (42, 43)]

    assert len(names[0]) == 20
    assert len(names[0] & names[1]) <= 1
