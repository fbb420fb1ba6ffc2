"""The data plane of Pinecone's REST on loopback: upsert, query, delete, describe_index_stats, list, fetch.

It is as strict as the service: a wrong key, a vector of another length, metadata with null or nested values and calls
that are too large are refused.
"""

import json
import math
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

KEY = "pc-test-key"
PAGE = 100
MOST_VECTORS = 1_000
MOST_BYTES = 2 * 2**20


class Refused(Exception):  # noqa: N818 - an answer, not a defect
    def __init__(self, status, message):
        super().__init__(message)
        self.status = status


@dataclass
class PineconeServer:
    dimension: int = 1_024
    metric: str = "cosine"
    address: str = ""
    namespaces: dict[str, dict[str, dict]] = field(default_factory=dict)
    requests: list[tuple[str, dict]] = field(default_factory=list)
    """The path and the body, or the query, of each."""
    refusals: dict[str, tuple[int, int]] = field(default_factory=dict)
    """By path: how many calls succeed before all others are answered with a status."""
    lost: int = 0
    """How many of the vectors of a call are not written."""

    def called(self, path):
        return [asked for each, asked in self.requests if each == path]

    def ids(self, namespace):
        return sorted(self.namespaces.get(namespace, {}))

    def answer(self, path, key, asked):
        if key != KEY:
            raise Refused(401, "Invalid API Key")
        self.requests.append((path, asked))
        allowed, status = self.refusals.get(path, (None, 0))
        if allowed is not None and len(self.called(path)) > allowed:
            raise Refused(status, f"refused as status {status}")
        known = {
            "/vectors/upsert": self.upsert,
            "/query": self.query,
            "/vectors/delete": self.delete,
            "/describe_index_stats": self.describe,
            "/vectors/list": self.list,
            "/vectors/fetch": self.fetch,
        }
        if path not in known:
            raise Refused(404, f"no such path: {path}")
        return known[path](asked)

    def upsert(self, asked):
        if len(asked["vectors"]) > MOST_VECTORS:
            raise Refused(400, f"at most {MOST_VECTORS} vectors a call")
        for vector in asked["vectors"]:
            if len(vector["values"]) != self.dimension:
                raise Refused(400, f"Vector dimension {len(vector['values'])} does not match {self.dimension}")
            for name, value in vector.get("metadata", {}).items():
                if value is None or not isinstance(value, (str, int, float, bool)):
                    raise Refused(400, f"Metadata value must not be null or nested: {name}")
        written = asked["vectors"][: len(asked["vectors"]) - self.lost]
        place = self.namespaces.setdefault(asked.get("namespace", ""), {})
        place.update({vector["id"]: vector for vector in written})
        return {"upsertedCount": len(written)}

    def query(self, asked):
        place = self.namespaces.get(asked.get("namespace", ""), {})
        vector = asked["vector"] if "vector" in asked else place.get(asked["id"], {}).get("values")
        if vector is None:
            return {"matches": [], "namespace": asked.get("namespace", "")}
        found = [
            {"id": key, "score": cosine(vector, each["values"]), "values": [], "metadata": each.get("metadata", {})}
            for key, each in place.items()
            if holds(asked.get("filter", {}), each.get("metadata", {}))
        ]
        if not asked.get("includeMetadata"):
            found = [{**each, "metadata": None} for each in found]
        best = sorted(found, key=lambda each: (-each["score"], each["id"]))[: asked["topK"]]
        return {"matches": best, "namespace": asked.get("namespace", ""), "usage": {"readUnits": 1}}

    def delete(self, asked):
        if asked["namespace"] not in self.namespaces:
            raise Refused(404, "Namespace not found")
        place = self.namespaces[asked["namespace"]]
        gone = asked.get("ids", [])
        if asked.get("deleteAll"):
            gone = list(place)
        elif "filter" in asked:
            gone = [key for key, each in place.items() if holds(asked["filter"], each.get("metadata", {}))]
        for key in gone:
            place.pop(key, None)
        return {}

    def describe(self, asked):
        counts = {name: {"vectorCount": len(place)} for name, place in self.namespaces.items()}
        return {
            "namespaces": counts,
            "dimension": self.dimension,
            "metric": self.metric,
            "vectorType": "dense",
            "indexFullness": 0.0,
            "totalVectorCount": sum(len(place) for place in self.namespaces.values()),
        }

    def list(self, asked):
        prefix = asked.get("prefix", [""])[0]
        keys = [key for key in self.ids(asked["namespace"][0]) if key.startswith(prefix)]
        start = int(asked.get("paginationToken", ["0"])[0])
        end = start + int(asked.get("limit", [PAGE])[0])
        page = {"vectors": [{"id": key} for key in keys[start:end]], "namespace": asked["namespace"][0]}
        return {**page, "pagination": {"next": str(end)}} if end < len(keys) else page

    def fetch(self, asked):
        namespace = asked.get("namespace", [""])[0]
        place = self.namespaces.get(namespace, {})
        return {"vectors": {key: place[key] for key in asked["ids"] if key in place}, "namespace": namespace}


def cosine(left, right):
    product = sum(a * b for a, b in zip(left, right, strict=True))
    return product / (math.hypot(*left) * math.hypot(*right) or 1)


def holds(wanted, metadata):
    if "$and" in wanted:
        return all(holds(each, metadata) for each in wanted["$and"])
    return all(metadata.get(name) == test["$eq"] for name, test in wanted.items())


@contextmanager
def running_pinecone(**settings):
    server = PineconeServer(**settings)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            self.respond(parse_qs(urlsplit(self.path).query))

        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"] or 0))
            self.respond(json.loads(body or b"{}"), len(body))

        def respond(self, asked, size=0):
            try:
                if size > MOST_BYTES or len(self.path) > 8_000:
                    raise Refused(413, "too large")
                status, answer = 200, server.answer(urlsplit(self.path).path, self.headers["Api-Key"], asked)
            except Refused as refusal:
                status, answer = refusal.status, {"code": refusal.status, "message": str(refusal), "details": []}
            content = json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_):
            pass

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    http.daemon_threads = True
    server.address = f"http://127.0.0.1:{http.server_port}"
    thread = threading.Thread(target=http.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        http.shutdown()
        thread.join()
        http.server_close()
