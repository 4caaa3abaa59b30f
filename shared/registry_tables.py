"""The tables of the registry database, which both services read.

Owns: offices (with their aliases and what they were before), accounts with the offices they hold,
sessions, links that sign in once, and machine tokens. Secrets are kept as hashes only.
"""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
)

from shared.db import Instant, Json

metadata = MetaData()

version = Table(
    "registry_version",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("value", String(36), nullable=False),
)

office = Table(
    "office",
    metadata,
    Column("code", String(40), primary_key=True),
    Column("name", Text, nullable=False),
    Column("kind", String(30), nullable=False),
    Column("class", String(10), nullable=False),
    Column("parent", String(40), ForeignKey("office.code")),
    Column("region", String(40)),
    Column("town", Text, nullable=False),
    Column("regency", Text, nullable=False),
    Column("time_zone", String(40), nullable=False),
    Column("email", Text, nullable=False),
    Column("since_at", Instant, nullable=False),
)

office_alias = Table(
    "office_alias",
    metadata,
    Column("word", Text, primary_key=True),  # folded, so that one word means one office
    Column("alias", Text, nullable=False),
    Column("office", String(40), ForeignKey("office.code"), nullable=False),
)

office_history = Table(
    "office_history",
    metadata,
    Column("office", String(40), ForeignKey("office.code"), primary_key=True),
    Column("from_at", Instant, primary_key=True),
    Column("to_at", Instant, nullable=False),
    Column("was", Json, nullable=False),
)

account = Table(
    "account",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("email", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("password_hash", Text, nullable=False),
    Column("admin", Boolean, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("disabled_at", Instant),
)

holding = Table(
    "holding",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("account", String(36), ForeignKey("account.id"), nullable=False),
    Column("office", String(40), ForeignKey("office.code"), nullable=False),
    Column("capacity", String(10), nullable=False),
    Column("acting", String(10), nullable=False),
    Column("from_on", Date, nullable=False),
    Column("to_on", Date),
)
Index("holding_account", holding.c.account, holding.c.office)

session = Table(
    "session",
    metadata,
    Column("hash", String(64), primary_key=True),
    Column("account", String(36), ForeignKey("account.id"), nullable=False),
    Column("office", String(40), ForeignKey("office.code")),
    Column("created_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("revoked_at", Instant),
)
Index("session_expires", session.c.expires_at)

sign_in_link = Table(
    "sign_in_link",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("hash", String(64), nullable=False, unique=True),
    Column("account", String(36), ForeignKey("account.id"), nullable=False),
    Column("language", String(2), nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("sent_at", Instant),
    Column("used_at", Instant),
)
Index("sign_in_link_account", sign_in_link.c.account)

token = Table(
    "token",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("hash", String(64), nullable=False, unique=True),
    Column("role", String(20), nullable=False),
    Column("office", String(40), ForeignKey("office.code")),
    Column("name", Text, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("revoked_at", Instant),
    Column("last_used_at", Instant),
)
