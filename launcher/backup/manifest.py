"""What a backup says of itself.

Owns: the manifest's shape. It names each part of the file with its SHA-256, so that what was cut
off, exchanged or added is seen before anything is restored.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

FORMAT: Final = 1
Head = tuple[int, str]
"""A sequence, and the hash of the event there."""


@dataclass(frozen=True)
class TablePart:
    """One table: its rows as JSON lists, one a line, in the order of these columns."""

    name: str
    part: str
    columns: tuple[str, ...]
    rows: int
    sha256: str


@dataclass(frozen=True)
class DatabasePart:
    """One database in one steady view: its schema, its tables in an order in which they can be
    filled, the heads of its streams, and how far it had heard others (followup alone)."""

    schema: str
    tables: tuple[TablePart, ...]
    heads: Mapping[str, Head]
    heard: Mapping[str, Head]

    @property
    def rows(self) -> int:
        """All of its rows."""
        return sum(table.rows for table in self.tables)


@dataclass(frozen=True)
class EvidencePart:
    """The files of evidence, each under its own SHA-256; `sha256` is that of their list. What is
    `damaged` was missing or changed when the backup was made."""

    files: int
    size: int
    sha256: str
    damaged: tuple[str, ...]


@dataclass(frozen=True)
class Manifest:
    """All of it. `as_of` is the domain's instant just before the first database was looked at."""

    format: Literal[1]
    as_of: datetime
    databases: Mapping[str, DatabasePart]
    evidence: EvidencePart
    kept: Mapping[str, str]
