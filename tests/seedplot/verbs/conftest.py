import io

import pytest
from django.core.management import CommandError, call_command


@pytest.fixture
def seedplot():
    """Run `manage.py seedplot`; what it prints on standard output."""

    def run(*arguments, **options):
        out, err = io.StringIO(), io.StringIO()
        try:
            call_command("seedplot", *map(str, arguments), stdout=out, stderr=err, **{"no_color": True, **options})
        finally:
            run.output, run.errors = out.getvalue(), err.getvalue()
        return out.getvalue()

    return run


@pytest.fixture
def refusal(seedplot):
    """The one line that the command refuses with."""

    def run(*arguments):
        with pytest.raises(CommandError) as refused:
            seedplot(*arguments)
        message = str(refused.value)
        assert "\n" not in message
        assert refused.value.returncode == 1
        run.output, run.errors = seedplot.output, seedplot.errors
        return message

    return run
