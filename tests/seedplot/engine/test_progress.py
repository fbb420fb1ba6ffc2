import io

from seedplot.engine.progress import Bar, Silent, shown_on


class Terminal(io.StringIO):
    def isatty(self):
        return True


def work(progress):
    progress.begin("Seeding", 2)
    progress.advance()
    progress.advance()
    progress.begin("Proving", 1)
    progress.advance()


def test_progress_is_silent_in_a_pipe():
    stream = io.StringIO()

    with shown_on(stream, wanted=True) as progress:
        work(progress)

    assert isinstance(progress, Silent)
    assert stream.getvalue() == ""


def test_progress_is_silent_where_it_is_not_wanted():
    stream = Terminal()

    with shown_on(stream, wanted=False) as progress:
        work(progress)

    assert isinstance(progress, Silent)
    assert stream.getvalue() == ""


def test_progress_shows_what_is_done_on_a_terminal():
    stream = Terminal()

    with shown_on(stream, wanted=True) as progress:
        work(progress)

    assert isinstance(progress, Bar)
    assert "Proving" in stream.getvalue()
    assert "100%" in stream.getvalue()
