"""Posts at a rate, whatever the answers take: an open load, as a nation's offices make it.

Owns: a process of its own, whose connections take turns; each sends when its moment has come, and
says of every post what was answered and when. Instants are the machine's monotonic clock, which
all processes share.
"""

import json
import time
from collections.abc import Sequence
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from http.client import HTTPConnection
from multiprocessing import get_context

from bench.load import SECONDS, Refused, Request, Script

Said = tuple[str, float]
"""The id of a recommendation that was accepted, and when that was answered."""
FIRST_AFTER = 0.5


class Paced:
    """The process; use as a context."""

    def __init__(self, host: str, port: int) -> None:
        self._address = (host, port)
        self._process = ProcessPoolExecutor(1, get_context("spawn"))

    def __enter__(self) -> "Paced":
        return self

    def __exit__(self, *_: object) -> None:
        self._process.shutdown()

    def begin(self, scripts: Sequence[Script], rate: float) -> "Future[list[Said]]":
        """Send them, a connection for each script, so many a second in all; raises Refused from
        the result."""
        return self._process.submit(_all, self._address, list(scripts), rate)


def _all(address: tuple[str, int], scripts: list[Script], rate: float) -> list[Said]:
    begin, many = time.monotonic() + FIRST_AFTER, len(scripts)
    with ThreadPoolExecutor(many) as pool:
        turns = [
            pool.submit(_one, address, script, begin + number / rate, many / rate)
            for number, script in enumerate(scripts)
        ]
        return [said for turn in turns for said in turn.result()]


def _one(address: tuple[str, int], script: Script, first: float, every: float) -> list[Said]:
    line = HTTPConnection(*address, timeout=SECONDS)
    line.connect()
    said = []
    for number, request in enumerate(script):
        time.sleep(max(0.0, first + number * every - time.monotonic()))
        said.append((_asked(line, request), time.monotonic()))
    line.close()
    return said


def _asked(line: HTTPConnection, request: Request) -> str:
    line.request(request.method, request.path, request.body, dict(request.headers))
    answer = line.getresponse()
    body = answer.read()
    if answer.status != request.status:
        raise Refused(f"{request.method} {request.path}: {answer.status} {body[:300]!r}")
    return str(json.loads(body)["id"])
