"""Two at once in a known order: the first is held at its commit until the second waits for it.

Owns: seeing in PostgreSQL itself that somebody waits for a lock, so that no test sleeps for luck.
"""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event, current_thread
from typing import TypeVar

from sqlalchemy import Connection, Engine, event, text

from launcher import waiting
from shared.db import reading

A = TypeVar("A")
B = TypeVar("B")
PATIENCE = 20
_WAITING = text(
    "SELECT count(*) FROM pg_stat_activity"
    " WHERE datname = current_database() AND wait_event_type = 'Lock'"
)


def in_turn(
    engine: Engine,
    first: Callable[[], A],
    second: Callable[[], B],
    meanwhile: Callable[[], object] = lambda: None,
) -> tuple[A, B]:
    """What both answer. `first` has done all but its commit when `second` begins, and commits once
    `second` waits for a lock of the database, or is done; `meanwhile` is called between. Raises
    what either raises. PostgreSQL only: SQLite has one lock, and nobody can be seen to wait."""
    written, commits = Event(), Event()

    def hold(conn: Connection) -> None:
        mine = current_thread().name.startswith("first")
        if mine and not conn.get_execution_options().get("read_only") and not written.is_set():
            written.set()
            assert commits.wait(PATIENCE)

    event.listen(engine, "commit", hold)
    try:
        with ThreadPoolExecutor(1, "first") as ones, ThreadPoolExecutor(1, "second") as others:
            one = ones.submit(first)
            try:
                assert written.wait(PATIENCE), "the first wrote nothing"
                other = others.submit(second)
                waiting.until(lambda: _waits_or_is_done(engine, other), PATIENCE, "the second")
                meanwhile()
            finally:
                commits.set()
            return one.result(PATIENCE), other.result(PATIENCE)
    finally:
        event.remove(engine, "commit", hold)


def _waits_or_is_done(engine: Engine, other: "Future[B]") -> bool:
    with reading(engine) as conn:
        return other.done() or conn.execute(_WAITING).scalar_one() > 0
