"""The certificates that are kept.

Owns: writing one as the next of their chain, and reading them.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, func, select

from services.followup.certificate.content import (
    GENESIS,
    Certificate,
    hash_of,
    mark,
    text_of,
)
from services.followup.certificate.signing import Signer
from services.followup.certificate.tables import certificate
from services.followup.certificate.tally import Tally
from services.followup.store.statements import insert_new
from shared import codec
from shared.refusal import NotFound

MOST_NUMBER = 2**31 - 1
"""No column counts further."""


class UnknownCertificate(NotFound):
    """There is no certificate of that number."""


def keep(
    conn: Connection, signer: Signer, found: Tally, now: datetime, *, again: bool
) -> Certificate | None:
    """The next certificate: the day's own, or with `again` another one. None where somebody else
    was first; then nothing is written."""
    last = latest(conn)
    day = now.astimezone(UTC).date()
    made = Certificate(
        number=last.number + 1 if last else 1,
        day=day,
        again=_next_of(conn, day) if again else 0,
        as_of=found.as_of,
        issued_at=now,
        calendar_version=found.calendar_version,
        policy_version=found.policy_version,
        policy=found.policy,
        open_cases=found.open_cases,
        closed_cases=found.closed_cases,
        rungs_expected=found.rungs_expected,
        rungs_fired=found.rungs_fired,
        findings=dict(found.findings),
        marks=tuple(mark(one) for one in found.shown),
        heads=tuple(found.heads),
        previous=last.hash if last else GENESIS,
    )
    row = insert_new(conn, certificate).values(_row(made, found, signer))
    return made if conn.execute(row.returning(certificate.c.number)).first() else None


def _row(made: Certificate, found: Tally, signer: Signer) -> dict[str, Any]:
    text = text_of(made)
    return {
        "number": made.number,
        "day": made.day,
        "again": made.again,
        "as_of": made.as_of,
        "issued_at": made.issued_at,
        "findings": sum(made.findings.values()),
        "text": text,
        "shown": codec.dump(found.shown),
        "hash": hash_of(text),
        "signature": signer.sign(text),
        "key": signer.public,
    }


def _next_of(conn: Connection, day: Any) -> int:
    """0 is left to the day's own."""
    query = select(func.max(certificate.c.again)).where(certificate.c.day == day)
    return (conn.execute(query).scalar_one() or 0) + 1


def latest(conn: Connection) -> Row[Any] | None:
    """The last certificate's row."""
    query = select(certificate).order_by(certificate.c.number.desc()).limit(1)
    return conn.execute(query).one_or_none()


def of_day(conn: Connection, now: datetime) -> bool:
    """Whether the day of that instant has its own."""
    mine = (certificate.c.day == now.astimezone(UTC).date()) & (certificate.c.again == 0)
    return conn.execute(select(certificate.c.number).where(mine)).first() is not None


def one(conn: Connection, number: int) -> Row[Any]:
    """The certificate of that number; raises UnknownCertificate."""
    query = select(certificate).where(certificate.c.number == number)
    found = conn.execute(query).one_or_none() if number <= MOST_NUMBER else None
    if found is None:
        raise UnknownCertificate("There is no certificate {number}.", number=number)
    return found


def listed(conn: Connection, before: int | None, limit: int) -> Sequence[Row[Any]]:
    """Up to `limit` certificates, the newest first, below the number `before`."""
    query = select(certificate).order_by(certificate.c.number.desc()).limit(limit)
    if before is not None:
        query = query.where(certificate.c.number < before)
    return conn.execute(query).all()


def keys(conn: Connection) -> Sequence[Row[str, int, int]]:
    """Every public key that ever signed, the newest first, with its first and last number."""
    first, last = func.min(certificate.c.number), func.max(certificate.c.number)
    query = select(certificate.c.key, first.label("first"), last.label("last"))
    return conn.execute(query.group_by(certificate.c.key).order_by(last.desc())).all()
