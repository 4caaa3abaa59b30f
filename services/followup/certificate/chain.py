"""The chain of the kept certificates.

Owns: the verification of every one in its row against its text, its signature and the one before.
What a certificate says of other chains is compared by who can read them all.
"""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Row, select

from services.followup.certificate import kept
from services.followup.certificate.check import faults
from services.followup.certificate.content import GENESIS, Head, read_text
from services.followup.certificate.tables import certificate
from shared.kept import Changed

AT_ONCE = 50


def changed(conn: Connection) -> Iterator[Changed]:
    """The first certificate that is not as it was kept."""
    previous = GENESIS
    for number, row in enumerate(_rows(conn), 1):
        reason = _wrong(row, number, previous)
        if reason:
            yield Changed("certificates", f"number {number}", reason)
            return
        previous = row.hash


def heads(conn: Connection) -> tuple[Head, ...]:
    """How far every stream reached, by the last certificate."""
    last = kept.latest(conn)
    return read_text(last.text).heads if last else ()


def _rows(conn: Connection) -> Iterator[Row[Any]]:
    query = select(certificate).order_by(certificate.c.number).limit(AT_ONCE)
    rows = conn.execute(query).all()
    while rows:
        yield from rows
        rows = conn.execute(query.where(certificate.c.number > rows[-1].number)).all()


def _wrong(row: Row[Any], number: int, previous: str) -> str | None:
    if row.number != number:
        return "it is missing"
    found = faults(dict(row._mapping))
    if found:
        return ", ".join(found)
    said = read_text(row.text)
    columns = (row.number, row.day, row.again, row.as_of, row.issued_at, row.findings)
    if columns != (
        said.number,
        said.day,
        said.again,
        said.as_of,
        said.issued_at,
        sum(said.findings.values()),
    ):
        return "its columns do not match its text"
    if len(row.shown) != len(said.marks):
        return "a finding is missing"
    return None if said.previous == previous else "it does not follow the one before it"
