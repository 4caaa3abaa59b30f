"""Amendments are proposed, weighed and approved; the policy has versions, and each case and card
says by which one it counts."""

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

from shared.codec import text
from shared.db import Instant, Json

revision = "r0008"
down_revision = "r0007"
_PIECE = 500


def upgrade() -> None:
    op.create_table(
        "policy_version",
        sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("at", Instant, nullable=False),
        sa.Column("decree", sa.String(200), nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("body", Json, nullable=False),
    )
    _proposals()
    _say_the_first_version()


def _proposals() -> None:
    op.create_table(
        "amendment",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("decree", sa.String(200), nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("body", Json, nullable=False),
        sa.Column("status", sa.String(10), nullable=False),
        sa.Column("proposed_at", Instant, nullable=False),
        sa.Column("proposed_by", Json, nullable=False),
        sa.Column("weighed_at", Instant, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("totals", Json, nullable=False),
        sa.Column("answered_at", Instant),
        sa.Column("answered_by", Json),
        sa.Column("reason", sa.Text),
        sa.Column("version", sa.Integer),
    )
    op.create_index("amendment_kind", "amendment", ["kind", "status", "id"])
    op.create_table(
        "amendment_case",
        sa.Column("amendment", sa.String(36), sa.ForeignKey("amendment.id"), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("code", sa.String(40), nullable=False),
        sa.Column("body", Json, nullable=False),
    )


def _say_the_first_version() -> None:
    """Every case so far was counted by version 1 of the policy, and says so as a new one would."""
    case_ = sa.table("case_", sa.column("recommendation_id"), sa.column("body", sa.Text))
    card = sa.table(
        "deadline_card",
        sa.column("recommendation_id"),
        sa.column("number"),
        sa.column("body", sa.Text),
    )
    _rewrite(case_, (case_.c.recommendation_id,), _of_case)
    _rewrite(card, (card.c.recommendation_id, card.c.number), _of_card)


def _rewrite(table: Any, key: tuple[Any, ...], said: Any) -> None:
    conn, after = op.get_bind(), None
    query = sa.select(table).order_by(*key).limit(_PIECE)
    while True:
        begin = sa.tuple_(*key) > after if after else sa.true()
        rows = conn.execute(query.where(begin)).all()
        for row in rows:
            here = sa.and_(*(column == row._mapping[column.name] for column in key))
            body = text(said(json.loads(row.body)))
            conn.execute(sa.update(table).where(here).values(body=body))
        if len(rows) < _PIECE:
            return
        after = tuple(rows[-1]._mapping[column.name] for column in key)


def _of_card(card: dict[str, Any]) -> dict[str, Any]:
    return {**card, "policy_version": 1}


def _of_case(case: dict[str, Any]) -> dict[str, Any]:
    return {**case, "policy_version": 1, "card": _of_card(case["card"])}
