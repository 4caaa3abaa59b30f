"""The load: so many connections, each of which sends one request after the other.

Owns: a process of its own for it, so that the measured server's helpers (a proxy, a feed) do not
share its interpreter lock, and taking the time of each answer: from the first byte sent to the
last byte read.
"""

import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection
from multiprocessing import get_context
from threading import Barrier

SECONDS = 60


class Refused(Exception):
    """An answer was not the one that was asked for: nothing is measured."""


@dataclass(frozen=True)
class Request:
    """One request and the status that its answer must have."""

    method: str
    path: str
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    status: int = 200


Script = Sequence[Request]
"""What one connection sends, in order."""


class Load:
    """A process that sends; use as a context."""

    def __init__(self, host: str, port: int) -> None:
        self._address = (host, port)
        self._process = ProcessPoolExecutor(1, get_context("spawn"))

    def __enter__(self) -> "Load":
        return self

    def __exit__(self, *_: object) -> None:
        self._process.shutdown()

    def run(self, scripts: Sequence[Script]) -> list[float]:
        """The milliseconds of every answer, one connection per script, all at once; raises
        Refused."""
        return self.timed(scripts)[0]

    def timed(self, scripts: Sequence[Script]) -> tuple[list[float], float]:
        """As `run`, and the seconds from the first request to the last answer of all."""
        return self._process.submit(_run, self._address, list(scripts)).result()

    def ask(self, request: Request) -> bytes:
        """The body of one answer, which nobody times; raises Refused."""
        line = HTTPConnection(*self._address, timeout=SECONDS)
        try:
            return _answered(line, request)
        finally:
            line.close()


def _run(address: tuple[str, int], scripts: list[Script]) -> tuple[list[float], float]:
    begin = Barrier(len(scripts))
    with ThreadPoolExecutor(len(scripts)) as pool:
        found = list(pool.map(lambda script: _send(address, script, begin), scripts))
    begun, ended = min(one[1] for one in found), max(one[2] for one in found)
    return [one for each, _, _ in found for one in each], ended - begun


def _send(
    address: tuple[str, int], script: Script, begin: Barrier
) -> tuple[list[float], float, float]:
    """The milliseconds of each answer, and when the first request went and the last came."""
    line = HTTPConnection(*address, timeout=SECONDS)
    line.connect()
    begin.wait(SECONDS)
    begun = time.perf_counter()
    try:
        return [_timed(line, request) for request in script], begun, time.perf_counter()
    finally:
        with suppress(OSError):
            line.close()


def _timed(line: HTTPConnection, request: Request) -> float:
    begun = time.perf_counter()
    _answered(line, request)
    return (time.perf_counter() - begun) * 1000


def _answered(line: HTTPConnection, request: Request) -> bytes:
    line.request(request.method, request.path, request.body or None, dict(request.headers))
    answer = line.getresponse()
    body = answer.read()
    if answer.status != request.status:
        raise Refused(f"{request.method} {request.path}: {answer.status} {body[:300]!r}")
    return body
