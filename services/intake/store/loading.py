"""What stands, for the core to judge.

Owns: loading one recommendation under its lock, its evidence, and the action that awaits its
verdict. `seen` is the column and value that a row must have for the asker to see it.
"""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, bindparam, exists, select

from services.intake.core.model import Action, Evidence, Letter, Recommendation
from services.intake.core.refusals import NoSuchLetter, NoSuchRecommendation
from services.intake.store import tables
from shared.clock import Clock
from shared.db import read_with_clock

_FIELDS = tuple(Recommendation.__dataclass_fields__)
_LISTS = ("components", "maladministration")
_LETTER = (
    select(*(tables.letter.c[name] for name in Letter.__dataclass_fields__))
    .where(
        tables.letter.c.id == bindparam("which"), tables.letter.c.ombudsman == bindparam("whose")
    )
    .with_for_update()
)


def load(conn: Connection, id_: str, seen: Mapping[str, str]) -> Recommendation:
    """The recommendation, locked until the end of the transaction; raises NoSuchRecommendation."""
    query = _one(id_, seen).with_for_update()
    return recommendation(_found(conn, query, id_))


def load_two(
    conn: Connection, id_: str, other: str, seen: Mapping[str, str]
) -> tuple[Recommendation, Recommendation | None]:
    """The recommendation and the one with the code or id `other`, both locked, in the order of
    their ids: so that two which would replace each other wait instead of blocking each other."""
    table = tables.recommendation
    which = (table.c.id == id_) | (table.c.id == other) | (table.c.code == other)
    query = select(table).where(which, *visible(seen)).order_by(table.c.id).with_for_update()
    found = [recommendation(row) for row in conn.execute(query)]
    one = next((each for each in found if each.id == id_), None)
    if one is None:
        raise _missing(id_)
    return one, next((each for each in found if other in (each.id, each.code)), None)


def load_letter(
    conn: Connection, clock: Clock, id_: str, ombudsman: str
) -> tuple[Letter, datetime]:
    """The letter of that Ombudsman's office, locked until the end of the transaction, and the time,
    read after that; raises NoSuchLetter. Those who add to one letter wait here in their order: for
    the counter, a row that changes, PostgreSQL lets them wait in any."""
    row, now = read_with_clock(conn, clock, _LETTER, {"which": id_, "whose": ombudsman})
    if row is None:
        raise NoSuchLetter("There is no letter {id}.", id=id_)
    values = {name: getattr(row, name) for name in Letter.__dataclass_fields__}
    lists = {name: tuple(values[name]) for name in ("legal_basis", "copy_to")}
    return Letter(**values | lists), now


def same_point(conn: Connection, letter_id: str, point: Mapping[str, Any]) -> str | None:
    """The code of the letter's recommendation that says the same of the same unit; None for a new
    one. Ask it under the letter's lock."""
    table, names = tables.recommendation, ("unit", "service", "finding", "text")
    same = [table.c[name] == point[name] for name in names]
    query = select(table.c.code).where(table.c.letter_id == letter_id, *same).limit(1)
    return conn.execute(query).scalar()


def visible(seen: Mapping[str, str]) -> list[Any]:
    """The conditions under which the asker sees a recommendation."""
    return [tables.recommendation.c[name] == value for name, value in seen.items()]


def evidence_of(conn: Connection, id_: str, named: Collection[str]) -> dict[str, Evidence]:
    """The recommendation's evidence out of those named, by id."""
    table = tables.evidence
    query = select(table, _judged().label("judged")).where(
        table.c.recommendation_id == id_, table.c.id.in_(sorted(set(named)))
    )
    names = Evidence.__dataclass_fields__
    rows = conn.execute(query).mappings()
    return {row["id"]: Evidence(**{name: row[name] for name in names}) for row in rows}


def awaiting(conn: Connection, id_: str) -> Action | None:
    """The recommendation's action that has no verdict yet."""
    table = tables.action
    judged = exists().where(tables.verification.c.action_id == table.c.id)
    query = select(table).where(table.c.recommendation_id == id_, ~judged)
    row = conn.execute(query.order_by(table.c.id.desc()).limit(1)).one_or_none()
    if row is None:
        return None
    shown = tables.action_evidence.join(tables.evidence)
    authors = select(tables.evidence.c.uploaded_by).select_from(shown)
    uploaders = conn.execute(authors.where(tables.action_evidence.c.action_id == row.id)).scalars()
    return Action(row.id, id_, frozenset({*uploaders, row.actor["id"]}))


def recommendation(row: Row[Any]) -> Recommendation:
    """A row of the table as the core knows it."""
    values = {name: getattr(row, name) for name in _FIELDS}
    return Recommendation(**values | {name: tuple(values[name]) for name in _LISTS})


def _one(id_: str, seen: Mapping[str, str]) -> Select[Any]:
    return select(tables.recommendation).where(tables.recommendation.c.id == id_, *visible(seen))


def _found(conn: Connection, query: Select[Any], id_: str) -> Row[Any]:
    row = conn.execute(query).one_or_none()
    if row is None:
        raise _missing(id_)
    return row


def _missing(id_: str) -> NoSuchRecommendation:
    return NoSuchRecommendation("There is no recommendation {id}.", id=id_)


def _judged() -> Any:
    shown, verdict = tables.action_evidence, tables.verification
    return (
        exists()
        .where(shown.c.evidence_id == tables.evidence.c.id)
        .where(shown.c.action_id == verdict.c.action_id)
    )
