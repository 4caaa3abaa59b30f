"""Evidence, written down.

Owns: the row of one upload. Its file stands in the folder of evidence before.
"""

from datetime import datetime

from sqlalchemy import Connection, insert

from services.intake.core.model import Evidence
from services.intake.store.tables import evidence
from shared.codec import dump
from shared.events import Actor


def add_evidence(conn: Connection, one: Evidence, actor: Actor, at: datetime) -> None:
    """Writes the row of one piece of evidence, uploaded at `at`."""
    names = ("id", "recommendation_id", "kind", "media_type", "size", "sha256", "taken_on")
    values = {name: getattr(one, name) for name in (*names, "place", "uploaded_by")}
    conn.execute(insert(evidence).values({**values, "actor": dump(actor), "uploaded_at": at}))
