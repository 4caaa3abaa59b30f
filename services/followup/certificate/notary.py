"""The daily certificate.

Owns: the way from the audit to the certificate that is kept and the alarms that leave, once a day
whoever asks how often: one worker at a time works on it, and the database takes one a day.
"""

from dataclasses import dataclass

import structlog
from sqlalchemy import Connection, Engine

from services.followup.certificate import alarms, kept, notices, turn
from services.followup.certificate.content import Certificate
from services.followup.certificate.signing import Signer
from services.followup.certificate.tally import Tally, tally
from services.followup.certificate.turn import TurnLost
from services.followup.hearing.feed import IntakeUnreachable
from services.followup.place import Place
from services.followup.watch.audit import BeingRebuilt
from shared import accounts
from shared.codec import instant_text
from shared.db import reading, writing
from shared.refusal import Conflict

TURN = "certificate"
_log = structlog.get_logger("certificate")


class AnotherAudits(Conflict):
    """A worker is at the audit; its certificate will be there soon."""


@dataclass(frozen=True)
class Notary:
    """What certifying works with; `admin_email` is who is told where it is set, else every
    administrator's account is."""

    place: Place
    registry: Engine
    signer: Signer
    admin_email: str | None = None


def daily(notary: Notary) -> Certificate | None:
    """Today's certificate, if there is none yet and nobody else is at it; while intake is out of
    reach, or a stream is rebuilt, there is none, and whoever asks next tries again."""
    with reading(notary.place.engine) as conn:
        if kept.of_day(conn, notary.place.now(conn)):
            return None
    try:
        return _issue(notary, again=False)
    except (IntakeUnreachable, BeingRebuilt, TurnLost) as error:
        _log.warning("not_certified", reason=str(error))
    except AnotherAudits:
        return None
    return None


def certify(notary: Notary) -> Certificate:
    """A certificate now, beside the day's own; raises AnotherAudits, IntakeUnreachable,
    BeingRebuilt."""
    made = _issue(notary, again=True)
    if made is None:
        raise AnotherAudits("Another certificate was kept meanwhile; ask again.")
    return made


def _issue(notary: Notary, *, again: bool) -> Certificate | None:
    engine = notary.place.engine
    with turn.taken(engine, TURN) as renew:
        if renew is None:
            raise AnotherAudits("A worker is at the audit; ask again later.")
        found = tally(notary.place, renew)
        admins = _admins(notary) if found.shown else []
        with writing(engine) as conn:
            made = _keep(conn, notary, found, admins, again=again)
    if made:
        say = _log.info if made.clean else _log.error
        say("certified", number=made.number, as_of=instant_text(made.as_of), **made.findings)
    return made


def _keep(
    conn: Connection, notary: Notary, found: Tally, admins: list[str], *, again: bool
) -> Certificate | None:
    now = notary.place.now(conn)
    made = kept.keep(conn, notary.signer, found, now, again=again)
    if made and found.shown:
        alarms.give(conn, made, found.shown, admins, now)
    return made


def _admins(notary: Notary) -> list[str]:
    if notary.admin_email:
        return [notary.admin_email]
    with reading(notary.registry) as conn:
        found = accounts.administrators(conn)
    if not found:
        _log.warning("no_administrator", hint="set TINDAK_ADMIN_EMAIL, or make an account")
    return found or [notices.WHOEVER]
