"""A line between two processes that can be cut, frozen, slowed or refused.

Owns: a TCP proxy on the loopback, in a thread of its own. `break_` sets what happens to every
connection, those that stand and those to come, until `mend`.
"""

import asyncio
import contextlib
import socket
import struct
from collections.abc import Awaitable, Callable, Sequence
from itertools import count
from threading import Thread

from tests.servers.places import free_port

PIECE = 64 * 1024
SLOW_SECONDS = 0.04
FAULTS = ("reset", "frozen", "slow", "refused")


class Line:
    """Listens on `port` and leads to the ports `to`, one after the other. Half-open: while
    `frozen`, connections stand and nothing passes; whoever stays silent is never told."""

    def __init__(self, to: Sequence[int]) -> None:
        self.port = free_port()
        self._faults: list[str] = []
        self._to = to
        self._turn = count()
        self._open: set[asyncio.StreamWriter] = set()
        self._loop = asyncio.new_event_loop()
        self._thaw = asyncio.Event()
        self._thaw.set()
        self._thread = Thread(target=self._run, name=f"line {self.port}", daemon=True)
        self._thread.start()
        self._do(self._listen)

    def break_(self, fault: str) -> None:
        """From now on every connection suffers `fault`, beside others that stand; `reset` cuts
        those that stand, once."""
        self._do(lambda: self._break(fault))

    def mend(self, fault: str) -> None:
        """That fault is over; what stood frozen flows on."""
        self._do(lambda: self._mend(fault))

    def close(self) -> None:
        """Cut every connection and stop listening."""
        self._do(self._end)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5)
        self._loop.close()

    def _do(self, what: Callable[[], Awaitable[None]]) -> None:
        async def done() -> None:
            await what()

        asyncio.run_coroutine_threadsafe(done(), self._loop).result(10)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_forever()

    async def _listen(self) -> None:
        self._server = await asyncio.start_server(self._connected, "127.0.0.1", self.port)

    async def _break(self, fault: str) -> None:
        if fault in ("reset", "refused"):
            self._cut()
        if fault != "reset":
            self._faults.append(fault)
        if fault == "frozen":
            self._thaw.clear()

    async def _mend(self, fault: str) -> None:
        self._faults.remove(fault)
        if "frozen" not in self._faults:
            self._thaw.set()

    async def _end(self) -> None:
        self._thaw.set()
        self._server.close()
        self._cut()
        if others := asyncio.all_tasks() - {asyncio.current_task()}:
            await asyncio.wait(others, timeout=2)

    async def _connected(self, near: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        self._open.add(back)
        try:
            await self._thaw.wait()
            reached = None if "refused" in self._faults else await self._reach()
            if reached is None:
                _abort(back)
                return
            far, out = reached
            self._open.add(out)
            await asyncio.gather(self._pass(near, out), self._pass(far, back))
        finally:
            self._open.discard(back)
            back.close()

    async def _reach(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter] | None:
        """The next of those it leads to that takes the connection."""
        for _ in self._to:
            port = self._to[next(self._turn) % len(self._to)]
            with contextlib.suppress(OSError):
                return await asyncio.open_connection("127.0.0.1", port)
        return None

    async def _pass(self, source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
        try:
            while piece := await source.read(PIECE):
                await self._thaw.wait()
                if "slow" in self._faults:
                    await asyncio.sleep(SLOW_SECONDS)
                target.write(piece)
                await target.drain()
        except OSError:
            _abort(target)
        finally:
            self._open.discard(target)
            target.close()

    def _cut(self) -> None:
        for writer in list(self._open):
            _abort(writer)
        self._open.clear()


def _abort(writer: asyncio.StreamWriter) -> None:
    """End it with a reset: the other side is told at once, and what was under way is lost."""
    sock = writer.get_extra_info("socket")
    if sock is not None:
        with contextlib.suppress(OSError):
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()
