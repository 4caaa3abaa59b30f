"""Which webhooks there are.

Owns: registering, listing, reviving and removing them. A webhook belongs to one office, which
alone sees it; what waits for a removed one is removed with it.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from services.followup.letters.tables import webhook
from shared.codec import dump
from shared.events import Actor
from shared.ids import new_id
from shared.refusal import Conflict, NotFound

MOST = 10


class TooManyWebhooks(Conflict):
    """The office has as many webhooks as one may have."""


class NotDisabled(Conflict):
    """The webhook is alive."""


class UnknownWebhook(NotFound):
    """No such webhook, or one of another office."""


def register(conn: Connection, actor: Actor, url: str, description: str, at: datetime) -> Row[Any]:
    """A new webhook of the actor's office, told of what happens from `at` on; its URL is checked
    by the caller. Raises TooManyWebhooks."""
    mine = select(func.count()).where(webhook.c.office == actor.office)
    if conn.execute(mine).scalar_one() >= MOST:
        raise TooManyWebhooks(
            "{office} has {most} webhooks already; remove one first.",
            office=actor.office,
            most=MOST,
        )
    made = {
        "id": new_id(),
        "office": actor.office,
        "url": url,
        "description": description,
        "created_at": at,
        "created_by": dump(actor),
        "failures": 0,
    }
    conn.execute(insert(webhook).values(made))
    return conn.execute(select(webhook).where(webhook.c.id == made["id"])).one()


def revive(conn: Connection, office: str, webhook_id: str) -> Row[Any]:
    """The webhook is told again; what it missed is not made up for. Raises UnknownWebhook where the
    office has no such one, NotDisabled."""
    mine = (webhook.c.id == webhook_id) & (webhook.c.office == office)
    row = conn.execute(select(webhook).where(mine)).one_or_none()
    if row is None:
        raise UnknownWebhook("There is no webhook {id}.", id=webhook_id)
    if row.disabled_at is None:
        raise NotDisabled("The webhook {id} is told what happens.", id=webhook_id)
    alive = {"disabled_at": None, "failures": 0, "last_fault": None}
    return conn.execute(update(webhook).where(mine).values(alive).returning(webhook)).one()


def listed(
    conn: Connection, office: str | None, after: str | None, limit: int
) -> Sequence[Row[Any]]:
    """Up to `limit` webhooks of the office (of all, where None), in the order of registration."""
    query = select(webhook).order_by(webhook.c.id).limit(limit)
    if office is not None:
        query = query.where(webhook.c.office == office)
    if after is not None:
        query = query.where(webhook.c.id > after)
    return conn.execute(query).all()


def remove(conn: Connection, office: str, webhook_id: str) -> None:
    """The webhook is gone; raises UnknownWebhook where the office has no such one."""
    which = (webhook.c.id == webhook_id) & (webhook.c.office == office)
    if not conn.execute(delete(webhook).where(which)).rowcount:
        raise UnknownWebhook("There is no webhook {id}.", id=webhook_id)
