"""Foreign text: what goes, what stays, and that cleaned text is clean."""

import html
import random
import re
import time
import unicodedata

import pytest

from apps.metrics.seeding.github.text import (
    LABEL_LENGTH,
    PATH_LENGTH,
    TITLE_LENGTH,
    clean_first_line,
    clean_labels,
    clean_path,
    clean_title,
)

ZERO_WIDTH, RIGHT_TO_LEFT, ISOLATE, TAG, NUL = "\u200b", "\u202e", "\u2066", "\U000e0041", "\x00"


@pytest.mark.parametrize(
    "title",
    [
        "Cache the price lookup per request",
        "Require Python >= 3.9 and drop < 3.8",
        "Fix crash in a < b comparison",
        "♻️ Refactor".replace("\ufe0f", "") + " the router",
        "🌐 Add Russian translation for `docs/ru/index.md`",
        "Bump actions/checkout from v3 to actions/checkout@v4",
        "Use str | None & int in C# and C++",
        "Support C#12 and F#8",
        "Größe für naïve cafés, 価格の計算",
        "Fixes for the parser",
        "Close the file handle (again)",
        "[3.x] Backport of the fix!",
    ],
)
def test_harmless_title_stays_as_it_is(title):
    assert clean_title(title) == title


@pytest.mark.parametrize(
    ("foreign", "cleaned"),
    [
        # What cannot be seen
        (f"Fix{NUL} the\x1b[31m parser\x7f", "Fix the [31m parser"),
        ("Fix the parser\r\nand the printer\u2028now", "Fix the parser and the printer now"),
        (f"Fix {RIGHT_TO_LEFT}the{ISOLATE} par{ZERO_WIDTH}ser{TAG}\ufeff", "Fix the parser"),
        ("Fix \ud800 the \udfff parser", "Fix the parser"),
        ("Fix \ue000the\uffff parser", "Fix the parser"),
        ("Cafe\u0301", "Café"),
        ("Z" + "\u0301\u0302" * 40 + "algo", "\u0179\u0302\u0301algo"),
        ("  Fix   the parser  ", "Fix the parser"),
        # HTML
        ("Fix <b>bold</b> text", "Fix bold text"),
        ("Fix <script>alert(1)</script>the parser", "Fix the parser"),
        ("Fix <img src=x onerror=alert(1)> the parser", "Fix the parser"),
        ("Fix &lt;script&gt;alert(1)&lt;/script&gt; the parser", "Fix the parser"),
        ("Fix &amp;lt;script&amp;gt; the parser", "Fix the parser"),
        ("Fix <scr<b>ipt>the parser", "Fix the parser"),
        ("Fix <script", "Fix \u2039script"),
        ("Return List<int> from Map<String, int>", "Return List\u2039int\u203a from Map\u2039String, int\u203a"),
        ("Fix <!-- hidden --> the parser", "Fix the parser"),
        # People
        ("Fix the parser, thanks @octo-ada", "Fix the parser, thanks"),
        ("@octo-ada: fix the parser", "fix the parser"),
        ("Fix the parser (@octo-ada)", "Fix the parser"),
        ("Fix the parser by @octo-ada", "Fix the parser"),
        (f"Fix @{ZERO_WIDTH}octo-ada parser", "Fix parser"),
        ("Fix \uff20octo parser", "Fix parser"),
        ("Document the @app.route decorator of @types/node", "Document the app.route decorator of types/node"),
        ("Fix the parser ada@example.org <ada@example.org>", "Fix the parser"),
        ("Write to mailto:ada.b+c@mail.example.org now", "Write to now"),
        ("Fix the parser Co-authored-by: Ada Lovelace <ada@example.org>", "Fix the parser"),
        ("Fix the parser\nSigned-off-by: Ada Lovelace", "Fix the parser"),
        ("Merge pull request #12 from octo-ada/patch-1", "Merge pull request"),
        # References
        ("Fix the parser (fixes #123)", "Fix the parser"),
        ("Fixes #123: keep the parser", "keep the parser"),
        ("Keep the parser, closes acme/compiler#4, #5 and #6", "Keep the parser"),
        ("Keep the parser, RESOLVED: GH-12", "Keep the parser"),
        ("Close https://github.com/acme/compiler/issues/12#issuecomment-1 now", "now"),
        ("Fix <b></b>#123 parser", "parser"),
        (f"Fix{ZERO_WIDTH}es #1{ZERO_WIDTH}23 parser", "parser"),
        ("fi@x@xes #12 parser", "parser"),
        ('Revert "Fix the parser" (#123)', 'Revert "Fix the parser"'),
    ],
)  # fmt: skip
def test_foreign_title_is_made_harmless(foreign, cleaned):
    assert clean_title(foreign) == cleaned


def test_logins_that_are_known_are_dropped_as_words():
    cleaned = clean_title("Octo-Ada: take octo-adas fix of octo-ada, ok?", people=["octo-ada", "ok"])

    assert cleaned == "take octo-adas fix of, ok?"


