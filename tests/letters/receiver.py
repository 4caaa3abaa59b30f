"""A real HTTP server in a thread that receives what webhooks are told."""

import ssl
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

from tests.servers.places import free_port


@dataclass
class Call:
    """One request as it arrived."""

    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Receiver:
    """What it heard lies in `calls`; `answers` are statuses given first, then 204. The answer 0
    is spoken so slowly that it never ends; 299 has a body that never ends."""

    trust: ssl.SSLContext | None = None
    answers: list[int] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.port = free_port()
        self._server = ThreadingHTTPServer(("127.0.0.1", self.port), self._handler())
        self._server.daemon_threads = True
        if self.trust:
            self._server.socket = self.trust.wrap_socket(self._server.socket, server_side=True)
        self._thread = Thread(target=self._server.serve_forever, args=[0.05])
        self._thread.start()

    def url(self, path: str = "/hook", host: str = "127.0.0.1") -> str:
        return f"{'https' if self.trust else 'http'}://{host}:{self.port}{path}"

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        return type("Handler", (_Handler,), {"receiver": self})


class _Handler(BaseHTTPRequestHandler):
    receiver: Receiver

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.receiver.calls.append(Call(self.path, dict(self.headers), body))
        status = self.receiver.answers.pop(0) if self.receiver.answers else 204
        if status == 0:
            self._without_end(b"H", pause=0.1)
            return
        self.send_response(status)
        if 300 <= status < 400:
            self.send_header("Location", self.receiver.url("/elsewhere"))
        self.send_header("Content-Length", "1000000000000" if status == 299 else "0")
        self.end_headers()
        if status == 299:
            self._without_end(b"x" * 65536, pause=0)

    def do_GET(self) -> None:
        self.do_POST()

    def _without_end(self, piece: bytes, pause: float) -> None:
        try:
            while True:
                self.wfile.write(piece)
                time.sleep(pause)  # slowness is what is tried here
        except OSError:
            self.close_connection = True

    def log_message(self, *_: Any) -> None:
        """Tests are quiet."""
