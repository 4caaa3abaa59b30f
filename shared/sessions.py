"""Sessions: a person signed in for one office.

Owns: opening, finding and closing them. They live twelve hours of real time; what their holder
may do is computed at every request from the civil date, so that an office handed over yesterday
is closed today.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, select, update

from shared import registry
from shared.accounts import Account, held
from shared.auth import Principal
from shared.clock import Clock, real_now
from shared.dialects import insert_into
from shared.refusal import Invalid
from shared.registry_tables import account, session
from shared.secrets_at_rest import kept

LENGTH = timedelta(hours=12)


class KeyUsed(Invalid):
    """The same `Idempotency-Key`, but not the same sign-in."""


@dataclass(frozen=True)
class Opened:
    """A fresh session; its secret is told once."""

    secret: str
    expires_at: datetime
    principal: Principal


def open_session(
    conn: Connection, clock: Clock, who: Account, office: str | None, secret: str
) -> Opened:
    """Signs the account in for `office`, or for the only one that it holds; raises Invalid, which
    lists the offices, where that is not clear. A session that has this `secret` already is
    answered again, or refused with KeyUsed where it is for another office."""
    principal = _for_office(conn, clock, who, office)
    now = real_now()
    first = insert_into(conn.dialect.name, session).values(
        hash=kept(secret),
        account=who.id,
        office=principal.office,
        created_at=now,
        expires_at=now + LENGTH,
    )
    purge(conn)
    conn.execute(first.on_conflict_do_nothing())
    row = conn.execute(select(session).where(session.c.hash == kept(secret))).one()
    if row.office != principal.office:
        raise KeyUsed.at("Idempotency-Key", "This key was used for another office; take a new one.")
    return Opened(secret, row.expires_at, principal)


def carried(conn: Connection, clock: Clock, secret: str) -> Principal | None:
    """Who holds the session with this secret; None where it is unknown, over or revoked, where
    the account is disabled, or where it no longer holds the office."""
    query = (
        select(account, session.c.office)
        .join_from(session, account)
        .where(
            session.c.hash == kept(secret),
            session.c.revoked_at.is_(None),
            session.c.expires_at > real_now(),
            account.c.disabled_at.is_(None),
        )
    )
    row = conn.execute(query).one_or_none()
    if row is None:
        return None
    try:
        who = Account(row.id, row.email, row.name, row.admin)
        return _for_office(conn, clock, who, row.office)
    except Invalid:
        return None


def close(conn: Connection, secret: str) -> None:
    """The session opens nothing from now on."""
    query = update(session).where(session.c.hash == kept(secret))
    conn.execute(query.values(revoked_at=real_now()))


def close_all(conn: Connection, account_id: str) -> int:
    """Every session of the account opens nothing from now on; answers how many did."""
    query = update(session).where(session.c.account == account_id, session.c.revoked_at.is_(None))
    return conn.execute(query.values(revoked_at=real_now())).rowcount


def purge(conn: Connection) -> int:
    """Forgets sessions that are over; answers how many."""
    return conn.execute(delete(session).where(session.c.expires_at <= real_now())).rowcount


def _for_office(conn: Connection, clock: Clock, who: Account, office: str | None) -> Principal:
    if who.admin and office is None:
        return Principal(who.id, who.name, "admin", None, None, head=False)
    offices = held(conn, clock, who.id)
    if not offices:
        raise Invalid.at("office", "This account holds no office today.")
    if office is None and len(offices) > 1:
        raise Invalid.at(
            "office", "Name the office to sign in for: {offices}.", offices=", ".join(offices)
        )
    code = office or next(iter(offices))
    if code not in offices:
        raise Invalid.at(
            "office", "This account holds not {office} but {offices}.",
            office=code, offices=", ".join(offices),
        )  # fmt: skip
    found = registry.office(conn, code)
    head = offices[code].capacity == "head"
    acting = offices[code].acting if head else "none"
    return Principal(who.id, who.name, found.role, code, found.region, head, acting)
