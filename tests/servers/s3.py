"""S3 on loopback over real HTTP: moto's server, which notes each request and can be told to refuse some."""

import threading
from contextlib import contextmanager
from dataclasses import dataclass, field

from moto.core import DEFAULT_ACCOUNT_ID
from moto.s3.models import s3_backends
from moto.server import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import WSGIRequestHandler, make_server

REFUSAL = (
    b'<?xml version="1.0" encoding="UTF-8"?>'
    b"<Error><Code>AccessDenied</Code><Message>Access Denied</Message><RequestId>1</RequestId></Error>"
)


@dataclass
class S3Server:
    address: str = ""
    requests: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)
    refused: tuple[str, ...] = ()
    """Ends of paths that are answered with 403."""

    @property
    def written(self):
        """The paths of the PUT requests, in order."""
        return [path for method, path, _ in self.requests if method == "PUT"]

    def __call__(self, environ, start_response):
        headers = {name[5:].lower(): value for name, value in environ.items() if name.startswith("HTTP_")}
        path = environ["PATH_INFO"]
        self.requests.append((environ["REQUEST_METHOD"], path, headers))
        if self.refused and path.endswith(self.refused):
            environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
            start_response("403 Forbidden", [("Content-Type", "application/xml")])
            return [REFUSAL]
        return self.application(environ, start_response)

    def __post_init__(self):
        self.application = DomainDispatcherApplication(create_backend_app)


class _Quiet(WSGIRequestHandler):
    def log(self, *_, **__):
        pass


@contextmanager
def running_s3():
    backend = s3_backends[DEFAULT_ACCOUNT_ID]["aws"]
    backend.reset()
    server = S3Server()
    http = make_server("127.0.0.1", 0, server, threaded=True, request_handler=_Quiet)
    server.address = f"http://127.0.0.1:{http.server_port}"
    thread = threading.Thread(target=http.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        http.shutdown()
        thread.join()
        http.server_close()
        backend.reset()
