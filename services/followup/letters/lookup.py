"""Names into addresses, in bounded time.

Owns: asking the system's resolver with a limit of its own. The resolver knows none, and a name
whose servers are silent would hold a worker, or a visitor's request, for half a minute.
"""

import socket
from collections.abc import Callable
from queue import Empty, SimpleQueue
from threading import BoundedSemaphore, Thread

SECONDS = 3.0
MOST_AT_ONCE = 8
Resolver = Callable[[str, int], list[str]]
_rooms = BoundedSemaphore(MOST_AT_ONCE)


def system(host: str, port: int) -> list[str]:
    """What the system's resolver says; raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(one[4][0]) for one in found))


def addresses(
    host: str, port: int, resolver: Resolver = system, seconds: float = SECONDS
) -> list[str]:
    """The addresses of `host`; raises OSError where there are none, or none that soon, or where
    too many other names are being waited for."""
    if not _rooms.acquire(blocking=False):
        raise TimeoutError("too many names are being looked up")
    answer: SimpleQueue[list[str] | Exception] = SimpleQueue()
    Thread(target=_ask, args=(resolver, host, port, answer), daemon=True).start()
    try:
        found = answer.get(timeout=seconds)
    except Empty:
        raise TimeoutError(f"{host} was not found within {seconds:g} seconds") from None
    if isinstance(found, Exception):
        raise OSError(str(found)) from found
    return found


def _ask(
    resolver: Resolver, host: str, port: int, answer: "SimpleQueue[list[str] | Exception]"
) -> None:
    """In a thread that nobody waits for longer than asked."""
    try:
        answer.put(resolver(host, port))
    except (OSError, ValueError) as error:  # a name that is too long or empty is a ValueError
        answer.put(error)
    finally:
        _rooms.release()
