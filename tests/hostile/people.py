"""Everybody who may stand before a route, and the secret that each carries.

Each has an opposite in the other region, for whom the other region's things are what ours are here.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, select, update

from shared import accounts, sessions, tokens
from shared.clock import real_now
from shared.db import writing
from shared.registry_tables import account, holding, session, token
from shared.secrets_at_rest import new_secret
from tests.hostile.stock import HERE, THERE
from tests.hostile.world import World
from tests.pages.visitor import account as person

NEIGHBOUR = "LP-SGL"
DIRECTORATE = "DITJENPAS"


@dataclass(frozen=True)
class Somebody:
    """One column of the table: a session of `office` in a capacity, or a machine token."""

    name: str
    office: str | None
    capacity: str = "head"
    role: str | None = None
    """Of a machine token; None for a person's session."""


PEOPLE = (
    Somebody("head", HERE.unit),
    Somebody("staff", HERE.unit, "operator"),
    Somebody("program", HERE.unit, role="unit"),
    Somebody("neighbour", NEIGHBOUR),
    Somebody("stranger", THERE.unit),
    Somebody("kanwil", HERE.kanwil),
    Somebody("kanwil-staff", HERE.kanwil, "operator"),
    Somebody("kanwil-far", THERE.kanwil),
    Somebody("directorate", DIRECTORATE),
    Somebody("ombudsman", HERE.ombudsman),
    Somebody("ombudsman-far", THERE.ombudsman),
    Somebody("admin", None),
    Somebody("service", None, role="service"),
)
OPPOSITES = {
    "head": "stranger",
    "stranger": "head",
    "kanwil": "kanwil-far",
    "kanwil-far": "kanwil",
    "ombudsman": "ombudsman-far",
    "ombudsman-far": "ombudsman",
    **{name: name for name in ("directorate", "admin", "service")},
}
"""Who may do to the other region's things what somebody may do to ours; others may do nothing."""
OUTSIDE = ("nobody", "made-up", "revoked", "signed-out", "over", "disabled", "handed-over")


def secrets(world: World) -> dict[str, str]:
    """What each of PEOPLE carries."""
    return {one.name: _secret(world, one) for one in PEOPLE}


def outside(world: World) -> dict[str, str | None]:
    """What those carry to whom nothing is open any more: all of them were the head once."""
    registry: Engine = world.intake.extensions["tindak"].engines.registry
    carried: dict[str, str | None] = {"nobody": None, "made-up": new_secret("ts_")}
    for name in OUTSIDE[2:]:
        role = "unit" if name == "revoked" else None
        carried[name] = _secret(world, Somebody(name, HERE.unit, role=role))
    with writing(registry) as conn:
        revoked = conn.execute(select(token.c.id).where(token.c.name == "revoked")).scalar_one()
        tokens.revoke(conn, revoked)
        sessions.close(conn, str(carried["signed-out"]))
        over = session.c.account == _account("over")
        conn.execute(
            update(session).where(over).values(expires_at=real_now() - timedelta(seconds=1))
        )
        accounts.disable(conn, _email("disabled"))
        _hand_over(conn, "handed-over")
    return carried


def _secret(world: World, one: Somebody) -> str:
    registry: Engine = world.intake.extensions["tindak"].engines.registry
    if one.role is not None:
        with writing(registry) as conn:
            return tokens.create(conn, one.role, one.office, one.name)
    held = ((one.office, one.capacity),) if one.office else ()
    who = person(registry, _email(one.name), *held, name=one.name)
    secret = new_secret("ts_")
    with writing(registry) as conn:
        here = accounts.Account(who, _email(one.name), one.name, admin=one.office is None)
        sessions.open_session(conn, world.town.clock, here, one.office, secret)
    return secret


def _email(name: str) -> str:
    return f"{name}@hostile.example"


def _account(name: str) -> Any:
    return select(account.c.id).where(account.c.email == _email(name)).scalar_subquery()


def _hand_over(conn: Connection, name: str) -> None:
    """Somebody else has held the office since 2021."""
    mine = holding.c.account == _account(name)
    conn.execute(update(holding).where(mine).values(to_on=date(2020, 12, 31)))
