"""The whole installation on one machine, as `up` and `demo` run it.

Owns: which processes there are, in which order they start, and how each is known to be ready.
"""

import socket
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from launcher import broker, places, preload
from launcher.__main__ import main as verb
from launcher.oneline import OneLine
from launcher.supervisor import Child, Supervisor

TINDAK = (sys.executable, "-P", "-m", "launcher")
LOCALHOST = "127.0.0.1"
ADMIN = "admin@tindak.invalid"
ADMIN_PASSWORD = "admin-password"  # noqa: S105  (the name of the file that keeps it)


class PortTaken(OneLine):
    """Somebody listens on that port already."""


@contextmanager
def running(
    environment: Mapping[str, str], data: Path, *, host: str = LOCALHOST, port: int
) -> Iterator[Supervisor]:
    """Everything started and ready; leaving the context stops it all.

    `watch` the supervisor meanwhile, so that what dies is started again. Call from the main
    thread. Raises places.InUse, PortTaken, supervisor.StartFailed.
    """
    with places.held(data):
        _require_free(host, port)
        with Supervisor(environment, data / "log") as supervisor:
            for child in _ground(environment, data):
                supervisor.start(child, meanwhile=preload.read)
            preload.make(environment)
            for child in _forked(host, port):
                supervisor.start(child)
            yield supervisor


def _ground(environment: Mapping[str, str], data: Path) -> Iterator[Child]:
    """What the others stand on."""
    socket_path = places.socket_path(data)
    if environment["TINDAK_BROKER_URL"] == broker.url(socket_path):
        command = broker.command(data / "broker", socket_path)
        yield Child("broker", command, lambda: broker.answers(socket_path))
    yield Child("prepare", (*TINDAK, "prepare"), once=True)


def _forked(host: str, port: int) -> Iterator[Child]:
    web = ["web", "--host", host, "--port", str(port)]
    yield Child("web", ready=lambda: answers(host, port, "/healthz"), become=partial(verb, web))
    yield Child("worker", become=preload.work)


def answers(host: str, port: int, path: str) -> bool:
    """Whether a GET of `path` is answered 200 now."""
    line = HTTPConnection(host, port, timeout=2)
    try:
        line.request("GET", path)
        return line.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        line.close()


def _require_free(host: str, port: int) -> None:
    """Granian shares ports between processes, so it would not notice."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise PortTaken(
                f"{host}:{port} cannot be used ({error.strerror}): try --port."
            ) from error
