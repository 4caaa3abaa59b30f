"""In which order a list of cases is read, and where in it a page begins.

Owns: the orders by name, as statements. A place is the sort key and the id of a row as it was
saved, so that the thousandth page costs what the first does, and new rows neither repeat nor hide
old ones.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Column, ColumnElement, Row, Table, and_, or_

from services.followup.store.tables import case_
from shared.codec import instant_text
from shared.refusal import Invalid

_key = case_.c.recommendation_id
_BETWEEN = "|"


@dataclass(frozen=True)
class Order:
    """By that instant (rows without it last) and the id, or by the id alone; or the other way
    round."""

    by: Column[Any] | None = None
    descending: bool = False

    @property
    def columns(self) -> tuple[ColumnElement[Any], ...]:
        """What a statement is ordered by."""
        if self.by is None:
            return (_key.desc() if self.descending else _key,)
        return (self.by.asc().nulls_last(), _key)

    def of(self, table: Table) -> "Order":
        """The same by that table's column of this name."""
        return self if self.by is None else replace(self, by=table.c[self.by.name])

    def follows(self, place: str) -> list[ColumnElement[bool]]:
        """The rows after that place; "" is before the first. Raises Invalid at `cursor`."""
        if not place:
            return []
        if self.by is None:
            return [place > _key if self.descending else place < _key]
        at, _, id_ = place.partition(_BETWEEN)
        if not at:
            return [and_(self.by.is_(None), _key > id_)]
        try:
            instant = datetime.fromisoformat(at)
        except ValueError:  # a place in another order
            message = "This cursor was not given by this list; start anew."
            raise Invalid.at("cursor", message) from None
        later = or_(self.by > instant, self.by.is_(None))
        return [or_(later, and_(self.by == instant, _key > id_))]

    def sorted(self, rows: Iterable[Row[Any]]) -> list[Row[Any]]:
        """These rows in this order."""
        if self.by is None:
            key = _key.name
            return sorted(rows, key=lambda row: getattr(row, key), reverse=self.descending)
        by = self.by.name
        return sorted(rows, key=lambda row: (*_last(getattr(row, by)), row.recommendation_id))

    def place(self, row: Row[Any]) -> str:
        """Where that row stands."""
        if self.by is None:
            return str(row.recommendation_id)
        at = getattr(row, self.by.name)
        return f"{instant_text(at) if at else ''}{_BETWEEN}{row.recommendation_id}"


def _last(at: datetime | None) -> tuple[bool, datetime]:
    return at is None, at or datetime.min.replace(tzinfo=UTC)


RECORDED = "recorded"
ORDERS: Mapping[str, Order] = {
    RECORDED: Order(),
    "newest": Order(descending=True),
    "due": Order(case_.c.due_at),
    "submitted": Order(case_.c.submitted_at),
}
