"""Notices: e-mails that speak of the installation and not of one recommendation.

Owns: the table `notice`, an outbox of the same kind as that of the letters. A notice leaves as
soon as it is written; who writes it knows the hour.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import EmailMessage
from typing import Any

import structlog
from sqlalchemy import Connection, Row, func, select, update

from services.followup.certificate.matters import matters
from services.followup.certificate.tables import notice
from services.followup.letters import keys, lease
from services.followup.letters.compose import Envelope, UnreadableAddress, compose
from services.followup.letters.lease import Claim
from services.followup.letters.mail import PassingFault, RefusedForGood
from services.followup.letters.postroom import Postroom
from services.followup.store.statements import insert_new
from shared import accounts, registry
from shared.clock import real_now
from shared.db import reading, writing
from shared.ids import new_id
from shared.refusal import Refusal

MOST_ATTEMPTS = 24
RUN = timedelta(seconds=20)
ADMINISTRATOR = "Administrator"
ZONE_OF_ADMIN = "Asia/Jakarta"
WHOEVER = "whoever is administrator"
"""The recipient while there is none: who has become one is told when it leaves."""
STATES = ("waiting", "sent", "parked")
_log = structlog.get_logger("notices")


@dataclass(frozen=True)
class Notice:
    """What is to be told, to an office (its code) or to an e-mail address; one `kind` says each
    `occasion` once to each recipient."""

    kind: str
    occasion: str
    recipient: str
    at: datetime
    facts: Mapping[str, Any]


def add(conn: Connection, told: Notice) -> None:
    """Lay it into the outbox; one that is there already stays as it is."""
    row = {
        "id": new_id(),
        "kind": told.kind,
        "occasion": told.occasion,
        "recipient": told.recipient,
        "at": told.at,
        "facts": told.facts,
        "state": "waiting",
        "attempts": 0,
        "try_at": real_now(),
    }
    conn.execute(insert_new(conn, notice).values(row))


def told(conn: Connection, kind: str, occasion: str) -> set[str]:
    """To whom that was told, or is about to be."""
    which = (notice.c.kind == kind) & (notice.c.occasion == occasion)
    return set(conn.execute(select(notice.c.recipient).where(which)).scalars())


def counted(conn: Connection) -> Mapping[str, int]:
    """How many there are in each state."""
    query = select(notice.c.state, func.count()).group_by(notice.c.state)
    return dict.fromkeys(STATES, 0) | {row[0]: row[1] for row in conn.execute(query)}


def listed(conn: Connection, before: str | None, limit: int) -> Sequence[Row[Any]]:
    """Up to `limit` notices, the newest first."""
    query = select(notice).order_by(notice.c.id.desc()).limit(limit)
    if before is not None:
        query = query.where(notice.c.id < before)
    return conn.execute(query).all()


def retry(conn: Connection) -> int:
    """Whatever is parked is tried again; answers how many."""
    values = {"state": "waiting", "reason": None, "attempts": 0, "try_at": real_now()}
    done = conn.execute(update(notice).where(notice.c.state == "parked").values(values))
    return int(done.rowcount)


def send(room: Postroom) -> int:
    """Send what waits, for less than a minute; answers how many left."""
    sent, until = 0, real_now() + RUN
    while real_now() < until and (claimed := lease.claim(room.engine, notice)):
        sent += _send(room, claimed)
    return sent


def _send(room: Postroom, claimed: Claim) -> bool:
    try:
        room.transport.send(_written(room, claimed))
    except (RefusedForGood, UnreadableAddress, Refusal, LookupError, ValueError) as error:
        return _settle(room, claimed, "parked", f"{type(error).__name__}: {error}")
    except PassingFault as error:
        gave_up = claimed.attempts >= MOST_ATTEMPTS
        return _settle(room, claimed, "parked" if gave_up else "waiting", str(error))
    return _settle(room, claimed, "sent", None)


def _written(room: Postroom, claimed: Claim) -> EmailMessage:
    with reading(room.engine) as conn:
        row = conn.execute(select(notice).where(notice.c.id == claimed.id)).one()
        now = room.place.now(conn)
    envelope = _envelope(room, row, now)
    return compose(envelope, matters(row.kind, row.facts, envelope.time_zone, room.public_url), [])


def _envelope(room: Postroom, row: Row[Any], now: datetime) -> Envelope:
    name, zone, address = _addressed(room, row.recipient)
    return Envelope(
        office=name,
        time_zone=zone,
        address=address,
        sender=room.sender,
        message_id=keys.message_id(row.id, row.recipient, room.host),
        host=room.host,
        at=now,
    )


def _addressed(room: Postroom, recipient: str) -> tuple[str, str, str]:
    """Name, time zone and e-mail address; raises UnreadableAddress, NotFound."""
    if "@" in recipient:
        return ADMINISTRATOR, ZONE_OF_ADMIN, recipient
    with reading(room.registry) as conn:
        if recipient == WHOEVER:
            for address in accounts.administrators(conn):
                return ADMINISTRATOR, ZONE_OF_ADMIN, address
            raise UnreadableAddress("There is no administrator: make an account, then send again.")
        office = registry.office(conn, recipient)
    return office.name, office.time_zone, office.email


def _settle(room: Postroom, claimed: Claim, state: str, reason: str | None) -> bool:
    values: dict[str, Any] = {"state": state, "reason": reason}
    if state == "sent":
        values["left_at"] = room.now()
    if state == "parked":
        _log.error("notice_parked", notice=claimed.id, reason=reason)
    if state == "waiting":
        values["try_at"] = real_now() + lease.back_off(claimed.attempts)
    with writing(room.engine) as conn:
        lease.settle(conn, notice, claimed, **values)
    return state == "sent"
