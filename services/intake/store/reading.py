"""What the API shows.

Owns: one letter, one recommendation with all that was said about it, and the pages of the list
with its filters. `seen` is the column and value that a row must have for the asker to see it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, Table, exists, select

from services.intake.core.model import Recommendation
from services.intake.core.refusals import NoSuchEvidence, NoSuchLetter, NoSuchRecommendation
from services.intake.store import tables
from services.intake.store.loading import recommendation as loaded
from services.intake.store.loading import visible

Seen = Mapping[str, str]


@dataclass(frozen=True)
class Filters:
    """Which recommendations are asked for; None for whatever."""

    unit: str | None = None
    status: str | None = None
    instrument: str | None = None
    service: str | None = None
    q: str | None = None


def page(
    conn: Connection, filters: Filters, seen: Seen, after: str, limit: int
) -> Sequence[Row[Any]]:
    """Up to `limit` recommendations whose ids follow `after`, in the order of their recording."""
    table = tables.recommendation
    query = select(table).where(table.c.id > after, *visible(seen))
    for name in ("unit", "status", "instrument", "service"):
        value = getattr(filters, name)
        if value is not None:
            query = query.where(table.c[name] == value)
    if filters.q:
        query = query.where(table.c.search.contains(filters.q.casefold(), autoescape=True))
    return conn.execute(query.order_by(table.c.id).limit(limit)).all()


def letter(conn: Connection, id_: str, seen: Seen) -> dict[str, Any]:
    """The letter with those of its recommendations that the asker sees; raises NoSuchLetter."""
    row = conn.execute(select(tables.letter).where(tables.letter.c.id == id_)).one_or_none()
    table = tables.recommendation
    query = select(table).where(table.c.letter_id == id_, *visible(seen)).order_by(table.c.id)
    own = conn.execute(query).all()
    if row is None or not own:
        raise NoSuchLetter("There is no letter {id}.", id=id_)
    return {**row._mapping, "recommendations": own}


def recommendation(conn: Connection, id_: str, seen: Seen) -> dict[str, Any]:
    """The recommendation with everything that was said about it, in order; raises
    NoSuchRecommendation."""
    return {
        **_row(conn, id_, seen)._mapping,
        "receipts": _about(conn, tables.receipt, "said_at", id_),
        "evidence": _about(conn, tables.evidence, "uploaded_at", id_),
        "actions": _actions(conn, id_),
        "verifications": _about(conn, tables.verification, "verified_at", id_),
        "rulings": _about(conn, tables.ruling, "ruled_at", id_),
    }


def standing(conn: Connection, id_: str, seen: Seen) -> Recommendation:
    """The recommendation as it stands, without its lock; raises NoSuchRecommendation."""
    return loaded(_row(conn, id_, seen))


def evidence(conn: Connection, id_: str, seen: Seen) -> Row[Any]:
    """One piece of evidence of a recommendation that the asker sees; raises NoSuchEvidence."""
    here = exists().where(
        tables.recommendation.c.id == tables.evidence.c.recommendation_id, *visible(seen)
    )
    query = select(tables.evidence).where(tables.evidence.c.id == id_, here)
    row = conn.execute(query).one_or_none()
    if row is None:
        raise NoSuchEvidence("There is no evidence {id}.", id=id_)
    return row


def exhibits(conn: Connection, recommendation_id: str) -> Sequence[Row[Any]]:
    """Every piece of evidence of that recommendation, in the order of uploading."""
    return _about(conn, tables.evidence, "uploaded_at", recommendation_id)


def verdicts(conn: Connection, recommendation_id: str) -> Sequence[Row[Any]]:
    """What the Ombudsman judged of that recommendation, the last one last."""
    return _about(conn, tables.verification, "verified_at", recommendation_id)


def _row(conn: Connection, id_: str, seen: Seen) -> Row[Any]:
    table = tables.recommendation
    row = conn.execute(select(table).where(table.c.id == id_, *visible(seen))).one_or_none()
    if row is None:
        raise NoSuchRecommendation("There is no recommendation {id}.", id=id_)
    return row


def _about(conn: Connection, table: Table, time: str, id_: str) -> Sequence[Row[Any]]:
    query = select(table).where(table.c.recommendation_id == id_)
    return conn.execute(query.order_by(table.c[time], table.c.id)).all()


def _actions(conn: Connection, id_: str) -> list[dict[str, Any]]:
    shown = tables.action_evidence
    query = select(shown).join(tables.action).where(tables.action.c.recommendation_id == id_)
    by_action: dict[str, list[str]] = {}
    for row in conn.execute(query.order_by(shown.c.position)):
        by_action.setdefault(row.action_id, []).append(row.evidence_id)
    actions = _about(conn, tables.action, "confirmed_at", id_)
    return [{**row._mapping, "evidence": by_action[row.id]} for row in actions]