def test_long_title_is_cut_at_a_word():
    cleaned = clean_title("parser " * 40)

    assert cleaned == "parser " * 16 + "parser…"
    assert len(cleaned) <= TITLE_LENGTH


def test_long_word_is_cut_where_it_must():
    assert clean_title("x" * 500) == "x" * (TITLE_LENGTH - 1) + "…"


@pytest.mark.parametrize("nothing", [None, 7, b"bytes", [], "", " ", "#12", "@octo-ada", "<b></b>", NUL, "fixes #12"])
def test_what_holds_no_text_gives_none(nothing):
    assert clean_title(nothing) == ""


def test_first_line_that_says_something_is_taken():
    message = "\n\nfixes #12\n\nKeep the parser\n\nIt was lost.\nCo-authored-by: Ada <ada@example.org>"

    assert clean_first_line(message) == "Keep the parser"


def test_labels_are_clean_short_and_none_is_twice():
    names = ["bug", "<b>bug</b>", None, {"name": "x"}, "@octo-ada", "needs\nreview", "y" * 90, *map(str, range(20))]

    cleaned = clean_labels(names)

    assert cleaned[:3] == ("bug", "needs review", "y" * (LABEL_LENGTH - 1) + "…")
    assert cleaned[3:] == tuple("0123456")


@pytest.mark.parametrize(
    ("path", "cleaned"),
    [
        ("src/compiler/parser.py", "src/compiler/parser.py"),
        (".github/workflows/test.yml", ".github/workflows/test.yml"),
        ("docs/größe.md", "docs/größe.md"),
        ("/etc/passwd", "etc/passwd"),
        ("../../etc/passwd", "etc/passwd"),
        ("a/./b/../c//d", "a/b/c/d"),
        ("a/.../c", "a/c"),
        ("..\\..\\windows\\system32", "windows/system32"),
        ("C:\\boot.ini", "C/boot.ini"),
        ("~/.ssh/id", ".ssh/id"),
        (f"src/{RIGHT_TO_LEFT}yp.{NUL}exe\n", "src/yp. exe"),
        ("src/. ./x", "src/x"),
        ("src/<script>.js", "src/script.js"),
        ("x/" * 400 + "end.py", "x/" * 124 + "end.py"),
        ("x" * 400, ""),
        ("../..", ""),
        (None, ""),
    ],
)
def test_path_is_relative_and_harmless(path, cleaned):
    assert clean_path(path) == cleaned
    assert len(cleaned) <= PATH_LENGTH


PIECES = [
    "fix", "fixes", "closes", "resolve", ":", " ", " ", "\n", "#12", "#", "12", "GH-", "acme/compiler", "@", "octo",
    "-ada", "ada@example.org", "&lt;", "&amp;", "&#60;", "<", ">", "</b>", "script", "<b>", "(", ")", "[", "]",
    "\u200b", "\u202e", "\x00", "\ud800", "e\u0301", "\u0301", "Co-authored-by:", "https://github.com/a/b/issues/1",
    "from", "by", ",", ".", "..", "/", "\\", "\uff20", "\uff03", "\u00e9", "\u8a9e", "\u2026", "=", '"',
]  # fmt: skip
HARMFUL = [
    r"<[A-Za-z/!?]",
    r"(?<!\w)@[A-Za-z0-9]",
    r"(?i)\b(close[sd]?|fix(e[sd])?|resolve[sd]?)(\W*[\w./-]*#\d+\b|\W+GH-\d+\b)",
    r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ud800-\udfff]",
    r"[^\s@]@[a-z]+\.[a-z]",
]


def test_whatever_is_put_together_is_harmless_and_cleaning_again_changes_nothing():
    dice = random.Random(7)
    for _ in range(3_000):
        text = "".join(dice.choices(PIECES, k=dice.randint(1, 30)))

        cleaned = clean_title(text)

        assert clean_title(cleaned) == cleaned, text
        assert len(cleaned) <= TITLE_LENGTH
        assert cleaned == unicodedata.normalize("NFC", cleaned) == html.unescape(cleaned)
        assert [pattern for pattern in HARMFUL if re.search(pattern, cleaned)] == [], text
        assert cleaned.encode() is not None


def test_whatever_path_is_put_together_stays_below_the_repository():
    dice = random.Random(7)
    for _ in range(2_000):
        path = clean_path("".join(dice.choices([*PIECES, "..", "../", "~"], k=dice.randint(1, 30))))

        assert clean_path(path) == path
        assert not path.startswith("/")
        assert all(part.strip(". ") for part in path.split("/")) or path == ""


@pytest.mark.parametrize("text", ["a" * 10**6, "@" * 10**6, "<" * 10**6, "a@" * 10**6, "fix #" * 10**6, "&amp;" * 10**6,
                                  "(" * 10**6, "a/b" * 10**6, "by " * 10**6, "<script>" * 10**6, "\u0301" * 10**6],
                         ids=lambda text: text[:8])  # fmt: skip
def test_long_hostile_text_costs_little_time(text):
    started = time.perf_counter()

    clean_title(text)

    assert time.perf_counter() - started < 3
