"""Letters leave.

Owns: the way of one departure: claimed, its streams read to their heads, each letter checked
against its case, what still stands composed into one e-mail, sent, marked. A worker that dies on
the way leaves a lease that ends; the letter then leaves again under the same Message-ID.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from email.message import EmailMessage

import structlog

from services.followup.core.model import Case
from services.followup.letters import departures, lease, tables
from services.followup.letters.compose import Envelope, compose
from services.followup.letters.departures import Departure
from services.followup.letters.entry import entry_of
from services.followup.letters.lease import Claim, back_off
from services.followup.letters.mail import PassingFault, RefusedForGood
from services.followup.letters.matter import matter_of
from services.followup.letters.postroom import NotYetKnown, Postroom
from services.followup.store import casebook
from shared import registry
from shared.clock import real_now
from shared.db import reading
from shared.refusal import Refusal

MOST_ATTEMPTS = 24
RUN = timedelta(seconds=45)
UNTIL_KNOWN = timedelta(seconds=30)
_log = structlog.get_logger("letters")


def deliver(room: Postroom) -> int:
    """Send what may leave now, for less than a minute; answers how many e-mails left."""
    now, until = room.now(), real_now() + RUN
    streams = departures.streams(room.engine, now)
    departures.gather(room.engine, now, room.host, room.known(streams))
    sent = 0
    while real_now() < until and (claimed := lease.claim(room.engine, tables.departure)):
        sent += _depart(room, claimed)
    return sent


def _depart(room: Postroom, claimed: Claim) -> bool:
    with reading(room.engine) as conn:
        leaving = departures.read(conn, claimed)
    try:
        room.catch_up(sorted({one.stream for one in leaving.letters}))
        mail = _written(room, claimed, leaving)
    except NotYetKnown as error:
        until = real_now() + UNTIL_KNOWN
        departures.postpone(room.engine, claimed, until, str(error), counted=False)
        return False
    except (Refusal, LookupError, ValueError, TypeError) as error:
        # Whatever cannot be written would stop all others behind it: it is parked and shown.
        return _park(room, claimed, f"{type(error).__name__}: {error}")
    if mail is None:
        departures.finish(room.engine, claimed, "empty", "nothing of it still stands", None)
        return False
    return _send(room, claimed, mail)


def _written(room: Postroom, claimed: Claim, leaving: Departure) -> EmailMessage | None:
    """The e-mail with what still stands; None where nothing does."""
    with reading(room.engine) as conn:
        now = room.place.now(conn)
        cases = casebook.cases(conn, {one.recommendation_id for one in leaving.letters})
        _all_known(leaving, cases)
        calendar = room.place.rules(conn).calendar_at(now)
        reasons = departures.fallen(conn, leaving, cases, now)
    departures.drop(room.engine, claimed, reasons)
    standing = [one for one in leaving.letters if one.id not in reasons]
    if not standing:
        return None
    told = [(cases[one.recommendation_id], one.line) for one in standing]
    url, office = room.public_url, leaving.office
    entries = (entry_of(case, line, office, url) for case, line in told)
    return compose(
        _envelope(room, leaving, now),
        [
            matter_of(case, line, office, calendar=calendar, now=now, public_url=url)
            for case, line in told
        ],
        [one for one in entries if one],
    )


def _all_known(leaving: Departure, cases: Mapping[str, Case]) -> None:
    """A rebuild forgets a case for a moment, and then has it younger than the letter's line."""
    for one in leaving.letters:
        case = cases.get(one.recommendation_id)
        if case is None or case.advanced_to < one.line.at:
            raise NotYetKnown(f"the case of {one.recommendation_id} is being rebuilt")


def _envelope(room: Postroom, leaving: Departure, now: datetime) -> Envelope:
    with reading(room.registry) as conn:
        office = registry.office(conn, leaving.office)
    return Envelope(
        office=office.name,
        time_zone=office.time_zone,
        address=office.email,
        sender=room.sender,
        message_id=leaving.message_id,
        host=room.host,
        at=now,
    )


def _send(room: Postroom, claimed: Claim, mail: EmailMessage) -> bool:
    try:
        room.transport.send(mail)
    except RefusedForGood as error:
        return _park(room, claimed, str(error))
    except PassingFault as error:
        if claimed.attempts >= MOST_ATTEMPTS:
            return _park(room, claimed, f"gave up after {claimed.attempts} attempts: {error}")
        until = real_now() + back_off(claimed.attempts)
        departures.postpone(room.engine, claimed, until, str(error), counted=True)
        return False
    departures.finish(room.engine, claimed, "sent", None, room.now())
    return True


def _park(room: Postroom, claimed: Claim, reason: str) -> bool:
    _log.warning("letter parked", departure=claimed.id, reason=reason)
    departures.finish(room.engine, claimed, "parked", reason, None)
    return False
