"""No file is parsed or checked again without need, and none is taken for another."""

import json
import os
import pickle
import sys

import pytest

from seedplot.content import ContentError, files, parsing, refuse_faults
from seedplot.errors import SeedError
from tests.conftest import run_python
from tests.seedplot.content.menu import MENU, check, read, refusal


@pytest.fixture
def no_parser(monkeypatch):
    """Whoever parses or checks a file fails."""

    def call():
        monkeypatch.setattr(files, "_checked", lambda *arguments: pytest.fail("it was parsed again"))

    return call


def forget():
    """What another process knows: nothing but the files."""
    files._read.clear()


def test_content_is_read_with_the_lines_of_its_values(menu):
    found = read(menu)

    assert found.content == {
        "opens": "7:00",
        "drinks": [{"name": "coffee", "cents": 250}, {"name": "tea", "size": "small"}],
    }
    assert [found.line(place) for place in ((), ("opens",), ("drinks", 0, "cents"), ("drinks", 1, "name"))] == [
        2,
        2,
        5,
        6,
    ]
    # What is not there has the line of what is around it.
    assert [found.line(place) for place in (("drinks", 0, "size"), ("drinks", 7), ("closes", "early"))] == [4, 4, 2]
    assert found.fault(("drinks", 1, "size"), "none is left") == "menu.yaml, line 6: drinks 2, size: none is left"


def test_file_that_is_not_there_is_refused(menu):
    menu.unlink()

    with pytest.raises(SeedError, match=r"^menu\.yaml cannot be read: No such file or directory\.$"):
        read(menu)


def test_refused_faults_are_counted_and_reach_another_process_whole():
    refuse_faults([])

    with pytest.raises(ContentError) as refused:
        refuse_faults(["a", "b", "c"])

    for error in (refused.value, pickle.loads(pickle.dumps(refused.value))):
        assert str(error) == "a (and 2 more). Correct the file and run the command again."
        assert (error.faults, list(error.details)) == (("a", "b", "c"), ["b", "c"])


def test_unchanged_file_is_parsed_once_in_a_process(menu, no_parser):
    first = read(menu)
    no_parser()

    assert read(menu) is first


def test_unchanged_file_is_not_parsed_by_later_processes(menu, no_parser):
    content = read(menu).content
    forget()
    no_parser()

    later = read(menu)

    assert later.content == content
    assert later.line(("drinks", 1)) == 6


def test_file_whose_time_alone_has_changed_is_not_parsed_again(menu, no_parser):
    read(menu)
    forget()
    os.utime(menu, (1, 1))
    no_parser()

    assert read(menu).content["opens"] == "7:00"


def test_edited_file_is_read_anew(menu):
    read(menu)
    # As long as before, and with the time of before.
    before = menu.stat()
    menu.write_text(MENU.replace("7:00", "8:00"), encoding="utf-8")
    os.utime(menu, ns=(before.st_atime_ns, before.st_mtime_ns))

    assert read(menu).content["opens"] == "8:00"
    forget()
    assert read(menu).content["opens"] == "8:00"


@pytest.mark.parametrize("name", ["menu", "drink"])
def test_edited_schema_is_heeded(menu, name):
    read(menu)
    schema = menu.parent / "schema" / f"{name}.schema.json"
    schema.write_text(
        json.dumps({**json.loads(schema.read_text()), "required": ["name" if name == "menu" else "warm"]})
    )

    with pytest.raises(SeedError, match=r"^menu\.yaml, line \d: .*'(name|warm)' is missing"):
        read(menu)


def test_file_with_a_mistake_is_refused_each_time(menu):
    for _ in range(2):
        assert refusal(menu, MENU.replace("small", "tiny")).startswith("menu.yaml, line 6")


def test_check_parses_whatever_was_found_before(menu, monkeypatch):
    read(menu)
    monkeypatch.setattr(parsing, "parse", lambda path, source: (_ for _ in ()).throw(SeedError("parsed")))

    with pytest.raises(SeedError, match=r"^parsed$"):
        check(menu)


@pytest.mark.parametrize("spoilt", ["", "[1, 2]", '{"digest": "another", "content": {}}', "{"])
def test_stored_content_that_is_not_of_the_file_is_passed_over(menu, spoilt):
    read(menu)
    [stored] = (menu.parent / "__pycache__").iterdir()
    stored.write_text(spoilt)
    forget()

    assert read(menu).content["opens"] == "7:00"


def test_content_is_read_where_nothing_can_be_stored(menu):
    (menu.parent / "__pycache__").write_text("no folder")

    assert read(menu).content["opens"] == "7:00"


def test_content_is_not_stored_where_python_stores_nothing(menu, monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", True)

    assert read(menu).content["opens"] == "7:00"
    assert not (menu.parent / "__pycache__").exists()


def test_content_is_stored_where_python_stores_its_modules(menu, monkeypatch, tmp_path):
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "elsewhere"))

    read(menu)

    assert not (menu.parent / "__pycache__").exists()
    assert [path.name for path in (tmp_path / "elsewhere").rglob("*.*")] == ["menu.yaml.json"]


def test_content_with_a_date_is_read_as_often_as_it_is_wanted(menu):
    menu.write_text("drinks: []\ncloses: 2026-03-09\n")

    first = read(menu)
    forget()

    assert str(first.content["closes"]) == str(read(menu).content["closes"]) == "2026-03-09"


@pytest.mark.parametrize("absent", ["yaml", "jsonschema", "referencing"])
def test_what_is_not_installed_is_named_with_its_extra(menu, monkeypatch, absent):
    for module in ("seedplot.content.parsing", "seedplot.content.schemas"):
        monkeypatch.delitem(sys.modules, module, raising=False)
    monkeypatch.setitem(sys.modules, absent, None)

    with pytest.raises(SeedError) as refused:
        read(menu)

    assert str(refused.value) == (
        "menu.yaml needs PyYAML and jsonschema to be read. Install them: pip install 'seedplot[content]'"
    )


def test_content_is_imported_without_parser_and_validator():
    finished = run_python(
        "-c",
        "import sys, seedplot.content; print([each for each in ('yaml', 'jsonschema') if each in sys.modules])",
    )

    assert (finished.stdout, finished.stderr) == ("[]\n", "")
