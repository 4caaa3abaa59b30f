"""The secret addresses of the offices' calendars.

Owns: the table `calendar_address`: one address an office, replaced as a whole. The secret is
derived from the row's id and the installation's key, so that it can be shown again and is kept
nowhere; who holds the address reads the office's deadlines and nothing else.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Engine, delete, insert, select

from services.followup.exports.tables import calendar_address
from services.followup.store.tables import case_
from shared.clock import real_now
from shared.db import reading, writing
from shared.ids import new_id
from shared.secrets_at_rest import derived_secret, kept

PREFIX = "tc_"
MOST = 500


def secret_of(engine: Engine, office: str, own_key: str) -> str | None:
    """The office's address, if it has one."""
    query = select(calendar_address.c.id).where(calendar_address.c.office == office)
    with reading(engine) as conn:
        found = conn.execute(query).scalar_one_or_none()
    return _secret(own_key, found) if found else None


def replace(engine: Engine, office: str, own_key: str) -> str:
    """A fresh address for the office; the one before opens nothing from now on."""
    made = new_id()
    secret = _secret(own_key, made)
    with writing(engine) as conn:
        conn.execute(delete(calendar_address).where(calendar_address.c.office == office))
        row = {"id": made, "office": office, "hash": kept(secret), "made_at": real_now()}
        conn.execute(insert(calendar_address).values(row))
    return secret


def office_of(conn: Connection, secret: str) -> str | None:
    """The office whose address this is."""
    query = select(calendar_address.c.office).where(calendar_address.c.hash == kept(secret))
    return conn.execute(query).scalar_one_or_none()


def bodies(conn: Connection, exact: Mapping[str, str]) -> Sequence[Any]:
    """The open cases with those values that have a date, the nearest 500."""
    which = [case_.c[name] == value for name, value in exact.items()]
    query = select(case_.c.body).where(*which, case_.c.closed_at.is_(None))
    query = query.where(case_.c.due_at.is_not(None)).order_by(case_.c.due_at).limit(MOST)
    return list(conn.execute(query).scalars())


def _secret(own_key: str, id_: str) -> str:
    return derived_secret(PREFIX, own_key, "calendar address", id_)
