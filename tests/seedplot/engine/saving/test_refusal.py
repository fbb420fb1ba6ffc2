import pytest

from seedplot import Columns, DeterministicRandom, PlanError, SeedFactory
from tests.zoo.models import Saving, Watched

STREAM = DeterministicRandom(42)


def factory_for(shown, **meta):
    return type(f"{shown.__name__}Factory", (SeedFactory,), {"Meta": type("Meta", (), {"model": shown, **meta})})


def test_refusal_is_one_line_with_model_reason_and_setting():
    with pytest.raises(PlanError) as refused:
        factory_for(Saving).row(STREAM, name="Red Panda")

    assert str(refused.value) == (
        "SavingFactory: zoo.Saving has its own save() (tests.zoo.models.saving.Saving). A load of columns leaves that "
        'out: plan what it would do, and say so in the factory\'s Meta: writes = Columns("the reason")'
    )


def test_factory_that_says_how_it_is_meant_makes_rows():
    stated = factory_for(Saving, writes=Columns("The plan counts the words."))

    assert stated.row(STREAM, name="Red Panda", words=2).words == 2


def test_statement_is_inherited():
    stated = factory_for(Saving, writes=Columns("The plan counts the words."))

    class LongerFactory(stated):
        name = "A Red Panda"
        words = 3

    assert LongerFactory.row(STREAM).name == "A Red Panda"


def test_model_is_looked_at_once_for_each_factory_and_never_for_a_row(monkeypatch):
    from seedplot.engine.saving import refusal

    looked = []
    monkeypatch.setattr(refusal, "losses_of_instances", lambda model: looked.append(model) or [])
    made_by = factory_for(Watched)

    rows = [made_by.row(STREAM, counter=None) for _ in range(5)]

    assert (len(rows), looked) == (5, [Watched])


def test_statement_needs_a_reason():
    with pytest.raises(ValueError, match=r"^Columns\(reason\) says why nothing is lost by a load of columns$"):
        Columns(" ")
    with pytest.raises(TypeError, match=r"^Meta\.writes is Columns\(\"the reason\"\) or Instances\(\), not 'columns'$"):
        factory_for(Saving, writes="columns")
