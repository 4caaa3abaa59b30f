"""How far the data of an answer reaches.

Owns: what the lists of the API say of that, beside their items.
"""

from functools import cache
from typing import Any

from marshmallow import Schema, fields, validate

from services.followup.api import here
from services.followup.api.schemas import Instant
from services.followup.looking.lag import WHY
from shared.paging import page_of as plain_page_of


class DataSchema(Schema):
    """How far the data reaches. `known_to`: nothing that intake stamped by then is unknown.
    `as_of`: nothing was missing when intake was last asked. Where `behind_because` is set, what
    intake has said in the last `behind_seconds` may be unknown."""

    known_to = Instant(required=True, allow_none=True)
    as_of = Instant(required=True, allow_none=True)
    behind_seconds = fields.Integer(required=True, allow_none=True)
    behind_because = fields.String(
        required=True, allow_none=True, validate=validate.OneOf([*WHY, None])
    )


@cache
def page_of(item: type[Schema]) -> type[Schema]:
    """The schema of a page of such items that says how far its data reaches."""
    page = plain_page_of(item)
    return type(page.__name__, (page,), {"data": fields.Nested(DataSchema, required=True)})


def data() -> dict[str, Any]:
    """How far what who asks may see reaches; see DataSchema. Intake is asked first."""
    found = here.lag()
    behind = found.behind
    return {
        "known_to": found.known_to,
        "as_of": found.as_of,
        "behind_seconds": None if behind is None else int(behind.total_seconds()),
        "behind_because": found.why,
    }
