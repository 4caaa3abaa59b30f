"""Machine tokens: how other programs sign in.

Owns: making, listing and revoking them, and finding the one that a request carries. A token has a
role and, unless it is an administrator's or the feed's, the office that it speaks for.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, or_, select, update

from shared import registry
from shared.clock import real_now
from shared.dialects import insert_into
from shared.ids import new_id
from shared.ready import Ready
from shared.refusal import Invalid, NotFound
from shared.registry_tables import office, token, version
from shared.secrets_at_rest import TOKEN_PREFIX, kept, new_secret

OFFICELESS = frozenset({"admin", "service"})
USE_KEPT_EVERY = timedelta(minutes=1)
_ALL = select(token, office.c.region).join_from(token, office, isouter=True)
_CARRIED = Ready(
    _ALL.add_columns(select(version.c.value).scalar_subquery().label("offices_version")).where(
        token.c.hash == bindparam("carried"), token.c.revoked_at.is_(None)
    )
)


class UnknownToken(NotFound):
    """No token has that id."""


@dataclass(frozen=True)
class Token:
    """A machine token without its secret."""

    id: str
    role: str
    office: str | None
    region: str | None
    name: str
    created_at: datetime
    revoked_at: datetime | None
    last_used_at: datetime | None
    offices_version: str | None = None
    """The registry's version when a request that carries it was looked at."""


def create(conn: Connection, role: str, office_code: str | None, name: str) -> str:
    """A new token's secret, which is told once and not kept; raises Invalid."""
    secret = new_secret(TOKEN_PREFIX)
    _insert(conn, secret, role, office_code, name)
    return secret


def ensure(conn: Connection, secret: str, role: str, office_code: str | None, name: str) -> None:
    """Makes the token whose secret comes from the configuration, unless it is there already."""
    _insert(conn, secret, role, office_code, name)


def revoke(conn: Connection, token_id: str) -> None:
    """The token opens nothing from now on; raises UnknownToken."""
    first = func.coalesce(token.c.revoked_at, bindparam("now", real_now(), token.c.revoked_at.type))
    done = conn.execute(update(token).where(token.c.id == token_id).values(revoked_at=first))
    if done.rowcount == 0:
        raise UnknownToken("There is no token {id}.", id=token_id)


def listing(conn: Connection) -> Iterator[Token]:
    """Every token, oldest first, revoked ones too."""
    for row in conn.execute(_ALL.order_by(token.c.created_at, token.c.id)):
        yield _token(row)


def carried(conn: Connection, secret: str) -> Token | None:
    """The unrevoked token that has this secret."""
    row = _CARRIED.one(conn, {"carried": kept(secret)})
    return None if row is None else replace(_token(row), offices_version=row.offices_version)


def used(conn: Connection, token_id: str) -> None:
    """Keeps that the token was used just now, at most once a minute."""
    now = real_now()
    stale = or_(token.c.last_used_at.is_(None), token.c.last_used_at <= now - USE_KEPT_EVERY)
    conn.execute(update(token).where(token.c.id == token_id, stale).values(last_used_at=now))


def _insert(conn: Connection, secret: str, role: str, office_code: str | None, name: str) -> None:
    _check(conn, role, office_code)
    first = insert_into(conn.dialect.name, token).values(
        id=new_id(),
        hash=kept(secret),
        role=role,
        office=office_code,
        name=name or f"{role} {office_code or ''}".strip(),
        created_at=real_now(),
    )
    conn.execute(first.on_conflict_do_nothing())


def _check(conn: Connection, role: str, office_code: str | None) -> None:
    if role in OFFICELESS:
        if office_code is not None:
            raise Invalid.at("office", "A token for {role} speaks for no office.", role=role)
        return
    if office_code is None:
        raise Invalid.at("office", "A token for {role} needs the office's code.", role=role)
    found = registry.office(conn, office_code)
    if found.role != role:
        raise Invalid.at(
            "role", "{office} is a {kind}: its role is {role}.",
            office=found.code, kind=found.kind, role=found.role,
        )  # fmt: skip


def _token(row: Row[Any]) -> Token:
    return Token(
        id=row.id,
        role=row.role,
        office=row.office,
        region=row.region,
        name=row.name,
        created_at=row.created_at,
        revoked_at=row.revoked_at,
        last_used_at=row.last_used_at,
    )
