"""Whether the promise stands, by the last certificate.

Owns: the judgement that readiness, metrics and the heartbeat share. A certificate is too old, and
only then, where there is a case that an audit should have seen by now.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, select

from services.followup.certificate import kept
from services.followup.certificate.content import Certificate, read_text
from services.followup.place import Place
from services.followup.store.tables import case_
from shared.db import reading

OLDEST = timedelta(hours=26)
"""A day, and two hours in which the next may be late."""


@dataclass(frozen=True)
class Standing:
    """The last certificate (None: there is none), its age by the domain's clock, whether it is too
    old, and all of it in words."""

    last: Certificate | None
    age: timedelta | None
    too_old: bool
    words: str

    @property
    def well(self) -> bool:
        """Whether it is young enough and nothing was found."""
        return not self.too_old and (self.last is None or self.last.clean)


def standing(place: Place) -> Standing:
    """How it stands now."""
    with reading(place.engine) as conn:
        return judged(conn, place.now(conn))


def judged(conn: Connection, now: datetime) -> Standing:
    """How it stood at the domain's instant `now`."""
    row = kept.latest(conn)
    last = read_text(row.text) if row else None
    age = now - last.as_of if last else None
    old = age is None or age > OLDEST
    too_old = old and _concerns(conn, now - OLDEST)
    return Standing(last, age, too_old, _words(last, age, too_old=too_old))


def _concerns(conn: Connection, before: datetime) -> bool:
    """Whether there was a case by then."""
    query = select(case_.c.recommendation_id).where(case_.c.sent_at < before).limit(1)
    return conn.execute(query).first() is not None


def _words(last: Certificate | None, age: timedelta | None, *, too_old: bool) -> str:
    if last is None or age is None:
        return "no certificate yet"
    found = ", ".join(f"{count} {wrong}" for wrong, count in sorted(last.findings.items()))
    hours = age.total_seconds() / 3600
    told = f"number {last.number} as of {last.as_of.isoformat()} ({hours:.1f} h old)"
    return f"{told}: {found or 'nothing missed'}{'; too old' if too_old else ''}"
