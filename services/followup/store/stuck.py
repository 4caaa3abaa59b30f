"""The cases that cannot take what was said or what time says.

Owns: the table `stuck`. A case that does not fit is put aside, visibly, and its stream goes on.
Nothing of it is lost: all that was said lies in the streams, and a repair tries it again, ever
less often. Nothing is escalated meanwhile. `since` and `retry_at` are real time.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

import structlog
from sqlalchemy import Connection, Row, delete, select, update

from services.followup.fold import Misfit
from services.followup.store.statements import insert_new
from services.followup.store.tables import case_, stuck
from shared.clock import real_now

SOON, SELDOM = timedelta(seconds=30), timedelta(hours=1)
_log = structlog.get_logger("stuck")


def put_aside(conn: Connection, stream: str, misfits: Iterable[Misfit]) -> None:
    """Mark these cases; the sweep looks at them no more until they are healed."""
    now = real_now()
    for misfit in misfits:
        row = {
            "recommendation_id": misfit.subject,
            "stream": stream,
            "seq": misfit.seq,
            "reason": str(misfit),
            "since": now,
            "tries": 0,
            "retry_at": now + SOON,
        }
        conn.execute(insert_new(conn, stuck).values(row))
        mine = case_.c.recommendation_id == misfit.subject
        conn.execute(update(case_).where(mine).values(next_at=None))
        _log.error("case_stuck", recommendation_id=misfit.subject, reason=str(misfit))


def still(conn: Connection, recommendation_id: str, reason: str) -> None:
    """It was tried again, in vain: the next try comes later by twice as much."""
    mine = stuck.c.recommendation_id == recommendation_id
    tries = conn.execute(select(stuck.c.tries).where(mine)).scalar_one_or_none() or 0
    wait = min(SELDOM, SOON * 2 ** min(tries + 1, 10))
    conn.execute(
        update(stuck).where(mine).values(reason=reason, tries=tries + 1, retry_at=real_now() + wait)
    )


def freed(conn: Connection, recommendation_id: str) -> None:
    """It fits again."""
    conn.execute(delete(stuck).where(stuck.c.recommendation_id == recommendation_id))
    _log.info("case_healed", recommendation_id=recommendation_id)


def every(conn: Connection) -> Sequence[Row[Any]]:
    """All of them, the longest stuck first."""
    return conn.execute(select(stuck).order_by(stuck.c.since, stuck.c.recommendation_id)).all()


def to_retry(conn: Connection, now: datetime, limit: int) -> Mapping[str, list[str]]:
    """Up to `limit` ids whose next try has come at the real instant `now`, by stream."""
    query = select(stuck).where(stuck.c.retry_at <= now).order_by(stuck.c.retry_at).limit(limit)
    found: dict[str, list[str]] = {}
    for row in conn.execute(query):
        found.setdefault(row.stream, []).append(row.recommendation_id)
    return found


def among(conn: Connection, ids: Collection[str]) -> Mapping[str, datetime]:
    """Those of the cases that are stuck, and since when."""
    query = select(stuck.c.recommendation_id, stuck.c.since)
    query = query.where(stuck.c.recommendation_id.in_(sorted(ids)))
    return {row.recommendation_id: row.since for row in conn.execute(query)} if ids else {}
