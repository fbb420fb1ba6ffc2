"""Messages stay on one line and of one size, whatever the user typed."""

import os

import pytest

from seedplot.commands.one_line import LONGEST_ECHO, one_line, texts_of

LONG = "x" * 5_000


@pytest.mark.parametrize(
    ("message", "shown"),
    [
        ("plain, with 'quotes' and ümläute – ok", "plain, with 'quotes' and ümläute – ok"),
        ("bad\x1b[31m\nname\r\t\x00", r"bad\x1b[31m\nname\r\t\x00"),
        ("line\u2028end\u202e\x85", r"line\u2028end\u202e\x85"),
        ("half \ud800", r"half \ud800"),
    ],
)
def test_control_characters_are_written_out(message, shown):
    assert one_line(message) == shown


def test_long_argument_is_repeated_in_part():
    assert one_line(f"no '{LONG}' here", [LONG, "short"]) == f"no '{'x' * LONGEST_ECHO}...' here"
    assert one_line(f"no {'a b ' * 100}", ["a b " * 100]) == f"no {'a b ' * 50}..."
    assert one_line(f"unknown: --{LONG}") == f"unknown: --{'x' * (LONGEST_ECHO - 2)}..."
    assert one_line("a long message " * 50, ["short"]) == "a long message " * 50


def test_texts_of_options_are_found_in_lists_too():
    assert texts_of({"a": "one", "b": 2, "c": ["two", 3], "d": None}) == ["one", "two"]


BAD = {
    "scenario with control characters": (["--scenario", "bad\x1b[31m\nname"], r"named 'bad\x1b[31m\nname'. Known: "),
    "stray argument of two lines": (["stray\nx"], r"unrecognized arguments: stray\nx. See: "),
    "long scenario": (["--scenario", LONG], f"named '{'x' * LONGEST_ECHO}...'. Known: "),
    "long database": (["--scenario=baseline", "--database", LONG], "database named 'xxx"),
    "long option": ([f"--{LONG}"], "unrecognized arguments: --xxx"),
    "long value of an option": (["--scenario=baseline", f"--seed={LONG}"], "...' is not an integer. Give --seed"),
    "long seed": (["--scenario=baseline", "--seed", "9" * 400], "... does not fit 64 bits."),
    "many members": (["--members", "9" * 20], f"--members {'9' * 20}: it must be at most 10,000"),
    "many pull requests": (["--prs", "9" * 20], f"--prs {'9' * 20}: it must be at most 1,000,000"),
    "many teams": (["--scenario=baseline", "--teams", "9" * 20], "it must be at most 1,000,000"),
    "many issues": (
        ["--scenario=software-house", "--issues-per-project", "9" * 400],
        "...: it must be at most 100,000",
    ),
    "many workers": (["--scenario=baseline", "--workers", "9" * 30], "it must be at most 9,223,372,036,854,775,807"),
    "many resumed": (["--resume", "9" * 30, "--scheduler=x"], "it must be at most 9,223,372,036,854,775,807"),
    "day without hyphens": (["--scenario=baseline", "--as-of", "20260309"], "'20260309' is not a date. Give --as-of"),
    "day of a week": (["--scenario=baseline", "--as-of", "2026-W10-1"], "'2026-W10-1' is not a date."),
    "day in other digits": (["--scenario=baseline", "--as-of", "٢٠٢٦-٠٣-٠٩"], "is not a date."),
    "device": (["--scenario=baseline", "--github-snapshot", "/dev/zero"], "'/dev/zero' is no file of at most 50 MB."),
    "pipe": (["--scenario=baseline", "--github-snapshot", "PIPE"], "is no file of at most 50 MB."),
    "long file": (["--scenario=baseline", "--github-snapshot", LONG], "Cannot use 'xxx"),
    "nothing expected": (["--scenario=baseline", "--no-github", "--expect", ""], "'' is no fingerprint."),
    "nothing expected of what is there": (["--verify", "--expect", ""], "'' is no fingerprint."),
    "no fingerprint": (["--verify", "--expect", "0" * 31], f"'{'0' * 31}' is no fingerprint. Give --expect the 32 "),
    "capitals": (["--verify", "--expect", "A" * 32], "is no fingerprint."),
}


def test_bad_input_is_answered_on_one_line(manage_all, garden_url, tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    commands = [
        ["seed_demo_data", *(str(pipe) if each == "PIPE" else each for each in arguments)]
        for arguments, _ in BAD.values()
    ]

    answers = manage_all(commands, DATABASE_URL=garden_url)

    for answer, (name, (_, message)) in zip(answers, BAD.items(), strict=True):
        assert answer.returncode in (1, 2), name
        assert answer.stdout == "", name
        assert answer.stderr.endswith("\n"), name
        assert answer.stderr.count("\n") == 1, name
        assert answer.stderr.removesuffix("\n").isprintable(), name
        assert message in answer.stderr, name
        assert len(answer.stderr) < 800, name


@pytest.mark.parametrize(
    "command",
    [
        ["create_demo_account", "x"],
        ["seedplot", "runs", "x"],
        ["sync_pinecone_vectors", "x"],
        ["generate_comprehensive_test_data", "--output", LONG],
        ["generate_library_notices", "--output", LONG],
    ],
    ids=lambda command: command[0],
)
def test_other_commands_answer_on_one_line_too(command, manage, garden_url):
    finished = manage(*command, DATABASE_URL=garden_url)

    assert finished.returncode in (1, 2)
    assert finished.stderr.count("\n") == 1
    assert len(finished.stderr) < 600
