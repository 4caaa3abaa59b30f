"""Who has an account, and who holds which office: for an administrator to look at.

Owns: reading accounts and holdings, and ending a holding. Making and changing accounts is
`accounts`'.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, or_, select, update

from shared.refusal import Invalid, NotFound
from shared.registry_tables import account, holding


class UnknownHolding(NotFound):
    """The account has no such holding."""


class NoSuchAccount(NotFound):
    """There is no account with that id."""


@dataclass(frozen=True)
class Person:
    """An account without its secrets."""

    id: str
    email: str
    name: str
    admin: bool
    created_at: datetime
    disabled_at: datetime | None


def people(conn: Connection, words: str, after: str, limit: int) -> list[Person]:
    """Up to `limit` accounts after that address whose name or address has all of the words, by
    address."""
    query = select(account).where(account.c.email > after)
    for word in words.split():
        has = (
            column.icontains(word, autoescape=True) for column in (account.c.name, account.c.email)
        )
        query = query.where(or_(*has))
    rows = conn.execute(query.order_by(account.c.email).limit(limit))
    return [_person(row) for row in rows]


def person(conn: Connection, account_id: str) -> Person:
    """One account; raises NoSuchAccount."""
    row = conn.execute(select(account).where(account.c.id == account_id)).one_or_none()
    if row is None:
        raise NoSuchAccount("There is no account {id}.", id=account_id)
    return _person(row)


def holdings(conn: Connection, ids: Sequence[str]) -> dict[str, list[Row[Any]]]:
    """The holdings of these accounts, past and to come too, the latest first."""
    found: dict[str, list[Row[Any]]] = {one: [] for one in ids}
    query = select(holding).where(holding.c.account.in_(ids))
    for row in conn.execute(query.order_by(holding.c.from_on.desc(), holding.c.id)):
        found[row.account].append(row)
    return found


def of_office(conn: Connection, office: str, limit: int) -> Sequence[Row[Any]]:
    """Up to `limit` holdings of the office with the holder's name and address, the latest first."""
    query = (
        select(holding, account.c.name, account.c.email, account.c.disabled_at)
        .join_from(holding, account)
        .where(holding.c.office == office)
        .order_by(holding.c.from_on.desc(), holding.c.id)
        .limit(limit)
    )
    return conn.execute(query).all()


def end(conn: Connection, account_id: str, holding_id: str, to_on: date) -> None:
    """The account holds that office up to and including that day; raises UnknownHolding, Invalid
    at `to_on`."""
    mine = (holding.c.id == holding_id) & (holding.c.account == account_id)
    row = conn.execute(select(holding.c.from_on).where(mine)).one_or_none()
    if row is None:
        raise UnknownHolding("There is no holding {id}.", id=holding_id)
    if to_on < row.from_on:
        raise Invalid.at("to_on", "It ends before it begins, on {from_on}.", from_on=row.from_on)
    conn.execute(update(holding).where(mine).values(to_on=to_on))


def _person(row: Row[Any]) -> Person:
    return Person(row.id, row.email, row.name, row.admin, row.created_at, row.disabled_at)
