"""Webhooks are told.

Owns: signing (Standard Webhooks: `webhook-id`, `webhook-timestamp`, `webhook-signature`), the
outbox of deliveries, how long those that arrived are kept, and giving up: a delivery after a limit,
a webhook after many failures in a row. A webhook's secret is derived from the installation's, so
that no row of it holds one.
"""

import base64
import hashlib
import hmac
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import structlog
from sqlalchemy import Connection, Engine, Row, delete, select, update

from services.followup.letters import lease
from services.followup.letters.announcements import REMEMBERED
from services.followup.letters.call import CallFailed, post
from services.followup.letters.guard import UnsafeAddress, checked
from services.followup.letters.lease import Claim, back_off
from services.followup.letters.tables import delivery, webhook
from shared.clock import Clock, real_now
from shared.db import reading, writing

MOST_ATTEMPTS = 12
MOST_FAILURES = 30
RUN = timedelta(seconds=45)
SECRET_PREFIX = "whsec_"  # noqa: S105  # says what kind of secret follows
_log = structlog.get_logger("webhooks")


@dataclass(frozen=True)
class Switchboard:
    """What calling works with; `private` lets webhooks point into the own network."""

    engine: Engine
    clock: Clock
    secret_key: str
    private: bool = False
    trust: ssl.SSLContext | None = None


def announce(board: Switchboard) -> int:
    """Call what waits, for less than a minute; answers how many deliveries arrived."""
    arrived, until = 0, real_now() + RUN
    while real_now() < until and (claimed := lease.claim(board.engine, delivery)):
        arrived += _tell(board, claimed)
    if arrived:
        forget(board)
    return arrived


def forget(board: Switchboard) -> int:
    """Deliveries that arrived long ago are remembered no more; answers how many."""
    over = (delivery.c.state == "sent") & (delivery.c.left_at < board.clock.now() - REMEMBERED)
    with writing(board.engine) as conn:
        return conn.execute(delete(delivery).where(over)).rowcount


def secret_of(secret_key: str, webhook_id: str) -> str:
    """The secret that a webhook's owner is shown once: `whsec_` and base64 of 32 bytes."""
    digest = hmac.digest(secret_key.encode(), f"webhook {webhook_id}".encode(), hashlib.sha256)
    return SECRET_PREFIX + base64.b64encode(digest).decode()


def signed(secret: str, delivery_id: str, at: datetime, body: str) -> Mapping[str, str]:
    """The three headers of Standard Webhooks; `at` is real time, to the second."""
    stamp = str(int(at.timestamp()))
    key = base64.b64decode(secret.removeprefix(SECRET_PREFIX))
    digest = hmac.digest(key, f"{delivery_id}.{stamp}.{body}".encode(), hashlib.sha256)
    return {
        "webhook-id": delivery_id,
        "webhook-timestamp": stamp,
        "webhook-signature": f"v1,{base64.b64encode(digest).decode()}",
    }


def _tell(board: Switchboard, claimed: Claim) -> bool:
    with reading(board.engine) as conn:
        row = _read(conn, claimed.id)
    if row is None:
        return False
    if row.disabled_at is not None:
        _settle(board, claimed, row, "parked", "the webhook is disabled")
        return False
    try:
        _call(board, row)
    except (CallFailed, UnsafeAddress) as error:
        _failed(board, claimed, row, str(error))
        return False
    _settle(board, claimed, row, "sent", None)
    return True


def _read(conn: Connection, delivery_id: str) -> Row[Any] | None:
    query = (
        select(delivery.c.id, delivery.c.body, delivery.c.webhook, webhook.c.url)
        .add_columns(webhook.c.failures, webhook.c.disabled_at)
        .join(webhook, webhook.c.id == delivery.c.webhook)
        .where(delivery.c.id == delivery_id)
    )
    return conn.execute(query).one_or_none()


def _call(board: Switchboard, row: Row[Any]) -> None:
    target = checked(row.url, private=board.private)
    secret = secret_of(board.secret_key, row.webhook)
    headers = {
        "Host": target.authority,
        "Content-Type": "application/cloudevents+json; charset=utf-8",
        "User-Agent": "tindak-lanjut",
        **signed(secret, row.id, real_now(), row.body),
    }
    post(target, row.body.encode(), headers, board.trust)


def _failed(board: Switchboard, claimed: Claim, row: Row[Any], reason: str) -> None:
    if claimed.attempts >= MOST_ATTEMPTS:
        reason = f"gave up after {claimed.attempts} attempts: {reason}"
        _settle(board, claimed, row, "parked", reason)
    else:
        _settle(board, claimed, row, "waiting", reason)


def _settle(
    board: Switchboard, claimed: Claim, row: Row[Any], state: str, reason: str | None
) -> None:
    """Write what became of the delivery, and of its webhook with it."""
    with writing(board.engine) as conn:
        values: dict[str, Any] = {"state": state, "reason": reason}
        if state == "sent":
            values["left_at"] = board.clock.now()
        if state == "waiting":
            values["try_at"] = real_now() + back_off(claimed.attempts)
        if lease.settle(conn, delivery, claimed, **values) and row.disabled_at is None:
            _count(conn, board, row.webhook, reason)


def _count(conn: Connection, board: Switchboard, webhook_id: str, fault: str | None) -> None:
    """One more failure in a row, or none; many disable the webhook, visibly."""
    mine = webhook.c.id == webhook_id
    failures = webhook.c.failures + 1 if fault else 0
    conn.execute(update(webhook).where(mine).values(failures=failures, last_fault=fault))
    worn_out = mine & (webhook.c.failures >= MOST_FAILURES) & webhook.c.disabled_at.is_(None)
    done = conn.execute(update(webhook).where(worn_out).values(disabled_at=board.clock.now()))
    if done.rowcount:
        _log.warning("webhook disabled", webhook=webhook_id, fault=fault)
