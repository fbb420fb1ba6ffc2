"""The words of a page as a reader sees them, without what people wrote themselves and what is code."""

from __future__ import annotations

import re
from html.parser import HTMLParser

UNSEEN = {"head", "script", "style", "code", "textarea", "template"}
WRITTEN = {"prose", "written", "as-printed"}
"""Classes of what somebody wrote, or a command prints: it is shown as it is."""
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
BLOCKS = {
    "p",
    "li",
    "td",
    "th",
    "dt",
    "dd",
    "h1",
    "h2",
    "h3",
    "div",
    "option",
    "summary",
    "text",
    "label",
    "button",
    "a",
}
FILE = re.compile(r"\S*(/\S*|\.[A-Za-z]\w*)")


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.hidden, self.open, self.found, self.links = 0, [], [], []

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        if tag == "a" and values.get("href"):
            self.links.append(values["href"])
        if tag in BLOCKS:
            self.found.append("\n")
        if tag in VOID:
            return
        hides = tag in UNSEEN or bool(WRITTEN & set((values.get("class") or "").split()))
        self.open.append((tag, hides))
        self.hidden += hides

    def handle_startendtag(self, tag, attributes):
        pass

    def handle_endtag(self, tag):
        while self.open:
            name, hides = self.open.pop()
            self.hidden -= hides
            if name == tag:
                break
        if tag in BLOCKS:
            self.found.append("\n")

    def handle_data(self, data):
        if not self.hidden:
            self.found.append(data)


def read_page(html):
    """The visible text of a page, a line for each block, and the addresses that it links to."""
    reader = _Reader()
    reader.feed(html)
    lines = (" ".join(line.split()) for line in "".join(reader.found).splitlines())
    return "\n".join(filter(None, lines)), reader.links


MISTAKES = {
    "a key": re.compile(r"\b[a-z]+_[a-z]+\b"),
    "an ISO date": re.compile(r"\b\d{4}-\d{2}-\d{2}\b"),
    "a space before %": re.compile(r"\d\s%"),
}
HOURS = re.compile(r"\b(\d[\d,]*(?:\.\d+)?) ?(?:h|hours)\b")


def mistakes_in(text):
    """The words that a reader would stumble over, each with its line. Names of files are what they are."""
    found = []
    for line in text.splitlines():
        words = " ".join(word for word in line.split() if not FILE.fullmatch(word.strip("().,:;“”")))
        found += [(what, line) for what, pattern in MISTAKES.items() if pattern.search(words)]
        found += [("raw hours", line) for hours in HOURS.findall(words) if float(hours.replace(",", "")) > 72]
    return found
