"""`run` and `refusal`: each claim that a refusal is held to fails where it should."""

import pytest
from django.core.management import BaseCommand, CommandError

from seedplot.testing import refusal, run
from tests.toy.models import Gardener


class Told(BaseCommand):
    """Says what it is told, and ends as it is told."""

    requires_system_checks = []
    end = None

    def handle(self, *args, **options):
        self.stdout.write("on standard output")
        self.stderr.write("on standard error")
        if self.end is not None:
            raise self.end


class Writing(Told):
    def handle(self, *args, **options):
        Gardener.objects.create(name="Ben")
        super().handle()


def ending(command, *given, **options):
    found = command()
    found.end = CommandError(*given, **options)
    return found


def test_output_is_a_text_that_has_the_errors():
    printed = run(Told())

    assert printed == "on standard output\n"
    assert printed.errors == "on standard error\n"


def test_arguments_may_be_of_any_type_that_has_a_text(db):
    Gardener.objects.create(name="Ada")

    run("seed_garden", "--scenario=harvest-weeks", "--seed", 7, as_of="2026-03-12")

    assert "harvest-weeks, seed 7, " in refusal("seed_garden", "--scenario=harvest-weeks", "--seed", 8)


def test_run_lets_a_failure_through():
    with pytest.raises(CommandError):
        run(ending(Told, "No."))


def test_refusal_is_the_line_with_all_that_belongs_to_it():
    refused = refusal(ending(Told, "No such bed. Dig one.", returncode=3))

    assert refused == "No such bed. Dig one."
    assert (refused.returncode, refused.output, refused.errors) == (3, "on standard output\n", "on standard error\n")


@pytest.mark.parametrize(
    ("command", "message"),
    [
        (Told(), "The command was not refused. It printed:\non standard output\n"),
        (ending(Told, "No.\nNo."), "A refusal is one line, not 2:\nNo.\nNo."),
        (ending(Told, ""), "A refusal is one line, not 0:\n"),
        (ending(Told, "No.", returncode=0), "The exit code of a refusal is not 0: No."),
    ],
)
def test_what_is_no_refusal_fails(command, message):
    with pytest.raises(AssertionError) as failure:
        refusal(command)

    assert str(failure.value) == message


def test_refusal_that_leaves_a_row_fails(db):
    with pytest.raises(AssertionError) as failure:
        refusal(ending(Writing, "No."))

    assert str(failure.value) == "The database is not what it was: toy.Gardener (default)."


def test_refusal_that_may_leave_a_row_does_not(db):
    assert refusal(ending(Writing, "No."), untouched=False) == "No."
