"""Asks every address of the API what nobody should, and says which answers were not those of a sound server."""

import json
from itertools import product
from urllib.parse import quote

from apps.projects.api.urls import urlpatterns
from apps.projects.models import IssueLink

API = "/api/projects/"
UNKNOWN = "00000000-0000-4000-8000-000000000000"
ODD_TEXTS = [
    "",
    "0",
    "1e400",
    "none",
    "'",
    '"; DROP TABLE projects_issue; --',
    "\0",
    "\n",
    "é😀",
    "\ufffe",
    "٣",
    "P1",
    "true",
    str(2**63),
    "9" * 5000,
    "x" * 20_000,
    "[" * 5000,
    UNKNOWN,
    UNKNOWN.replace("-", ""),
    f"urn:uuid:{UNKNOWN}",
    "2026-02-30",
    "9999-12-31",
    "9999-12-31T23:59:59-14:00",
    "0001-01-01T00:00:00+14:00",
    "2026-11-01T01:30",
    "2026-03-08T02:30",
    "2026-W10-1",
]
ODD_NAMES = ["format", "unknown", "", "\0", "page[]", "x" * 5000]
ODD_VALUES = [
    None,
    True,
    0,
    -1,
    1.5,
    2**63,
    10**400,
    "",
    "\0",
    "\ud800",
    "x" * 20_000,
    "1e400",
    "NaN",
    UNKNOWN,
    [],
    {},
    {"a": {"b": []}},
    json.loads("[" * 900 + "]" * 900),
]
ODD_BODIES = [b"", b"{", b"[]", b"null", b'"x"', b"\xff", b"\0", b"[" * 200_000, b'{"a":' * 200_000, b"9" * 9000]
ODD_BODIES += [b'{"story_points": Infinity, "title": "x"}', b"\xef\xbb\xbf{}", b'{"content": "' + b"x" * 3_000_000]
CONTENT_TYPES = [" ", "multipart/form-data", "a/b; charset=zlib", "application/json; charset=utf-16", "x" * 9000]
METHODS = ["get", "head", "options", "post", "put", "patch", "delete", "trace"]
DEEP = [
    "boards/{boards}/columns/{odd}/",
    "boards/{boards}/issues/{odd}/move/",
    "issues/{issues}/links/{odd}/",
    "sprints/{sprints}/issues/{odd}/",
]
HEADERS = [
    {"authorization": "Token"},
    {"authorization": "Token a\0b"},
    {"authorization": "Token \xff"},
    {"authorization": "Basic x"},
    {"cookie": 'sessionid="\\000aaaaaaaaaaaaaaaa"'},
    {"cookie": "sessionid=" + "x" * 5000},
    {"accept": "application/xml"},
]
SOUND = {200, 201, 204, 308, 400, 401, 403, 404, 405}


def keys_of(scrum):
    """One row of each kind, by the part of the address before it."""
    sprint = scrum.add_sprint(1)
    issue, other = scrum.add_issue(sprint=sprint, story_points=3), scrum.add_issue()
    link = IssueLink.objects.create(source_issue=issue, target_issue=other, link_type="blocks", created_by=scrum.ada)
    return {
        "projects": str(scrum.project.pk),
        "boards": str(scrum.board.pk),
        "columns": str(scrum.columns["Done"].pk),
        "issues": str(issue.pk),
        "links": str(link.pk),
        "sprints": str(sprint.pk),
        "status": str(scrum.statuses["Done"].pk),
        "person": str(scrum.ben.user_uuid),
    }


def addresses(keys, **odd):
    """Each address of the API with keys in it, those of `odd` in place of the right ones."""
    found = []
    for pattern in urlpatterns:
        parts = str(pattern.pattern).split("/")
        for number, part in enumerate(parts):
            if part.startswith("<"):
                parts[number] = (keys | odd)[parts[number - 1]]
        found.append(API + "/".join(parts))
    return found


def odd_logins(keys):
    """(method, address, arguments of the test client) for each odd way to say who one is."""
    for address, headers in product(addresses(keys), HEADERS):
        yield "get", address, {"headers": headers}


