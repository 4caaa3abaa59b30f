"""The table of the calendars' secret addresses, in followup's database."""

from sqlalchemy import Column, String, Table

from services.followup.store.tables import metadata
from shared.db import Instant

calendar_address = Table(
    "calendar_address",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("office", String(40), nullable=False, unique=True),
    Column("hash", String(64), nullable=False, unique=True),
    Column("made_at", Instant, nullable=False),
)
