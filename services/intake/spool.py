"""What of a file must be read more than once, on disk meanwhile.

Owns: two spools in files that have no name and end with the process: values one after the other,
and the rows of a table, gathered under a key in whatever order they came. So the memory that a
file takes does not grow with its rows.
"""

import pickle
from collections.abc import Iterator, Mapping, Sequence
from tempfile import TemporaryFile
from typing import Any, Generic, TypeVar
from weakref import finalize

from shared.codec import parsed, plain_text

T = TypeVar("T")
Row = tuple[int, Mapping[str, str]]
"""The row's number in its file, and its cells."""


class Spool(Generic[T]):
    """Values that this process laid down, read again in their order as often as is asked."""

    def __init__(self) -> None:
        self._file = TemporaryFile()  # noqa: SIM115  (it lives as long as the spool)
        finalize(self, self._file.close)
        self._count = 0

    def add(self, value: T) -> None:
        """One more, after all others; not while they are read."""
        pickle.dump(value, self._file, pickle.HIGHEST_PROTOCOL)
        self._count += 1

    def __iter__(self) -> Iterator[T]:
        self._file.seek(0)
        for _ in range(self._count):
            yield pickle.load(self._file)  # noqa: S301  (what `add` wrote, in a file without a name)

    def __len__(self) -> int:
        return self._count


class RowSpool:
    """Rows under keys; what is kept in memory is where each lies."""

    def __init__(self) -> None:
        self._file = TemporaryFile()  # noqa: SIM115  (it lives as long as the spool)
        finalize(self, self._file.close)
        self._places: dict[str, list[tuple[int, int]]] = {}

    def add(self, key: str, number: int, cells: Mapping[str, str]) -> None:
        """One more row under that key."""
        self._places.setdefault(key, []).append((number, self._file.tell()))
        self._file.write(f"{plain_text(cells)}\n".encode())

    def __iter__(self) -> Iterator[Sequence[Row]]:
        """The rows of each key, in the order in which the keys first came."""
        for places in self._places.values():
            yield [(number, self._read(at)) for number, at in places]

    def __len__(self) -> int:
        return len(self._places)

    def _read(self, at: int) -> Any:
        if self._file.tell() != at:
            self._file.seek(at)
        return parsed(self._file.readline().decode())
