"""One call to a webhook.

Owns: the call itself (a POST; a GET for who only listens) and its limits: the checked addresses
and no other, TLS against the host's name, no redirects, no proxy, few seconds in all, and nothing
read but the status.
"""

import contextlib
import http.client
import socket
import ssl
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from threading import Timer

import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection

from services.followup.letters.guard import Target

STEP_SECONDS = 5
WHOLE_SECONDS = 10
MOST_ADDRESSES = 3


class CallFailed(Exception):
    """The webhook did not answer with success; the text says what happened."""


def post(
    target: Target,
    body: bytes,
    headers: Mapping[str, str],
    trust: ssl.SSLContext | None = None,
    *,
    whole_seconds: float = WHOLE_SECONDS,
) -> None:
    """POST the body to the target; `trust` replaces the system's certificates.

    Raises CallFailed unless the answer is 2xx.
    """
    _ask(target, _Request("POST", headers, body), trust, whole_seconds)


def get(
    target: Target,
    headers: Mapping[str, str],
    trust: ssl.SSLContext | None = None,
    *,
    whole_seconds: float = WHOLE_SECONDS,
) -> None:
    """GET the target, as `post`."""
    _ask(target, _Request("GET", headers), trust, whole_seconds)


@dataclass(frozen=True)
class _Request:
    method: str
    headers: Mapping[str, str]
    body: bytes | None = None


def _ask(target: Target, what: _Request, trust: ssl.SSLContext | None, seconds: float) -> None:
    try:
        with _connected(target, trust, seconds) as connection:
            connection.request(
                what.method,
                target.path,
                body=what.body,
                headers=what.headers,
                preload_content=False,
            )
            status = connection.getresponse().status
    except (OSError, urllib3.exceptions.HTTPError, http.client.HTTPException) as error:
        raise CallFailed(f"{type(error).__name__}: {error}") from error
    if not 200 <= status < 300:
        raise CallFailed(f"answered {status}")


@contextlib.contextmanager
def _connected(
    target: Target, trust: ssl.SSLContext | None, seconds: float
) -> Iterator[HTTPConnection]:
    """A connection that is cut after so many seconds, however slowly the other end speaks."""
    connection = _reached(target, trust)
    assert connection.sock is not None
    watch = Timer(seconds, _cut, [connection.sock])
    watch.daemon = True
    watch.start()
    try:
        yield connection
    finally:
        watch.cancel()
        connection.close()


def _reached(target: Target, trust: ssl.SSLContext | None) -> HTTPConnection:
    """The first of the target's addresses that answers; raises what the last one raised."""
    *first, last = target.addresses[:MOST_ADDRESSES]
    for address in first:
        with contextlib.suppress(OSError, urllib3.exceptions.HTTPError):
            return _connected_to(address, target, trust)
    return _connected_to(last, target, trust)


def _connected_to(address: str, target: Target, trust: ssl.SSLContext | None) -> HTTPConnection:
    connection = _connection(address, target, trust)
    try:
        connection.connect()
    except BaseException:
        connection.close()
        raise
    return connection


def _connection(address: str, target: Target, trust: ssl.SSLContext | None) -> HTTPConnection:
    if target.scheme == "http":
        return HTTPConnection(address, target.port, timeout=STEP_SECONDS)
    return HTTPSConnection(
        address,
        target.port,
        timeout=STEP_SECONDS,
        server_hostname=target.host,
        ssl_context=trust or ssl.create_default_context(),
    )


def _cut(sock: socket.socket) -> None:
    with contextlib.suppress(OSError):
        sock.shutdown(socket.SHUT_RDWR)
