"""Rows as they lie in a table.

Owns: reading them without believing them, since what was tampered with may not even be readable
as its type, and comparing them with the values that they should have.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import Boolean, Column, Date, Integer, Row, Select, String, Table, bindparam, select
from sqlalchemy import type_coerce as as_if

from shared.codec import instant_text, text
from shared.db import Instant, Json


@dataclass(frozen=True)
class Changed:
    """Something that is not what was written: where it stands, what it is, and why not."""

    where: str
    what: str
    reason: str


def as_kept(table: Table) -> Select[Any]:
    """All of a table, each value as it lies there."""
    return select(*map(_untyped, table.c))


@cache
def kept_at(table: Table, *names: str) -> Select[Any]:
    """The rows with the values, given at its execution by these columns' names, as they lie there.
    A statement is made once: to make it costs more than to ask it."""
    return as_kept(table).where(*(table.c[name] == bindparam(name) for name in names))


def differing(row: Row[Any], table: Table, values: Mapping[str, Any]) -> list[str]:
    """The columns in which the row is not `values`, byte for byte; other columns are not asked."""
    kept = row._mapping
    return [
        name for name, value in values.items() if plain(kept[name]) != _bound(table.c[name], value)
    ]


def _untyped(column: Column[Any]) -> Any:
    if isinstance(column.type, Instant | Json | Date):
        return as_if(column, String).label(column.name)
    if isinstance(column.type, Boolean):
        return as_if(column, Integer).label(column.name)
    return column


def _bound(column: Column[Any], value: Any) -> Any:
    if isinstance(column.type, Json) and value is not None:
        return text(value)
    return plain(value)


def plain(value: Any) -> Any:
    """A value that was read as it lies there, the same for both engines: PostgreSQL gives instants
    and dates as such, SQLite as text."""
    if isinstance(value, datetime):
        return instant_text(value)
    return value.isoformat() if isinstance(value, date) else value
