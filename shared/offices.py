"""Offices from a spreadsheet, and what they were before.

Owns: importing them. The whole file is checked against itself and the offices already there; each
fault names row and column, and where there is one nothing is written. Importing the same file
again changes nothing; an office that changed is kept as it was, with the time from which it held.
"""

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from graphlib import TopologicalSorter

from sqlalchemy import Connection, delete, insert, select, update

from shared import registry
from shared import registry_tables as tables
from shared.clock import real_now
from shared.codec import dump, load
from shared.ids import new_id
from shared.office_checks import check
from shared.office_rows import COLUMNS, parse
from shared.refusal import Invalid
from shared.registry import Office, fold


@dataclass(frozen=True)
class Before:
    """What an office was between two instants."""

    from_at: datetime
    to_at: datetime
    was: Office


def read_csv(text: str) -> list[dict[str, str]]:
    """The rows of a CSV file with the columns of `offices-babel.csv`; raises Invalid where a
    column is missing or unknown."""
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    given = tuple(reader.fieldnames or ())
    for column in COLUMNS:
        if column not in given:
            raise Invalid.at(f"row 1.{column}", "The column is missing.")
    for column in given:
        if column not in COLUMNS:
            raise Invalid.at(f"row 1.{column}", "No such column is known; remove it.")
    return [{column: (row[column] or "").strip() for column in COLUMNS} for row in reader]


def import_offices(
    conn: Connection, rows: Iterable[Mapping[str, str]], at: datetime | None = None
) -> int:
    """Adds and changes offices as of `at` (now, where not given); answers how many were added or
    changed. Raises Invalid with every fault, as `row 3.parent`; the header is row 1."""
    there = registry.book(conn).by_code
    given = [parse(row) for row in rows]
    faults = check(given, there)
    if faults:
        raise Invalid(faults)
    changed = [one for one in _parents_first(given) if there.get(one.code) != one]
    for one in changed:
        _put(conn, one, there.get(one.code), at or real_now())
    _put_aliases(conn, changed)
    if changed:
        _turn_version(conn)
    return len(changed)


def _parents_first(offices: list[Office]) -> list[Office]:
    by_code = {one.code: one for one in offices}
    above = {one.code: [one.parent] if one.parent in by_code else [] for one in offices}
    return [by_code[str(code)] for code in TopologicalSorter(above).static_order()]


def _put(conn: Connection, new: Office, old: Office | None, at: datetime) -> None:
    values = {column: getattr(new, name) for column, name in _FIELDS.items()} | {"since_at": at}
    if old is None:
        conn.execute(insert(tables.office).values(values))
        return
    here = tables.office.c.code == new.code
    since = conn.execute(select(tables.office.c.since_at).where(here)).scalar_one()
    conn.execute(
        insert(tables.office_history).values(
            office=new.code, from_at=since, to_at=at, was=dump(old)
        )
    )
    conn.execute(update(tables.office).where(here).values(values))


def _put_aliases(conn: Connection, offices: list[Office]) -> None:
    """First all old ones go, then all new ones come: an alias may move between offices."""
    table = tables.office_alias
    for one in offices:
        conn.execute(delete(table).where(table.c.office == one.code))
    for one in offices:
        for alias in one.aliases:
            conn.execute(insert(table).values(word=fold(alias), alias=alias, office=one.code))


def _turn_version(conn: Connection) -> None:
    """A fresh value, never a count: a transaction that failed must not leave its number behind."""
    values = {"value": new_id()}
    if conn.execute(update(tables.version).values(values)).rowcount == 0:
        conn.execute(insert(tables.version).values(id=1, **values))


_FIELDS = {
    "code": "code",
    "name": "name",
    "kind": "kind",
    "class": "class_",
    "parent": "parent",
    "region": "region",
    "town": "town",
    "regency": "regency",
    "time_zone": "time_zone",
    "email": "email",
}


def history(conn: Connection, code: str) -> list[Before]:
    """What the office was before, the latest first."""
    table = tables.office_history
    query = select(table).where(table.c.office == code).order_by(table.c.from_at.desc())
    return [Before(row.from_at, row.to_at, load(Office, row.was)) for row in conn.execute(query)]


def since(conn: Connection, code: str) -> datetime | None:
    """From when on the office is as it is; None where there is none."""
    query = select(tables.office.c.since_at).where(tables.office.c.code == code)
    return conn.execute(query).scalar_one_or_none()
