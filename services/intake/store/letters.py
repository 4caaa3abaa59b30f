"""The list of letters.

Owns: its statement. A letter is seen by whoever sees one of its recommendations.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, func, or_, select

from services.intake.core.words import CLOSED
from services.intake.store import tables
from services.intake.store.loading import visible


def page(
    conn: Connection, q: str, seen: Mapping[str, str], before: str | None, limit: int
) -> Sequence[Row[Any]]:
    """Up to `limit` letters recorded before the one with that id, the latest first, each with the
    number of its recommendations that the asker sees (`count`) and of those that are closed
    (`closed`). `q` is looked for in number, subject and activity."""
    letter, one = tables.letter, tables.recommendation
    closed = func.count().filter(one.c.status.in_(sorted(CLOSED)))
    query = (
        select(letter, func.count().label("count"), closed.label("closed"))
        .join(one, one.c.letter_id == letter.c.id)
        .where(*visible(seen))
        .group_by(letter.c.id)
        .order_by(letter.c.id.desc())
        .limit(limit)
    )
    if before is not None:
        query = query.where(letter.c.id < before)
    for word in q.casefold().split():
        named = (letter.c.number, letter.c.subject, letter.c.activity)
        query = query.where(
            or_(*(func.lower(column).contains(word, autoescape=True) for column in named))
        )
    return conn.execute(query).all()
