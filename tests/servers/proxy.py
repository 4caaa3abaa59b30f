"""A line to a server that can be cut: open, refused (nobody listens) or frozen (nothing passes).

Owns: one loopback port before a server's unix socket or TCP port. Frozen is the half-open line of
a broken network: connections are taken and stay, and no byte passes until it is open again.
"""

import socket
import struct
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Event, Lock, Thread

BYTES = 65_536
AT_ONCE = struct.pack("ii", 1, 0)  # close with a reset, as a killed server does
Reach = Callable[[], socket.socket]


class Line:
    """The line; `port` stays the same through everything that is done to it."""

    def __init__(self, server: Path | int) -> None:
        self._reach = _reach(server)
        self._flows, self._lock = Event(), Lock()
        self._ends: list[socket.socket] = []
        self._listener = self._listen(0)
        self.port: int = self._listener.getsockname()[1]
        self._flows.set()

    def open(self) -> None:
        """Everything passes; what was held up by a frozen line goes on."""
        if self._listener.fileno() < 0:
            self._listener = self._listen(self.port)
        self._flows.set()

    def freeze(self) -> None:
        """Nothing passes any more, and nobody is told."""
        self._flows.clear()

    def refuse(self) -> None:
        """Nobody listens, and every connection is reset."""
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        with self._lock:
            ends, self._ends = self._ends, []
        for one in ends:
            _reset(one)
        self._flows.set()

    def close(self) -> None:
        """Ends for good."""
        self.refuse()

    def _listen(self, port: int) -> socket.socket:
        listener = socket.create_server(("127.0.0.1", port), backlog=64)
        Thread(target=self._accept, args=(listener,), daemon=True).start()
        return listener

    def _accept(self, listener: socket.socket) -> None:
        while True:
            try:
                near, _ = listener.accept()
                far = self._reach()
            except OSError:
                if listener.fileno() < 0:
                    return
                continue
            with self._lock:
                self._ends += [near, far]
            for source, sink in ((near, far), (far, near)):
                Thread(target=self._pump, args=(source, sink), daemon=True).start()

    def _pump(self, source: socket.socket, sink: socket.socket) -> None:
        with suppress(OSError):
            while piece := source.recv(BYTES):
                self._flows.wait()
                sink.sendall(piece)
        self._flows.wait()
        for one in (source, sink):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)


def _reach(server: Path | int) -> Reach:
    def reach() -> socket.socket:
        if isinstance(server, int):
            return socket.create_connection(("127.0.0.1", server))
        line = socket.socket(socket.AF_UNIX)
        line.connect(str(server))
        return line

    return reach


def _reset(end: socket.socket) -> None:
    with suppress(OSError):
        if end.family == socket.AF_INET:
            end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, AT_ONCE)
        end.shutdown(socket.SHUT_RDWR)
    end.close()
