"""After the last fault: waiting until the installation has come right, by its own word.

Owns: what that means (everything said is heard, everything due has fired, every letter whose hour
has come has left, and readiness says so), and letting the real time of leases and back-offs pass
at once, since whoever held a lease is dead.
"""

from datetime import UTC, datetime, timedelta
from threading import Event
from typing import Any

import urllib3
from sqlalchemy import Column, ColumnElement, Connection, Engine, func, select, update

from services.followup.certificate.tables import notice
from services.followup.letters.tables import departure, letter
from services.followup.store.tables import case_, cursor, stuck
from services.intake.store.tables import streams
from shared.db import open_engine, reading, writing
from tests.faults.grounds.ground import LOCALHOST, Ground

PATIENCE = timedelta(seconds=150)
HURRY_SECONDS = 5.0
READY = "/api/v1/followup/readyz"
AGED = ("; too old", "no certificate yet")


def settle(ground: Ground, ends: datetime) -> tuple[datetime, list[str]]:
    """Let time run to `ends` and wait; answers the instant up to which everything is settled, and
    what is still waited for when patience ends."""
    clock, pause = ground.clock, Event()
    gap = (ends - clock.now()).total_seconds()
    clock.set(clock.now(), max(1.0, gap / 2))
    while clock.now() < ends:
        ground.tend()
        pause.wait(0.05)
    clock.set(clock.now(), 1.0)
    reached = clock.now()
    intake = open_engine(ground.environment["TINDAK_INTAKE_DATABASE_URL"])
    own = open_engine(ground.environment["TINDAK_FOLLOWUP_DATABASE_URL"])
    try:
        return reached, _awaited(ground, intake, own, reached, pause)
    finally:
        intake.dispose()
        own.dispose()


def _awaited(
    ground: Ground, intake: Engine, own: Engine, reached: datetime, pause: Event
) -> list[str]:
    until, hurried = datetime.now(UTC) + PATIENCE, datetime.min.replace(tzinfo=UTC)
    while True:
        now = datetime.now(UTC)
        ground.tend()
        if (now - hurried).total_seconds() > HURRY_SECONDS:
            _let_real_time_pass(own, now)
            hurried = now
        waits = _waits(intake, own, reached)
        waits = waits or _not_ready(ground)
        if waits is None or now > until:
            return [waits] if waits else []
        pause.wait(0.2)


def _not_ready(ground: Ground) -> str | None:
    """What readiness still misses; None where nothing. A certificate is made once a minute of real
    time, for which nobody waits here: that the last one is old counts for nothing."""
    address = f"http://{LOCALHOST}:{ground.hosts(READY)[0]}{READY}"
    try:
        answer = urllib3.request("GET", address, timeout=5, retries=False)
    except urllib3.exceptions.HTTPError as error:
        return f"readiness does not answer: {error}"
    checks = answer.json()["checks"]
    missing = [
        f"{name}: {one['detail']}"
        for name, one in checks.items()
        if not one["ok"] and not one["detail"].endswith(AGED)
    ]
    return "; ".join(missing) or None


def _let_real_time_pass(own: Engine, now: datetime) -> None:
    """Whatever waits for a real hour may be tried now; what is being sent keeps its lease."""
    with writing(own) as conn:
        for table in (departure, notice):
            which = (table.c.state == "waiting") & table.c.lease.is_(None)
            conn.execute(update(table).where(which).values(try_at=now))
        conn.execute(update(stuck).values(retry_at=now))


def forget_leases(ground: Ground) -> None:
    """Call it while no process of ours lives: five minutes pass, and every lease is over."""
    own = open_engine(ground.environment["TINDAK_FOLLOWUP_DATABASE_URL"])
    try:
        with writing(own) as conn:
            for table in (departure, notice):
                mine = table.c.state == "waiting"
                conn.execute(update(table).where(mine).values(lease=None, try_at=datetime.now(UTC)))
    finally:
        own.dispose()


def _waits(intake: Engine, own: Engine, reached: datetime) -> str | None:
    """What is still to come, in words; None where nothing is."""
    with reading(intake) as conn:
        heads = {name: head for name, (head, _) in streams.heads(conn).items()}
    with reading(own) as conn:
        rows = conn.execute(select(cursor.c.stream, cursor.c.seq, cursor.c.known_to)).all()
        heard = {row.stream: row for row in rows}
        behind = [name for name, head in heads.items()
                  if name not in heard or heard[name].seq < head]  # fmt: skip
        if behind:
            return f"streams behind: {behind}"
        counts = {
            "cases due": _count(conn, case_.c.recommendation_id, case_.c.next_at <= reached),
            "stuck cases": _count(conn, stuck.c.recommendation_id, stuck.c.tries >= 0),
            "letters": _count(
                conn, letter.c.id, letter.c.state == "waiting", letter.c.depart_at <= reached
            ),
            "departures": _count(conn, departure.c.id, departure.c.state == "waiting"),
        }
    left = {what: count for what, count in counts.items() if count}
    return f"still waiting: {left}" if left else None


def _count(conn: Connection, column: Column[Any], *which: ColumnElement[bool]) -> int:
    query = select(func.count(column)).where(*which)
    return int(conn.execute(query).scalar_one())
