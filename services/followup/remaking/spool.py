"""Events laid aside by their subject, on the disk and not in memory.

Owns: a private file of SQLite that goes with its connection. The feed gives events in the order of
time; the audit wants them case by case, and there may be more than memory holds.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from types import TracebackType

from shared.chain import parse
from shared.events import Event

Part = Mapping[str, list[Event]]
"""Every event of some subjects, in order."""


class Spool:
    """A context: what was kept in it is gone when it ends."""

    def __init__(self) -> None:
        self._file = sqlite3.connect("")
        self._file.execute(
            "CREATE TABLE kept (subject TEXT, seq INTEGER, body TEXT, previous TEXT, hash TEXT, "
            "PRIMARY KEY (subject, seq)) WITHOUT ROWID"
        )

    def __enter__(self) -> "Spool":
        return self

    def __exit__(
        self,
        _type: type[BaseException] | None,
        _error: BaseException | None,
        _at: TracebackType | None,
    ) -> None:
        self._file.close()

    def keep(self, events: Iterable[Event]) -> None:
        """Lay these events aside."""
        rows = ((one.subject, one.seq, one.body, one.previous_hash, one.hash) for one in events)
        self._file.executemany("INSERT INTO kept VALUES (?, ?, ?, ?, ?)", rows)

    def parts(self, at_once: int) -> Iterator[Part]:
        """Every event, of at most so many subjects at once, in the order of subjects."""
        last = ""
        while found := self.part(last, at_once):
            last = max(found)
            yield found

    def part(self, after: str, at_once: int) -> Part:
        """Every event of at most so many subjects, the next ones after that subject; empty where
        there are none."""
        found: dict[str, list[Event]] = defaultdict(list)
        if subjects := self._next(after, at_once):
            query = "SELECT * FROM kept WHERE subject BETWEEN ? AND ? ORDER BY subject, seq"
            bounds = (subjects[0], subjects[-1])
            for subject, _, body, previous, hash_ in self._file.execute(query, bounds):
                found[subject].append(parse(body, previous, hash_))
        return found

    def subjects(self) -> set[str]:
        """Every subject of which something was kept."""
        return {row[0] for row in self._file.execute("SELECT DISTINCT subject FROM kept")}

    def _next(self, last: str, at_once: int) -> list[str]:
        query = "SELECT DISTINCT subject FROM kept WHERE subject > ? ORDER BY subject LIMIT ?"
        return [row[0] for row in self._file.execute(query, (last, at_once))]
