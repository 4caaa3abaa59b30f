"""The small installation: what `./tindak up` starts, on SQLite and the bundled broker.

Owns: starting `up` as anybody does. Its own supervisor starts again what is killed; the harness
only finds the processes.
"""

import subprocess
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from redis import Redis

from launcher import environment, installation, places, tether, waiting
from tests.faults.grounds.ground import LOCALHOST, TINDAK, Ground, children, words_of
from tests.faults.line import Line
from tests.servers.places import free_port

READY_SECONDS = 90
NAMES = {"web": "tindak-web", "worker": "tindak-worker", "beat": "tindak-worker"}
"""Forked off the supervisor, whose command line they keep; beat is in the only worker."""


class Embedded(Ground):
    """One machine."""

    database = "sqlite"

    def __init__(self, begins: datetime) -> None:
        super().__init__(begins)
        self._port = free_port()
        self.lines["intake"] = Line([self._port])
        self._up: subprocess.Popen[bytes] | None = None

    @property
    def environment(self) -> Mapping[str, str]:
        return environment.embedded(self._common(), self.data, port=self._port)

    def start(self) -> None:
        command = [*TINDAK, "up", "--port", str(self._port)]
        with self.log.open("ab") as log:
            self._up = tether.start(command, environment=self._common(), output=log)
        waiting.until(self._ready, READY_SECONDS, "the installation")

    def tend(self) -> None:
        """The supervisor does; it is started again where it ended itself."""
        if self._up is None or self._up.poll() is not None:
            self.start()

    def processes(self, role: str) -> Sequence[int]:
        if self._up is None:
            return []
        if role == "broker":
            return [pid for pid in children(self._up.pid) if "valkey" in "".join(words_of(pid)[:1])]
        if role not in NAMES:
            return []
        return [pid for pid in children(self._up.pid) if _named(pid, NAMES[role])]

    def cut_power(self, meanwhile: Callable[[], None]) -> None:
        assert self._up is not None
        for pid in [self._up.pid, *children(self._up.pid)]:
            self.kill(pid)
        tether.kill(self._up)
        meanwhile()
        self.start()

    def broker(self) -> Redis:
        return Redis(unix_socket_path=str(places.socket_path(self.data)), socket_timeout=5)

    def broker_folder(self) -> Path:
        return self.data / "broker"

    def hosts(self, path: str) -> Sequence[int]:
        return [self._port]

    def close(self) -> None:
        if self._up is not None:
            tether.kill(self._up)
        super().close()

    def _ready(self) -> bool:
        if self._up is not None and self._up.poll() is not None:
            raise RuntimeError(f"`up` ended: {self.log.read_text()[-2000:]}")
        running = all(self.processes(role) for role in (*NAMES, "broker"))
        return running and installation.answers(LOCALHOST, self._port, "/healthz")


def _named(pid: int, name: str) -> bool:
    try:
        return Path(f"/proc/{pid}/comm").read_text().strip() == name
    except (FileNotFoundError, ProcessLookupError):
        return False
