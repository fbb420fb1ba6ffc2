"""The same files from other processes, databases, time zones and hash seeds; and the command around them."""

import re

import pytest

ARGUMENTS = ("generate_library_notices", "--as-of", "2026-02-28", "--no-progress", "--verbosity", "0")


@pytest.fixture
def generate(manage, tmp_path):
    """Run the command in a process of its own; what it said, and the files that it wrote there."""

    def run(name, url, *arguments, **environment):
        path = tmp_path / name
        finished = manage(*ARGUMENTS, "--output", path, *arguments, DATABASE_URL=url, **environment)
        files = {each.name: each.read_bytes() for each in path.iterdir()} if path.is_dir() else {}
        return finished, files

    return run


@pytest.mark.check
def test_files_are_the_same_bytes_on_any_machine(generate, garden_url, postgres_garden_url):
    first, here = generate("here", garden_url, PYTHONHASHSEED="1", TZ="Asia/Tokyo", LC_ALL="C")
    second, there = generate("there", postgres_garden_url, PYTHONHASHSEED="2", TZ="UTC", LC_ALL="C.UTF-8")

    assert [(each.returncode, each.stderr) for each in (first, second)] == [(0, ""), (0, "")]
    assert re.search(r"Wrote 43 files with [\d,]+ rows to .*here\.\n$", first.stdout)
    assert here == there
    assert len(here) == 44


@pytest.mark.check
def test_verify_reads_tables_and_files_and_fails_where_they_differ(generate, manage, garden_url, tmp_path):
    generate("files", garden_url)
    verify = ("generate_library_notices", "--verify", "--output", tmp_path / "files", "--no-progress")

    fine = manage(*verify, DATABASE_URL=garden_url)
    (tmp_path / "files" / "holds.txt").write_bytes(b"")
    broken = manage(*verify, DATABASE_URL=garden_url)

    assert (fine.returncode, fine.stderr) == (0, "")
    assert [line.split(":")[0] for line in fine.stdout.splitlines() if " Test " in line] == [
        f"ok      (notices.P60{number}) Test {number}" for number in (1, 2, 3, 4)
    ]
    assert broken.returncode == 1
    assert re.fullmatch(
        r"CommandError: 1 promise is broken, first Files in .*: \(notices\.P701\) holds\.txt, line 1: "
        r"no line where .* belongs\. "
        r"Make the library anew: python manage\.py generate_library_notices --scenario library-notices "
        r"--as-of 2026-02-28 --clear --email-providers example\n",
        broken.stderr,
    )


@pytest.mark.check
def test_file_of_somebody_else_stops_the_command_before_it_seeds(generate, manage, garden_url, tmp_path):
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "PhoneNotices.csv").write_bytes(b"mine")

    refused, files = generate("files", garden_url)
    traced = manage("trace_notice", "A", DATABASE_URL=garden_url)
    whom = manage("trace_notice", DATABASE_URL=garden_url)

    assert refused.returncode == 1
    assert refused.stderr.startswith("CommandError: The directory ")
    assert refused.stderr.count("\n") == 1
    assert files == {"PhoneNotices.csv": b"mine"}
    assert traced.stderr == (
        "CommandError: There is no library yet. Make it first: python manage.py generate_library_notices\n"
    )
    assert (whom.returncode, whom.stderr.count("\n")) == (2, 1)
    assert whom.stderr.endswith("the following arguments are required: PATRON. See: manage.py trace_notice --help\n")
