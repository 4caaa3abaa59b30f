"""What was recorded before, as a repeat finding looks for it.

Owns: the two statements that look: for what one letter may repeat the latest of each kind, whose
cost does not grow with how many there are; for a whole file all of its units and services at once.
Both see one Ombudsman's office's own recommendations: another's are as good as unknown to it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Date,
    Row,
    Select,
    Text,
    and_,
    bindparam,
    func,
    or_,
    select,
    tuple_,
    union_all,
)
from sqlalchemy import type_coerce as as_if

from services.intake.core.model import Earlier
from services.intake.core.words import WITHDRAWN
from services.intake.store import tables
from shared.ready import Ready

MOST_OF_A_KIND = 3
"""As many as a page suggests; a letter that is sent takes the first."""
Kind = tuple[str, str, tuple[str, ...]]
"""A unit, a service, and components of which one at least must be in common."""
_PIECE = 500  # rows of one statement, far below every engine's bound on parameters
_TABLE = tables.recommendation
_OF_EARLIER = [_TABLE.c[name] for name in Earlier.__dataclass_fields__]


@dataclass(frozen=True)
class Writer:
    """The letter that looks back: whose it is, its day, its id ("" before it has one), and the
    first day that counts."""

    ombudsman: str
    written_on: date
    letter_id: str
    since: date


def latest(conn: Connection, letter: Writer, kinds: Iterable[Kind]) -> list[Earlier]:
    """The latest of each kind in letters of that office since that day, but not in that letter.
    Of two letters of one day the one recorded later is the later."""
    found: dict[str, Earlier] = {}
    for unit, service, components in sorted(set(kinds)):
        if components:
            values = {**vars(letter), "unit": unit, "service": service}
            values |= {f"word_{n}": f'"{one}"' for n, one in enumerate(components)}
            rows = _latest(conn.dialect.name, len(components)).all(conn, values)
            found |= {row.code: _earlier(row) for row in rows}
    return list(found.values())


def named(conn: Connection, ombudsman: str, codes: Iterable[str]) -> list[Earlier]:
    """Those of that office that have these codes."""
    found: list[Earlier] = []
    wanted = sorted(set(codes))
    for start in range(0, len(wanted), _PIECE):
        some = _TABLE.c.code.in_(wanted[start : start + _PIECE])
        query = select(*_OF_EARLIER).where(_TABLE.c.ombudsman == ombudsman, some)
        found += map(_earlier, conn.execute(query))
    return found


def of_pairs(
    conn: Connection, ombudsman: str, pairs: Iterable[tuple[str, str]], since: date
) -> list[Earlier]:
    """All to these (unit, service) pairs in letters of that office since that day."""
    found: list[Earlier] = []
    wanted = sorted(set(pairs))
    for start in range(0, len(wanted), _PIECE):
        alike = tuple_(_TABLE.c.unit, _TABLE.c.service).in_(wanted[start : start + _PIECE])
        mine = and_(_TABLE.c.ombudsman == ombudsman, alike, _TABLE.c.letter_date >= since)
        found += map(_earlier, conn.execute(select(*_OF_EARLIER).where(mine)))
    return found


@lru_cache
def _latest(dialect: str, components: int) -> Ready:
    """Three reaches of one index: letters of earlier days, and of that day those before and those
    after this one. So the letter's own recommendations are passed over without being read."""
    day, letter = bindparam("written_on", type_=Date), bindparam("letter_id", type_=Text)
    since = bindparam("since", type_=Date)
    days, letters = _TABLE.c.letter_date, _TABLE.c.letter_id
    of_the_day = ((days == day) & (letters < letter), (days == day) & (letters > letter))
    common = _common(dialect, components)
    reaches = [_reach(when & common) for when in ((days >= since) & (days < day), *of_the_day)]
    found = union_all(*(select(one.subquery()) for one in reaches)).subquery()
    return Ready(select(*(found.c[column.name] for column in _OF_EARLIER)))


def _common(dialect: str, components: int) -> ColumnElement[bool]:
    """That one of so many words stands in the row's list of components, which is kept as JSON."""
    place = func.strpos if dialect == "postgresql" else func.instr
    kept = as_if(_TABLE.c.components, Text)
    words = (bindparam(f"word_{n}", type_=Text) for n in range(components))
    return or_(*(place(kept, word) > 0 for word in words))


def _reach(which: ColumnElement[bool]) -> Select[Any]:
    here = (_TABLE.c[name] == bindparam(name) for name in ("ombudsman", "unit", "service"))
    order = (_TABLE.c.letter_date.desc(), _TABLE.c.letter_id.desc(), _TABLE.c.code.desc())
    query = select(*_OF_EARLIER).where(*here, which, _TABLE.c.status != WITHDRAWN)
    return query.order_by(*order).limit(MOST_OF_A_KIND)


def _earlier(row: Row[Any]) -> Earlier:
    return Earlier(**{**row._asdict(), "components": tuple(row.components)})
