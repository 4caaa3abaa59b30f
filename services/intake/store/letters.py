"""The list of letters, and one of them in parts.

Owns: their statements. A letter is seen by whoever sees one of its recommendations.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, func, or_, select

from services.intake.core.refusals import NoSuchLetter
from services.intake.core.words import CLOSED
from services.intake.store import tables
from services.intake.store.loading import visible

_SHOWN = ("id", "code", "unit", "unit_name", "time_zone", "service", "text", "status", "repeat_of")
_POINT = [tables.recommendation.c[name] for name in (*_SHOWN, "received_on", "receipt")]


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


def one(conn: Connection, id_: str, seen: Mapping[str, str]) -> Row[Any]:
    """The letter with the number of its recommendations that the asker sees (`points`) and the zone
    of one of them (`time_zone`); raises NoSuchLetter."""
    letter, point = tables.letter, tables.recommendation
    number, zone = func.count().label("points"), func.min(point.c.time_zone).label("time_zone")
    query = select(letter, number, zone).join(point, point.c.letter_id == letter.c.id)
    query = query.where(letter.c.id == id_, *visible(seen)).group_by(letter.c.id)
    row = conn.execute(query).one_or_none()
    if row is None:
        raise NoSuchLetter("There is no letter {id}.", id=id_)
    return row


def points(
    conn: Connection, id_: str, seen: Mapping[str, str], after: str, limit: int | None
) -> Sequence[Row[Any]]:
    """Up to `limit` (None: all) of the letter's recommendations that the asker sees, in the order
    of their recording, after the one with that id: what a list shows of each."""
    key = tables.recommendation.c.id
    query = select(*_POINT).where(tables.recommendation.c.letter_id == id_, key > after)
    return conn.execute(query.where(*visible(seen)).order_by(key).limit(limit)).all()


def point(conn: Connection, id_: str, seen: Mapping[str, str], **named: str) -> Row[Any] | None:
    """One of the letter's recommendations that the asker sees, with these values; None where it
    has none."""
    table = tables.recommendation
    which = (table.c[name] == value for name, value in named.items())
    query = select(*_POINT).where(table.c.letter_id == id_, *which, *visible(seen))
    return conn.execute(query.limit(1)).one_or_none()
