"""People's accounts and the offices they hold.

Owns: accounts with their passwords, and holdings. The duty follows the office, not the person:
somebody holds an office as its head or as an operator, perhaps acting (Plt./Plh.), between two
civil dates of that office's own zone; what an account may do is asked anew at every request.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError
from sqlalchemy import Connection, Row, insert, select, update

from shared import registry
from shared.clock import Clock, real_now
from shared.ids import new_id
from shared.refusal import Invalid, NotFound, NotSignedIn
from shared.registry import Book
from shared.registry_tables import account, holding

CAPACITIES = ("head", "operator")
ACTING = ("none", "plt", "plh")
MIN_PASSWORD = 12


class WrongCredentials(NotSignedIn):
    """No such account, a wrong password, or a disabled account: the answer does not tell which."""


class UnknownAccount(NotFound):
    """No account has that e-mail address."""


@dataclass(frozen=True)
class Account:
    """One person."""

    id: str
    email: str
    name: str
    admin: bool


@dataclass(frozen=True)
class Holding:
    """An account holds an office in a capacity from one date up to and including another."""

    office: str
    capacity: str
    acting: str
    from_on: date
    to_on: date | None

    def on(self, day: date) -> bool:
        """Whether it holds on that day."""
        return self.from_on <= day and (self.to_on is None or day <= self.to_on)


def create(conn: Connection, email: str, name: str, password: str, *, admin: bool = False) -> str:
    """A new account's id; raises Invalid for a known address or a short password."""
    address = _address(email)
    _check_length(password)
    if conn.execute(select(account.c.id).where(account.c.email == address)).first():
        raise Invalid.at("email", "{email} has an account already.", email=address)
    account_id = new_id()
    conn.execute(
        insert(account).values(
            id=account_id,
            email=address,
            name=name,
            password_hash=_hasher.hash(password),
            admin=admin,
            created_at=real_now(),
        )
    )
    return account_id


def hold(
    conn: Connection,
    account_id: str,
    office: str,
    capacity: str,
    *,
    from_on: date,
    to_on: date | None = None,
    acting: str = "none",
) -> None:
    """The account holds the office from one date to another (both included); raises Invalid."""
    registry.office(conn, office)
    if capacity not in CAPACITIES:
        raise Invalid.at("capacity", "{capacity} is neither head nor operator.", capacity=capacity)
    if acting not in ACTING:
        raise Invalid.at("acting", "{acting} is not none, plt or plh.", acting=acting)
    if to_on is not None and to_on < from_on:
        raise Invalid.at("to_on", "It ends before it begins, on {from_on}.", from_on=from_on)
    if conn.execute(select(account.c.admin).where(account.c.id == account_id)).scalar_one():
        raise Invalid.at("office", "An administrator's account speaks for no office.")
    conn.execute(
        insert(holding).values(
            id=new_id(),
            account=account_id,
            office=office,
            capacity=capacity,
            acting=acting,
            from_on=from_on,
            to_on=to_on,
        )
    )


def renew(conn: Connection, email: str, password: str) -> str:
    """Another password for the account, whose id is answered; raises UnknownAccount, Invalid."""
    _check_length(password)
    query = update(account).where(account.c.email == _fold(email)).returning(account.c.id)
    found = conn.execute(query.values(password_hash=_hasher.hash(password))).scalar_one_or_none()
    if found is None:
        raise UnknownAccount("There is no account {email}.", email=email)
    return str(found)


def disable(conn: Connection, email: str) -> None:
    """The account opens nothing from now on, nor do its sessions; raises UnknownAccount."""
    query = update(account).where(account.c.email == _fold(email))
    if conn.execute(query.values(disabled_at=real_now())).rowcount == 0:
        raise UnknownAccount("There is no account {email}.", email=email)


def lookup(conn: Connection, email: str) -> Row[Any] | None:
    """The account's row, also of a disabled one."""
    return conn.execute(select(account).where(account.c.email == _fold(email))).one_or_none()


def administrators(conn: Connection) -> list[str]:
    """The addresses of every administrator whose account is not disabled."""
    which = account.c.admin & account.c.disabled_at.is_(None)
    return list(
        conn.execute(select(account.c.email).where(which).order_by(account.c.email)).scalars()
    )


def proven(row: Row[Any] | None, password: str) -> Account:
    """The account whose password this is. Takes as long for an unknown account as for a known
    one; call it outside of a transaction. Raises WrongCredentials."""
    try:
        _hasher.verify(_nobody() if row is None else row.password_hash, password)
    except VerifyMismatchError:
        row = None
    if row is None or row.disabled_at is not None:
        raise WrongCredentials("The e-mail address or the password is wrong.")
    return Account(row.id, row.email, row.name, row.admin)


def held(conn: Connection, clock: Clock, account_id: str) -> dict[str, Holding]:
    """The offices that the account holds today, each in its strongest capacity."""
    rows = conn.execute(select(holding).where(holding.c.account == account_id)).all()
    return today(conn, rows, clock.now()) if rows else {}


def today(conn: Connection, rows: Sequence[Row[Any]], now: datetime) -> dict[str, Holding]:
    """Out of rows of `holding`: those in force on the civil date of each office's own zone."""
    return in_force(registry.book(conn), rows, now)


def in_force(book: Book, rows: Sequence[Row[Any]], now: datetime) -> dict[str, Holding]:
    """The same, where the offices are known."""
    found: dict[str, Holding] = {}
    for row in rows:
        one = Holding(row.office, row.capacity, row.acting, row.from_on, row.to_on)
        zone = ZoneInfo(book.office(row.office).time_zone)
        if not one.on(now.astimezone(zone).date()):
            continue
        if row.office not in found or one.capacity == "head":
            found[row.office] = one
    return found


def _check_length(password: str) -> None:
    if len(password) < MIN_PASSWORD:
        raise Invalid.at("password", "Choose at least {least} characters.", least=MIN_PASSWORD)


def _fold(email: str) -> str:
    return email.strip().casefold()


def _address(email: str) -> str:
    address = _fold(email)
    name, _, domain = address.partition("@")
    if not name or "." not in domain or any(c.isspace() for c in address):
        raise Invalid.at("email", "{email} is not an e-mail address.", email=email)
    return address


@cache
def _nobody() -> str:
    """A hash to try where there is no account; made when first needed, it costs a fifth of a
    second and 64 MiB."""
    return _hasher.hash("nobody has this password")


_hasher = PasswordHasher()
