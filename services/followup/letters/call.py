"""One call to a webhook.

Owns: the POST itself and its limits: the checked address and no other, TLS against the host's
name, no redirects, no proxy, few seconds in all, and nothing read but the status.
"""

import contextlib
import http.client
import socket
import ssl
from collections.abc import Iterator, Mapping
from threading import Timer

import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection

from services.followup.letters.guard import Target

STEP_SECONDS = 5
WHOLE_SECONDS = 10


class CallFailed(Exception):
    """The webhook did not answer with success; the text says what happened."""


def post(
    target: Target, body: bytes, headers: Mapping[str, str], trust: ssl.SSLContext | None = None
) -> None:
    """POST the body to the target's address; `trust` replaces the system's certificates.

    Raises CallFailed unless the answer is 2xx.
    """
    try:
        with _connected(target, trust) as connection:
            connection.request("POST", target.path, body=body, headers=headers)
            status = connection.getresponse().status
    except (OSError, urllib3.exceptions.HTTPError, http.client.HTTPException) as error:
        raise CallFailed(f"{type(error).__name__}: {error}") from error
    if not 200 <= status < 300:
        raise CallFailed(f"answered {status}")


@contextlib.contextmanager
def _connected(target: Target, trust: ssl.SSLContext | None) -> Iterator[HTTPConnection]:
    """A connection that is cut after WHOLE_SECONDS, however slowly the other end speaks."""
    connection = _connection(target, trust)
    connection.connect()
    assert connection.sock is not None
    watch = Timer(WHOLE_SECONDS, _cut, [connection.sock])
    watch.daemon = True
    watch.start()
    try:
        yield connection
    finally:
        watch.cancel()
        connection.close()


def _connection(target: Target, trust: ssl.SSLContext | None) -> HTTPConnection:
    if target.scheme == "http":
        return HTTPConnection(target.address, target.port, timeout=STEP_SECONDS)
    return HTTPSConnection(
        target.address,
        target.port,
        timeout=STEP_SECONDS,
        server_hostname=target.host,
        assert_hostname=target.host,
        ssl_context=trust or ssl.create_default_context(),
    )


def _cut(sock: socket.socket) -> None:
    with contextlib.suppress(OSError):
        sock.shutdown(socket.SHUT_RDWR)
