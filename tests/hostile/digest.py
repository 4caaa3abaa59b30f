"""What the databases and the folders of files hold, as one value that any change changes.

Cheap where nothing happened: SQLite itself tells whether somebody else has committed since.
"""

import hashlib
import sqlite3
from collections.abc import Mapping
from pathlib import Path

from tests.hostile.world import World

HARMLESS: Mapping[str, frozenset[str]] = {
    "token": frozenset({"last_used_at"}),
    "stream": frozenset({"as_of"}),
    "cursor": frozenset({"known_to", "updated_at"}),
}
"""What reading itself writes down: when a token was used, and up to when nothing is unknown."""


class Watch:
    """The three databases of a world on SQLite, and its data folder."""

    def __init__(self, world: World) -> None:
        settings = world.town.settings
        urls = (settings.registry_url, settings.intake_url_db, settings.followup_url_db)
        self._live = [sqlite3.connect(url.removeprefix("sqlite:///")) for url in urls]
        self._first = [sqlite3.connect(":memory:") for _ in urls]
        for live, first in zip(self._live, self._first, strict=True):
            live.backup(first)
        self._folder = settings.data
        self._files = _files(self._folder)
        self._bytes = {path: path.read_bytes() for path in self._files}
        self._versions = self._read_versions()
        self._whole = self._read_whole()

    def changed(self) -> list[str]:
        """What differs from the beginning; where something does, it is put back."""
        versions = self._read_versions()
        if versions == self._versions and _files(self._folder) == self._files:
            return []
        whole = self._read_whole()
        differing = [
            name for name in {*whole, *self._whole} if whole.get(name) != self._whole.get(name)
        ]
        if differing:
            self._put_back()
        self._versions = self._read_versions()
        return sorted(differing)

    def close(self) -> None:
        for one in (*self._live, *self._first):
            one.close()

    def _read_versions(self) -> list[int]:
        return [one.execute("pragma data_version").fetchone()[0] for one in self._live]

    def _read_whole(self) -> dict[str, str]:
        found = {"files": repr(sorted(_files(self._folder).items()))}
        for number, one in enumerate(self._live):
            tables = one.execute("select name from sqlite_master where type = 'table'").fetchall()
            found |= {f"{number}.{name}": _rows(one, name) for (name,) in tables}
        return found

    def _put_back(self) -> None:
        for live, first in zip(self._live, self._first, strict=True):
            first.backup(live)
        for path in set(_files(self._folder)) - set(self._bytes):
            path.unlink()
        for path, held in self._bytes.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(held)


def _files(folder: Path) -> dict[Path, str]:
    """Each file and the hash of what is in it."""
    paths = [path for path in folder.rglob("*") if path.is_file()]
    return {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}


def _rows(conn: sqlite3.Connection, table: str) -> str:
    conn.row_factory = sqlite3.Row
    dull = HARMLESS.get(table, frozenset())
    rows = conn.execute(f'select * from "{table}"').fetchall()  # noqa: S608  (our own tables)
    told = sorted(repr({**row, **dict.fromkeys(dull)}) for row in map(dict, rows))
    return f"{len(told)} {hashlib.sha256(repr(told).encode()).hexdigest()}"
