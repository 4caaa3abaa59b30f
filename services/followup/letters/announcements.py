"""What webhooks are told.

Owns: which webhooks hear of a case's lines (those of the offices that may see it), and the
CloudEvents 1.0 body that they get. A webhook hears of what happened after it was registered.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, select

from services.followup.core.model import Case, Line
from services.followup.letters import keys
from services.followup.letters.tables import webhook
from shared import codec
from shared.clock import real_now
from shared.events import PREFIX
from shared.ids import new_id

REMEMBERED = timedelta(days=30)
"""How long a delivery that arrived is kept, by the domain's clock."""


def of(
    conn: Connection, told: Sequence[tuple[Case, Sequence[Line]]], now: datetime
) -> Iterator[dict[str, Any]]:
    """One delivery per line and webhook that hears of its case, to leave at once. What is older
    than deliveries are remembered is not told: a rebuild could not know that it was."""
    concerned = {case.recommendation_id: _concerned(case) for case, lines in told if lines}
    hooks = _hearers(conn, set().union(*concerned.values())) if concerned else []
    for hook in hooks:
        since = max(hook.created_at, now - REMEMBERED)
        for case, lines in told:
            for line in lines:
                if hook.office in concerned[case.recommendation_id] and line.at >= since:
                    yield _delivery(hook.id, case, line)


def body(case: Case, line: Line) -> str:
    """The line as a CloudEvents 1.0 object, canonical JSON."""
    facts = {
        "recommendation_id": case.recommendation_id,
        "code": case.code,
        "unit": case.unit.code,
        "kanwil": case.stream,
        "status": case.status,
        "due_at": case.due_at,
        "line": line,
    }
    return codec.text(
        {
            "specversion": "1.0",
            "id": keys.event_id(case, line),
            "source": case.stream,
            "type": f"{PREFIX}journal.{line.kind}.v1",
            "subject": case.recommendation_id,
            "time": codec.instant_text(line.at),
            "datacontenttype": "application/json",
            "data": {name: codec.dump(value) for name, value in facts.items()},
        }
    )


def _concerned(case: Case) -> set[str]:
    """The offices that may see the case, by code."""
    superiors = {one.code for one in case.superiors}
    return {case.stream, case.unit.code, case.ombudsman.code} | superiors


def _hearers(conn: Connection, offices: set[str]) -> Sequence[Row[str, str, datetime]]:
    query = select(webhook.c.id, webhook.c.office, webhook.c.created_at).where(
        webhook.c.office.in_(sorted(offices)), webhook.c.disabled_at.is_(None)
    )
    return conn.execute(query.order_by(webhook.c.id)).all()


def _delivery(hook: str, case: Case, line: Line) -> dict[str, Any]:
    return {
        "id": new_id(),
        "webhook": hook,
        "recommendation_id": case.recommendation_id,
        "kind": line.kind,
        "occasion": keys.occasion(line),
        "round": line.round,
        "body": body(case, line),
        "state": "waiting",
        "attempts": 0,
        "try_at": real_now(),
    }
