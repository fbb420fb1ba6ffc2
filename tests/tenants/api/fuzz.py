"""Asks every address of the API what nobody should, and says which answers were not those of a sound server."""

import json
from itertools import product
from urllib.parse import quote

from apps.tenants.api.urls import urlpatterns

ODD_TEXTS = [
    "",
    " ",
    "0",
    "-1",
    "1",
    "01",
    "1.5",
    "1e400",
    "NaN",
    "null",
    "true",
    "%",
    "_",
    "\\",
    "'",
    '"; DROP TABLE tenants_tenant; --',
    "\0",
    "a\0b",
    "\n",
    "\u2028",
    "é😀",
    "\ufffe",
    "٣",
    "resolved",
    "address",
    str(2**31),
    str(2**63 - 1),
    str(2**63),
    "9" * 400,
    "9" * 5000,
    "x" * 20_000,
    "[" * 5000,
    "../../",
    "{}",
]
ODD_NAMES = ["format", "unknown", "", "\0", "page[]", "x" * 5000]
FIELDS = ["status", "flagged", "priority", "notes", "unknown", "", "\0", "\ud800"]
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
    "resolved",
    [],
    {},
    [[]] * 50,
    {"a": {"b": []}},
]
ODD_VALUES += [json.loads("[" * 900 + "]" * 900), json.loads('{"a":' * 900 + "1" + "}" * 900)]
ODD_BODIES = [b"", b"{", b"[]", b"null", b"1", b'"x"', b"\xff", b"\0", b"[" * 200_000, b'{"a":' * 200_000, b"9" * 9000]
ODD_BODIES += [
    b'{"status": Infinity}',
    b"\xef\xbb\xbf{}",
    b"status=resolved",
    b'{"notes": "' + b"x" * 3_000_000 + b'"}',
]
CONTENT_TYPES = [" ", "x", "multipart/form-data", "a/b; charset=zlib", "application/json; charset=utf-16", "x" * 9000]
METHODS = ["get", "head", "options", "post", "put", "patch", "delete", "trace"]
HEADERS = [
    {"authorization": "Token"},
    {"authorization": "Token a\0b"},
    {"authorization": "Token \xff"},
    {"authorization": "Token a b"},
    {"authorization": "Basic x"},
    {"authorization": "x" * 9000},
    {"cookie": 'sessionid="\\000aaaaaaaaaaaaaaaa"'},
    {"cookie": "sessionid=" + "x" * 5000 + "; csrftoken=\xff"},
    {"accept": "application/xml"},
    {"accept": "/" * 9000},
]
SOUND = {200, 308, 400, 401, 404, 405}


def addresses(key="1"):
    """Each address of the API, with the key in it."""
    routes = [str(pattern.pattern) for pattern in urlpatterns]
    return [f"/api/tenants/{route.replace('<str:key>', key)}" for route in routes]


def parameters(pattern):
    """The parameters that an address declares, and some that none does."""
    return [*pattern.callback.cls.parameters().fields, *ODD_NAMES]


def odd_logins():
    """(method, address, arguments of the test client) for each odd way to say who one is."""
    for address, headers in product(addresses(), HEADERS):
        yield "get", address, {"headers": headers}


def odd_requests():
    """The same for odd addresses, queries and bodies."""
    for address, method in product(addresses(), METHODS):
        yield method, address, {}
        yield method, f"{address}nothing", {}
    for text in ODD_TEXTS:
        for address in addresses(_quoted(text)):
            yield "get", address, {}
            yield "patch", address, {"data": b'{"status": "resolved"}', "content_type": "application/json"}
    for address, pattern in zip(addresses(), urlpatterns, strict=True):
        for name, text in product(parameters(pattern), ODD_TEXTS):
            yield "get", address, {"query_params": {name: text}}
    changed = [address for address in addresses() if "1" in address]
    for address, name, value in product(changed, FIELDS, ODD_VALUES):
        yield "patch", address, {"data": json.dumps({name: value}), "content_type": "application/json"}
    for address, body in product(changed, ODD_BODIES):
        yield "patch", address, {"data": body, "content_type": "application/json"}
    for address, content_type in product(changed, CONTENT_TYPES):
        yield "patch", address, {"data": b'{"notes": "x"}', "content_type": content_type}
    many = {f"p{number}": "1" for number in range(2000)}
    for address in addresses():
        yield "get", address, {"query_params": many}
        yield "get", f"{address}?{'&'.join(['page=1'] * 500)}&%ff=%ff&=&&", {}


def unsound_answers(client, requests):
    """(status, method, address, arguments) of each answer that is wrong; the client must not raise a view's errors."""
    found = []
    for method, address, arguments in requests:
        response = getattr(client, method)(address, **arguments)
        is_text = response.content == b"" or isinstance(_read(response.content), dict)
        if response.status_code not in SOUND or not (is_text or method == "trace"):
            found.append((response.status_code, method, address[:100], str(arguments)[:200]))
    return found


def _read(content):
    try:
        return json.loads(content)
    except ValueError:
        return None


def _quoted(text):
    return quote(text, safe="")
