"""The tables of amendments.

Owns: the versions of the policy, the proposals, and what each would do to which case.
"""

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table, Text

from services.followup.store.tables import metadata
from shared.db import Instant, Json

policy_version = Table(
    "policy_version",
    metadata,
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("at", Instant, nullable=False),
    Column("decree", String(200), nullable=False),
    Column("note", Text, nullable=False),
    Column("body", Json, nullable=False),
)
"""From version 2 on; the first one is the program's own."""

amendment = Table(
    "amendment",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("kind", String(10), nullable=False),
    Column("decree", String(200), nullable=False),
    Column("note", Text, nullable=False),
    Column("body", Json, nullable=False),
    Column("status", String(10), nullable=False),
    Column("proposed_at", Instant, nullable=False),
    Column("proposed_by", Json, nullable=False),
    Column("weighed_at", Instant, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("totals", Json, nullable=False),
    Column("answered_at", Instant),
    Column("answered_by", Json),
    Column("reason", Text),
    Column("version", Integer),
)
"""`kind`: calendar or policy. `status`: proposed, approved, refused. `digest` is of the impact, so
that whoever approves says which one they saw; `version` is the one that came of it."""
Index("amendment_kind", amendment.c.kind, amendment.c.status, amendment.c.id)

amendment_case = Table(
    "amendment_case",
    metadata,
    Column("amendment", String(36), ForeignKey("amendment.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("code", String(40), nullable=False),
    Column("body", Json, nullable=False),
)
"""What the amendment would do to one case, in the order of codes."""
