"""The versions of the policy, as kept.

Owns: reading and writing `policy_version`. Version 1 is the program's own and is not kept; each
later one is the regulation that made it.
"""

from collections.abc import Sequence
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, Row, func, insert, select

from services.followup.amendments.tables import policy_version
from services.followup.core.facts import PolicyAmended
from services.followup.core.policy import DEFAULT, Policy
from services.followup.core.policy_changes import PolicyChanges, amend
from services.followup.core.rules import Rules
from services.followup.store import decrees
from shared.codec import dump, load

Policies = tuple[Policy, ...]
_kept: WeakKeyDictionary[Engine, Policies] = WeakKeyDictionary()


def rules(conn: Connection, first: Policy = DEFAULT) -> Rules:
    """Every version of the calendar and of the policy that this transaction sees."""
    return Rules(decrees.calendars(conn), policies(conn, first))


def policies(conn: Connection, first: Policy = DEFAULT) -> Policies:
    """Every version, in order, `first` being version 1."""
    kept = _kept.get(conn.engine, ())
    if len(kept) != _newest(conn) or kept[0] != first:
        kept = _kept[conn.engine] = _made(first, versions(conn))
    return kept


def versions(conn: Connection) -> Sequence[Row[Any]]:
    """The rows of every version from the second on, in order."""
    return conn.execute(select(policy_version).order_by(policy_version.c.version)).all()


def keep(conn: Connection, amended: Policy, fact: PolicyAmended) -> None:
    """Write an amendment's version beside those before it."""
    row = {"version": amended.version, "at": amended.at, "decree": fact.decree, "note": fact.note}
    conn.execute(insert(policy_version).values({**row, "body": dump(fact.changes)}))


def _newest(conn: Connection) -> int:
    return conn.execute(select(func.max(policy_version.c.version))).scalar_one() or 1


def _made(first: Policy, rows: Sequence[Row[Any]]) -> Policies:
    made = [first]
    for row in rows:
        made.append(amend(made[-1], row.at, row.decree, load(PolicyChanges, row.body)))
    return tuple(made)