def odd_questions(keys):
    """The same for odd addresses and queries."""
    for address, method in product(addresses(keys), METHODS):
        yield method, f"{address}nothing", {}
        # So that nothing comes of it: what is there is to be there for the questions that follow.
        yield method, address, {"query_params": {"unknown": "1"}}
    for text in ODD_TEXTS:
        odd = dict.fromkeys(keys, quote(text, safe=""))
        for address in addresses(odd):
            yield "get", address, {}
        for address in DEEP:
            # All but the last key are right.
            place = API + address.format(**keys, odd=odd["issues"])
            yield "delete", place, {}
            yield "patch", place, {"data": json.dumps({"column": keys["columns"]}), "content_type": "application/json"}
    for address, pattern in zip(addresses(keys), urlpatterns, strict=True):
        for name, text in product(pattern.callback.cls.parameters().fields, ODD_TEXTS):
            # What is required beside it, so that the one odd thing is what is looked at.
            right = {"project": keys["projects"], "q": "card"} if address.endswith("/search/") else {}
            yield "get", address, {"query_params": right | {name: text}}
        for name in ODD_NAMES:
            yield "get", address, {"query_params": {name: "x"}}
        yield "get", address, {"query_params": {f"p{number}": "1" for number in range(2000)}}
        yield "get", f"{address}?{'&'.join(['page=1'] * 500)}&%ff=%ff&=&&", {}


BODIES = {
    "boards/{boards}/columns/": ("post", {"workflow_status": "status"}, "name order min_wip max_wip"),
    "boards/{boards}/columns/{columns}/": ("patch", {}, "workflow_status name order min_wip max_wip"),
    "boards/{boards}/issues/": (
        "post",
        {"title": "status"},
        "issue_type description priority assignee sprint parent_issue story_points estimated_hours",
    ),
    "boards/{boards}/issues/{issues}/move/": ("patch", {"column": "columns"}, ""),
    "issues/": ("post", {"project": "projects", "title": "status"}, ""),
    "issues/{issues}/assign/": ("patch", {"assignee": "person"}, ""),
    "issues/{issues}/transition/": ("patch", {"status": "status"}, ""),
    "issues/{issues}/priority/": ("patch", {"priority": "status"}, ""),
    "issues/{issues}/comments/": ("post", {"content": "status"}, ""),
    "issues/{issues}/links/": ("post", {"target_issue": "issues", "link_type": "status"}, ""),
    "sprints/{sprints}/complete/": ("post", {}, "move_to"),
    "sprints/{sprints}/issues/": ("post", {"issue": "issues"}, ""),
    "sprints/{sprints}/start/": ("post", {}, ""),
}
"""By address: the method, the fields that are required (with a key that will do for them), and the others."""


def odd_bodies(keys):
    """The same for odd bodies: each field with each odd value, the others as they should be."""
    for template, (method, required, others) in BODIES.items():
        address = API + template.format(**keys)
        right = {name: keys[key] for name, key in required.items()}
        for name, value in product([*required, *others.split(), "unknown", "", "\0", "\ud800"], ODD_VALUES):
            body = json.dumps(right | {name: value})
            yield method, address, {"data": body, "content_type": "application/json"}
        for body in ODD_BODIES:
            yield method, address, {"data": body, "content_type": "application/json"}
        for content_type in CONTENT_TYPES:
            yield method, address, {"data": json.dumps(right), "content_type": content_type}


def unsound_answers(client, requests):
    """(status, method, address, arguments) of each answer that is wrong; the client must not raise a view's errors."""
    found = []
    for method, address, arguments in requests:
        response = getattr(client, method)(address, **arguments)
        is_sound = response.content == b"" or _is_readable(response) or method == "trace"
        if response.status_code not in SOUND or not is_sound:
            found.append((response.status_code, method, address[:100], str(arguments)[:200]))
    return found


def _is_readable(response):
    """A JSON object, or the file that one address gives."""
    if response.headers["Content-Type"].startswith("text/csv"):
        return True
    try:
        return isinstance(json.loads(response.content), dict)
    except ValueError:
        return False
