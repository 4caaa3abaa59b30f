"""Events go to the broker, as a courtesy.

Owns: the publisher: one thread per process with a bounded queue, which sends what has gathered as
`followup.receive(stream, events)`, in batches per stream. An event that comes after a rest is sent
at once; then the next wait a moment for each other, since a message costs followup as much as four
events. Nobody waits for it: a broker that is dead or frozen delays no answer, and what is dropped
followup reads from the feed.
"""

import queue
import threading
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import structlog
from celery import Celery
from kombu.entity import Queue
from prometheus_client import Counter
from prometheus_client.registry import Collector

from shared.events import Event
from shared.stream import envelope

TASK, QUEUE = "followup.receive", "followup"
KEY_PREFIX = "tindak:"  # followup's worker listens under it
MOST_WAITING, MOST_AT_ONCE = 10_000, 200
LAST_WORDS_SECONDS = 1.0
GATHER_SECONDS = 0.015
WAIT_SECONDS = 2
SETTINGS: Mapping[str, Any] = {
    "task_ignore_result": True,
    "result_backend": None,
    "task_serializer": "json",
    "task_create_missing_queues": False,
    "task_queues": [Queue(QUEUE)],  # type: ignore[no-untyped-call]
    "task_default_queue": QUEUE,
    "broker_connection_timeout": WAIT_SECONDS,
    "broker_transport_options": {
        "socket_timeout": WAIT_SECONDS,
        "socket_connect_timeout": WAIT_SECONDS,
        "socket_keepalive": True,
        "global_keyprefix": KEY_PREFIX,
    },
}
_log = structlog.get_logger("publish")


class Publisher:
    """Sends events from a thread of its own, which starts with the first of them."""

    def __init__(self, broker_url: str, most_waiting: int = MOST_WAITING) -> None:
        self._celery = Celery("intake", broker=broker_url, set_as_current=False)
        self._celery.conf.update(SETTINGS)
        self._waiting: queue.Queue[Event | None] = queue.Queue(most_waiting)
        self._thread: threading.Thread | None = None
        self._starting = threading.Lock()
        self._ends = threading.Event()
        self._published = _counter("published", "Events handed to the broker")
        self._dropped = _counter("dropped", "Events not handed to the broker; the feed has them")

    @property
    def collectors(self) -> Sequence[Collector]:
        """What Prometheus reads of it."""
        return (self._published, self._dropped)

    def hand(self, events: Iterable[Event]) -> None:
        """Takes events to be sent soon, and returns at once; drops what there is no room for."""
        self._start()
        for event in events:
            try:
                self._waiting.put_nowait(event)
            except queue.Full:
                self._dropped.inc()

    def stop(self, seconds: float = LAST_WORDS_SECONDS) -> None:
        """Sends what waits, for up to `seconds`, and ends the thread."""
        self._ends.set()
        thread, self._thread = self._thread, None
        if thread is None:
            return
        try:
            self._waiting.put(None, timeout=seconds)
        except queue.Full:
            return
        thread.join(seconds)

    def answers(self) -> tuple[bool, str]:
        """A readiness check: whether the broker answers."""
        with self._celery.connection_for_write() as connection:
            connection.default_channel.client.ping()
        return True, "answers"

    def _start(self) -> None:
        with self._starting:
            if self._thread is None:
                self._ends.clear()
                self._thread = threading.Thread(target=self._run, name="publisher", daemon=True)
                self._thread.start()

    def _run(self) -> None:
        while True:
            first = self._waiting.get()
            batch, ends = self._gather(first)
            for stream, events in _by_stream(batch).items():
                self._send(stream, events)
            if ends:
                return
            self._ends.wait(GATHER_SECONDS)

    def _gather(self, first: Event | None) -> tuple[list[Event], bool]:
        """What waits now, up to a bound, and whether the end was asked for."""
        batch: list[Event] = []
        one = first
        while one is not None:
            batch.append(one)
            if len(batch) == MOST_AT_ONCE:
                return batch, False
            try:
                one = self._waiting.get_nowait()
            except queue.Empty:
                return batch, False
        return batch, True

    def _send(self, stream: str, events: Sequence[Event]) -> None:
        try:
            body = [envelope(event) for event in events]
            self._celery.send_task(TASK, args=(stream, body), queue=QUEUE, retry=False)
            self._published.inc(len(events))
        except Exception as error:  # whatever the broker does: the feed has the events
            self._dropped.inc(len(events))
            _log.warning("not_published", stream=stream, events=len(events), error=str(error))


def _counter(name: str, what: str) -> Counter:
    return Counter(f"tindak_intake_events_{name}", what, registry=None)


def _by_stream(events: Iterable[Event]) -> dict[str, list[Event]]:
    found: dict[str, list[Event]] = {}
    for event in events:
        found.setdefault(event.stream, []).append(event)
    return found
