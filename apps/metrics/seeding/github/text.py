"""Foreign text made harmless: what strangers wrote on GitHub, before anything else of the project sees it.

Every function may be given anything, returns plain text and changes nothing that it returned itself. Which characters
go is written out below rather than asked of `unicodedata`, whose tables grow with every version of Python.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable, Iterable

TITLE_LENGTH = 120
LABEL_LENGTH = 50
PATH_LENGTH = 255
ELLIPSIS = "…"
READ_AT_MOST = 4_000
"""Anything longer is cut before it is looked at, so that nobody's text costs time."""
PASSES_AT_MOST = 12

_BREAKS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
# What shows nothing and what turns the text around: Unicode's default-ignorable characters, the private ones, the
# halves of surrogate pairs, and those that never are characters.
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)
_MARK = "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
_PILED_MARKS = re.compile(f"({_MARK}{{2}}){_MARK}+")

_SCRIPT = re.compile(r"<(script|style)\b[^<>]*>.*?</\1\s*>", re.IGNORECASE)
_ELEMENT = re.compile(
    r"</?(?:a|b|body|br|button|code|dd|details|div|dl|dt|em|embed|form|h[1-6]|head|hr|html|i|iframe|img|input|kbd|li|"
    r"link|meta|object|ol|p|pre|s|script|select|small|span|strong|style|sub|summary|sup|svg|table|tbody|td|textarea|"
    r"th|thead|title|tr|tt|u|ul|video)(?:[\s/][^<>]*)?>|<!--.*?-->",
    re.IGNORECASE,
)
_ANGLES = re.compile(r"<([A-Za-z/!?][^<>]*)>")
_OPEN_ANGLE = re.compile(r"<(?=[A-Za-z/!?])")

_TRAILER = re.compile(r"(?i)(?:^|(?<=\s))[a-z]+(?:-[a-z]+)*-by:.*$")
_ADDRESS = re.compile(r"(?i)(?:mailto:)?[^\s@<>()\[\]\"',;:]+[@\uff20\ufe6b](?!v?\d)[^\s@<>()\[\]\"',;:]+")
_QUALIFIED_MENTION = re.compile(r"(?<![\w@])[@\uff20\ufe6b]+(?=[A-Za-z0-9][\w-]*[./]\w)")
_MENTION = re.compile(r"(?<!\w)[@\uff20\ufe6b]+(?=\w)[A-Za-z0-9-]*\w*")
_MERGED_FROM = re.compile(r"(?i)\bfrom [\w.-]+[/:][\w./-]+$")

# Not the versions of languages: C#12, F#8.
_REFERENCE = (
    r"(?:https?://[^\s/]+/[\w.-]+/[\w.-]+/(?:issues|pull|pulls|discussions)/\d+(?:[/#?]\S*)?"
    r"|(?:(?<!\w)[\w.-]+/[\w.-]+)?(?<!\b[cfj])[#\uff03\ufe5f]\d+\b"
    r"|\bGH-\d+\b)"
)
_CLOSING = re.compile(
    rf"(?i)\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?)\b\s*:?\s*{_REFERENCE}(?:\s*(?:,|and|&)\s*{_REFERENCE})*"
)
_ANY_REFERENCE = re.compile(rf"(?i){_REFERENCE}")

_EMPTY_BRACKETS = re.compile(r"\(\W*\)|\[\W*\]|\{\W*\}")
_BEFORE_STOP = re.compile(r"\s+(?=[,;:!?](?:\s|$))")
_DANGLING = re.compile(r"^[\s,;:.!?/&-]+(?=\s|$)|^[,;:\s]+|[\s,;:/&-]+$|(?<=\s)(?:by|from|with|and|cc)$", re.IGNORECASE)


def clean_title(text: object, people: Iterable[str] = (), length: int = TITLE_LENGTH) -> str:
    """One line of at most that many characters without mentions, addresses, references, HTML and what cannot be seen.

    `people` are the logins that its source names beside it: as words of the text, they go too. Empty if nothing
    is left.
    """
    logins = sorted({person for person in people if len(person) > 2})
    named = [re.compile(rf"(?i)(?<![\w-]){re.escape(login)}(?![\w-])") for login in logins]

    def once(line: str) -> str:
        line = _without_markup(_seen(line))
        for pattern in (_TRAILER, _ADDRESS):
            line = pattern.sub(" ", line)
        line = _MENTION.sub(" ", _QUALIFIED_MENTION.sub("", line))
        for pattern in (_MERGED_FROM, _CLOSING, _ANY_REFERENCE, *named):
            line = pattern.sub(" ", line)
        return _cut(_tidy(line), length)

    return _until_it_stays(once, text)


def clean_first_line(text: object, people: Iterable[str] = ()) -> str:
    """The same of the first line that says something, as of a commit's message."""
    for line in _text(text).splitlines():
        if cleaned := clean_title(line, people):
            return cleaned
    return ""


def clean_labels(names: Iterable[object], at_most: int = 10) -> tuple[str, ...]:
    """Labels of one line each, none twice, in their order."""
    cleaned = (clean_title(name, length=LABEL_LENGTH) for name in names)
    return tuple(dict.fromkeys(label for label in cleaned if label))[:at_most]


def clean_path(text: object) -> str:
    """A path below the repository, with `/` between its parts. Empty if none is left."""

    def once(path: str) -> str:
        path = re.sub(r"[<>:\"|?*]", "", _seen(path).replace("\\", "/"))
        parts = [part.strip() for part in path.split("/")]
        kept = [part for part in parts if part.strip(".~ ")]
        while len("/".join(kept)) > PATH_LENGTH:
            del kept[0]
        return "/".join(kept)

    return _until_it_stays(once, text)


def _until_it_stays(once: Callable[[str], str], text: object) -> str:
    """Taking one thing away may bring another together: again, until nothing changes. Empty if that takes too long."""
    line = _text(text)
    for _ in range(PASSES_AT_MOST):
        before, line = line, once(line)
        if line == before:
            return line
    return ""


def _text(value: object) -> str:
    return value[:READ_AT_MOST] if isinstance(value, str) else ""


def _seen(line: str) -> str:
    """Without line breaks and what cannot be seen; composed, so that one text has one form."""
    line = unicodedata.normalize("NFC", _UNSEEN.sub("", _BREAKS.sub(" ", line)))
    return _PILED_MARKS.sub(r"\1", line)


def _without_markup(line: str) -> str:
    line = _SCRIPT.sub(" ", html.unescape(line))
    while (shorter := _ELEMENT.sub("", line)) != line:
        line = shorter
    return _OPEN_ANGLE.sub("\u2039", _ANGLES.sub("\u2039\\1\u203a", line))


def _tidy(line: str) -> str:
    line = " ".join(_EMPTY_BRACKETS.sub(" ", line).split())
    return _DANGLING.sub("", _BEFORE_STOP.sub("", line)).strip()


def _cut(line: str, length: int) -> str:
    """At most that many characters, cut between words where there are any."""
    if len(line) <= length:
        return line
    head = line[:length]
    words, space, _ = head.rpartition(" ")
    shorter = words if space and len(words) > length // 2 else head[: length - 1]
    return shorter.rstrip(" ,;:.-/&([{") + ELLIPSIS
