"""Pages of a list.

Owns: the signed cursor that says where the next page begins (the sort key of the last item, so
that new rows neither repeat nor hide old ones), and the shape `{"items": […], "next": cursor}`.
A cursor belongs to the address that gave it.
"""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, TypeVar

from flask import request
from itsdangerous import BadData, URLSafeSerializer
from marshmallow import Schema, ValidationError, fields, validate

from shared.context import settings

Row = TypeVar("Row")
MOST = 200
USUAL = 50


class Cursor(fields.String):
    """A cursor as the list of values that it was made of."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        sealed = super()._deserialize(value, attr, data, **kwargs)
        try:
            return tuple(_seal().loads(sealed))
        except BadData:
            raise ValidationError("This cursor was not given by this list; start anew.") from None


class PageArgs(Schema):
    """`?limit=&cursor=`; lists with filters add their own fields to it."""

    limit = fields.Integer(load_default=USUAL, validate=validate.Range(1, MOST))
    cursor = Cursor(load_default=None)


def page(rows: Sequence[Row], limit: int, key: Callable[[Row], Sequence[Any]]) -> dict[str, Any]:
    """The answer out of `limit + 1` rows asked for; `key` gives a row's sort key as JSON values."""
    items = list(rows[:limit])
    more = len(rows) > limit
    return {"items": items, "next": _seal().dumps(list(key(items[-1]))) if more else None}


@cache
def page_of(item: type[Schema]) -> type[Schema]:
    """The schema of a page of such items."""
    shape = {
        "items": fields.List(fields.Nested(item), required=True),
        "next": fields.String(required=True, allow_none=True),
    }
    return type(f"{item.__name__.removesuffix('Schema')}Page", (Schema,), shape)


def _seal() -> URLSafeSerializer:
    return URLSafeSerializer(settings().secret_key, salt=f"cursor {request.path}")
