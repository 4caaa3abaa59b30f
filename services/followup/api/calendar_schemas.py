"""What the API reads and answers of deadlines and the calendar.

Owns: the deadline card, holidays and amendments as marshmallow schemas.
"""

from typing import Any

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from services.followup.api.schemas import (
    AS_SENSIBLE,
    INSTRUMENTS,
    SENSIBLE_DAY,
    ActorSchema,
    Instant,
)
from services.followup.core.calendar import KINDS, LOCAL

SENSIBLE = validate.Length(1, 200)


class DaySchema(Schema):
    """A civil day, and why it counts or does not: start, counted, weekend, public_holiday,
    collective_leave, local_holiday or paused."""

    on = fields.Date(required=True)
    why = fields.String(required=True)
    number = fields.Integer(required=True, allow_none=True)
    name = fields.String(required=True, allow_none=True)
    decree = fields.String(required=True, allow_none=True)
    provisional = fields.Boolean(required=True)


class DateSetSchema(Schema):
    """A date that a person set."""

    at = Instant(required=True)
    kind = fields.String(required=True)
    due_on = fields.Date(required=True)
    by = fields.String(required=True)
    reason = fields.String(required=True)
    actor = fields.Nested(ActorSchema, required=True)


class PauseSchema(Schema):
    """Days after `from_on`, up to and including `to_on`, do not count."""

    from_on = fields.Date(required=True)
    to_on = fields.Date(required=True)


class CardSchema(Schema):
    """Why a deadline is what it is; each version is named with the decree that made it."""

    instrument = fields.String(required=True)
    article = fields.String(required=True)
    unit_of_days = fields.String(required=True)
    length = fields.Integer(required=True, allow_none=True)
    start_on = fields.Date(required=True, allow_none=True)
    receipt = fields.String(required=True)
    days = fields.List(fields.Nested(DaySchema), required=True)
    rule_due_on = fields.Date(required=True, allow_none=True)
    dates_set = fields.List(fields.Nested(DateSetSchema), required=True)
    pauses = fields.List(fields.Nested(PauseSchema), required=True)
    official_due_on = fields.Date(required=True, allow_none=True)
    internal_due_on = fields.Date(required=True, allow_none=True)
    due_at = Instant(required=True, allow_none=True)
    time_zone = fields.String(required=True)
    regency = fields.String(required=True)
    calendar_version = fields.Integer(required=True)
    calendar_decree = fields.String(required=True)
    policy_version = fields.Integer(required=True)
    policy_decree = fields.String(required=True)
    provisional = fields.Boolean(required=True)
    provisional_because = fields.String(required=True, allow_none=True)
    not_before = fields.Date(required=True, allow_none=True)


class EarlierCardSchema(Schema):
    """A card that the case once had."""

    number = fields.Integer(required=True)
    made_at = Instant(required=True)
    card = fields.Nested(CardSchema, required=True)


class CaseCardSchema(CardSchema):
    """The card of a case as it stands, and those that it had before."""

    earlier = fields.List(fields.Nested(EarlierCardSchema), required=True)


class PreviewArgs(Schema):
    """`unit`: an office's code, name or alias."""

    instrument = fields.String(required=True, validate=validate.OneOf(INSTRUMENTS))
    received_on = fields.Date(required=True, validate=SENSIBLE_DAY, metadata=AS_SENSIBLE)
    unit = fields.String(required=True, validate=SENSIBLE)


class HolidaySchema(Schema):
    """A day off: public, leave (cuti bersama) or local (then `regency` says where)."""

    on = fields.Date(required=True, validate=SENSIBLE_DAY, metadata=AS_SENSIBLE)
    name = fields.String(required=True, validate=SENSIBLE)
    kind = fields.String(required=True, validate=validate.OneOf(KINDS))
    regency = fields.String(load_default=None, allow_none=True, validate=SENSIBLE)
    decree = fields.String(dump_only=True)
    provisional = fields.Boolean(dump_only=True)

    @validates_schema
    def local_is_somewhere(self, body: dict[str, Any], **_: Any) -> None:
        """A local holiday names its regency, no other does."""
        if (body["kind"] == LOCAL) != bool(body["regency"]):
            raise ValidationError("A local holiday names its regency; no other does.", "regency")


class RemovalSchema(Schema):
    """A day that is off no more: nationally, or in one regency."""

    on = fields.Date(required=True, validate=SENSIBLE_DAY, metadata=AS_SENSIBLE)
    regency = fields.String(load_default=None, allow_none=True, validate=SENSIBLE)


class AmendmentArgs(Schema):
    """What a decree changes."""

    decree = fields.String(required=True, validate=SENSIBLE)
    note = fields.String(load_default="", validate=validate.Length(max=4000))
    add = fields.List(fields.Nested(HolidaySchema), load_default=list)
    remove = fields.List(fields.Nested(RemovalSchema), load_default=list)

    @validates_schema
    def something_changes(self, body: dict[str, Any], **_: Any) -> None:
        """An amendment that changes nothing is a mistake."""
        if not body["add"] and not body["remove"]:
            raise ValidationError("The amendment changes nothing: add or remove a day.", "add")

    @validates_schema
    def each_day_once(self, body: dict[str, Any], **_: Any) -> None:
        """The same day twice in one place is a slip of the pen."""
        for field in ("add", "remove"):
            days = [(day["on"], day["regency"]) for day in body[field]]
            twice = [number for number, day in enumerate(days) if day in days[:number]]
            if twice:
                fault = {"on": ["The same day stands above already."]}
                raise ValidationError({field: dict.fromkeys(twice, fault)})


class CalendarArgs(Schema):
    """One year, as offices of a regency know it."""

    year = fields.Integer(load_default=None, validate=validate.Range(2000, 2100))
    regency = fields.String(load_default=None, validate=SENSIBLE)


class CalendarSchema(Schema):
    """A year's days off by the version in use; leave is decreed up to `decreed_until`."""

    version = fields.Integer(required=True)
    year = fields.Integer(required=True)
    regency = fields.String(required=True, allow_none=True)
    decreed_until = fields.Date(required=True)
    holidays = fields.List(fields.Nested(HolidaySchema), required=True)


class VersionSchema(Schema):
    """A version of the calendar and the decree that made it."""

    version = fields.Integer(required=True)
    at = Instant(required=True)
    decree = fields.String(required=True)
    note = fields.String(required=True)
    add = fields.List(fields.Nested(HolidaySchema), required=True)
    remove = fields.List(fields.Nested(RemovalSchema), required=True)


class VersionsSchema(Schema):
    """Every version, the newest first."""

    items = fields.List(fields.Nested(VersionSchema), required=True)
    next = fields.String(required=True, allow_none=True)
