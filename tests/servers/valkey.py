"""A real Valkey of our own: the bundled binary on a unix socket (and TCP where asked for)."""

import shutil
import signal
import subprocess
from pathlib import Path

from redis import Redis

from launcher import broker, tether
from tests.servers.places import temporary_folder


class Valkey:
    """One server with the options of production; `kill` and `start` keep its data and address."""

    def __init__(self, port: int = 0, password: str = "", inside: Path | None = None) -> None:
        self.folder = temporary_folder("vk", inside=inside)
        self.socket = self.folder / "s"
        self._command = broker.command(self.folder, self.socket, port, password)
        self._process: subprocess.Popen[bytes] | None = None
        self.start()

    @property
    def url(self) -> str:
        """The address as Celery writes it."""
        return broker.url(self.socket)

    @property
    def running(self) -> list[int]:
        """The server's process number; empty where it has ended."""
        return [self._process.pid] if self._process and self._process.poll() is None else []

    def client(self) -> "Redis":
        """A client for looking inside."""
        return Redis(unix_socket_path=str(self.socket))

    def start(self) -> None:
        """Start the server and wait until it answers."""
        with Path(self.folder / "log").open("ab") as log:
            self._process = tether.start(self._command, output=log)
        broker.await_answer(self.socket, 10)

    def stop(self) -> None:
        """An orderly end."""
        if self._process:
            tether.stop(self._process, signal.SIGTERM, 5)

    def kill(self) -> None:
        """`kill -9`."""
        if self._process:
            tether.kill(self._process)

    def close(self) -> None:
        """Stop for good and leave nothing behind."""
        self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)
