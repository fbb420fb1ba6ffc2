"""An answer of GitHub as a text of our own, so that a cache outlives the versions of the libraries that read it."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from datetime import datetime
from typing import Any

from requests import PreparedRequest, Request
from requests.structures import CaseInsensitiveDict
from requests_cache.models.request import CachedRequest
from requests_cache.models.response import CachedResponse

FORMAT = 2
"""The number of this format, raised with every change of it. 1 was that of a library."""


def key_of(request: PreparedRequest | Request | CachedRequest, **_: Any) -> str:
    """The key of a request's answer: whoever asks, with whatever token, gets the same."""
    return f"{request.method} {request.url!s}"


def as_text(response: CachedResponse) -> str:
    return json.dumps(_as_json(response))


def from_text(text: str) -> CachedResponse:
    """The answer. ValueError, KeyError or TypeError where the text is none."""
    return _from_json(json.loads(text))


def _as_json(response: CachedResponse) -> dict[str, Any]:
    return {
        "url": response.url,
        "method": response.request.method,
        "status": response.status_code,
        "reason": response.reason,
        "headers": dict(response.headers),
        "encoding": response.encoding,
        "body": b64encode(response.content or b"").decode(),
        "created_at": response.created_at.isoformat(),
        "expires": response.expires and response.expires.isoformat(),
        "history": [_as_json(each) for each in response.history],
    }


def _from_json(stored: dict[str, Any]) -> CachedResponse:
    return CachedResponse(
        url=stored["url"],
        request=CachedRequest(method=stored["method"], url=stored["url"]),
        status_code=stored["status"],
        reason=stored["reason"],
        headers=CaseInsensitiveDict(stored["headers"]),
        encoding=stored["encoding"],
        content=b64decode(stored["body"]),
        created_at=datetime.fromisoformat(stored["created_at"]),
        expires=stored["expires"] and datetime.fromisoformat(stored["expires"]),
        history=[_from_json(each) for each in stored["history"]],
    )
