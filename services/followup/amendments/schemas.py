"""What the API reads and answers of amendments.

Owns: proposals, their impact, and the policy's rows as marshmallow schemas.
"""

from typing import Any

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from services.followup.amendments.proposals import KINDS, STATUSES
from services.followup.api.calendar_schemas import HolidaySchema, RemovalSchema
from services.followup.api.schemas import INSTRUMENTS, ActorSchema, Instant
from services.followup.core.policy_changes import LONGEST, MOST_REMINDERS, WAITS
from shared.paging import PageArgs

SENSIBLE = validate.Length(1, 200)
DAYS = validate.Range(1, LONGEST)


class Whole(fields.Integer):
    """A whole number, or the text of one, as forms send it; never 2.5, which is not cut to 2."""

    def _validated(self, value: Any) -> int:
        if isinstance(value, float) and not value.is_integer():
            raise self.make_error("invalid", input=value)
        return super()._validated(value)


class LengthSchema(Schema):
    """How many of its days an instrument gives, and by which article."""

    instrument = fields.String(required=True, validate=validate.OneOf(INSTRUMENTS))
    length = Whole(required=True, validate=DAYS)
    article = fields.String(required=True, validate=SENSIBLE)


class WaitSchema(Schema):
    """After how many working days a rung comes."""

    rung = fields.String(required=True, validate=validate.OneOf(WAITS))
    days = Whole(required=True, validate=DAYS)


class PolicyChangesSchema(Schema):
    """What of the policy changes; what is not named stays. `reminders` are all of them, in days
    before due."""

    lengths = fields.List(fields.Nested(LengthSchema), load_default=list)
    waits = fields.List(fields.Nested(WaitSchema), load_default=list)
    reminders = fields.List(
        Whole(validate=DAYS),
        load_default=None,
        allow_none=True,
        validate=validate.Length(1, MOST_REMINDERS),
    )
    internal_days = Whole(load_default=None, allow_none=True, validate=DAYS)
    reminder_hour = Whole(load_default=None, allow_none=True, validate=validate.Range(0, 23))


class PolicyAmendmentArgs(PolicyChangesSchema):
    """What a regulation changes."""

    decree = fields.String(required=True, validate=SENSIBLE)
    note = fields.String(load_default="", validate=validate.Length(max=4000))

    @validates_schema
    def something_changes(self, body: dict[str, Any], **_: Any) -> None:
        """An amendment that changes nothing is a mistake."""
        if not any(body[name] not in (None, []) for name in PolicyChangesSchema._declared_fields):
            raise ValidationError("The amendment changes nothing: name a number.", "lengths")

    @validates_schema
    def each_row_once(self, body: dict[str, Any], **_: Any) -> None:
        """The same row twice is a slip of the pen."""
        for field, name in (("lengths", "instrument"), ("waits", "rung")):
            rows = [row[name] for row in body[field]]
            twice = [number for number, row in enumerate(rows) if row in rows[:number]]
            if twice:
                fault = {name: ["The same row stands above already."]}
                raise ValidationError({field: dict.fromkeys(twice, fault)})


class TotalsSchema(Schema):
    """All open cases together."""

    looked = fields.Integer(required=True, metadata={"description": "open cases weighed"})
    later = fields.Integer(required=True, metadata={"description": "dates that move later"})
    sooner = fields.Integer(required=True, metadata={"description": "dates that move sooner"})
    wrong = fields.Integer(
        required=True, metadata={"description": "reminders and notices told that become wrong"}
    )
    withdrawn = fields.Integer(
        required=True, metadata={"description": "escalations that are withdrawn"}
    )
    climbs = fields.Integer(required=True, metadata={"description": "times to decide that move"})
    ahead = fields.Integer(
        required=True, metadata={"description": "cases of which only what is to come changes"}
    )
    offices = fields.List(
        fields.String(), required=True, metadata={"description": "those that are told"}
    )
    aside = fields.Integer(
        required=True, metadata={"description": "cases put aside, which were not weighed"}
    )


class ImpactSchema(Schema):
    """What the amendment would do; `digest` is what an approval says that it saw."""

    weighed_at = Instant(required=True)
    digest = fields.String(required=True)
    totals = fields.Nested(TotalsSchema, required=True)


class ProposalSchema(Schema):
    """An amendment that was proposed, and what became of it."""

    id = fields.String(required=True)
    kind = fields.String(required=True, validate=validate.OneOf(list(KINDS)))
    decree = fields.String(required=True)
    note = fields.String(required=True)
    status = fields.String(required=True, validate=validate.OneOf(STATUSES))
    add = fields.List(fields.Nested(HolidaySchema), required=True)
    remove = fields.List(fields.Nested(RemovalSchema), required=True)
    changes = fields.Nested(PolicyChangesSchema, required=True, allow_none=True)
    impact = fields.Nested(ImpactSchema, required=True)
    proposed_at = Instant(required=True)
    proposed_by = fields.Nested(ActorSchema, required=True)
    answered_at = Instant(required=True, allow_none=True)
    answered_by = fields.Nested(ActorSchema, required=True, allow_none=True)
    reason = fields.String(required=True, allow_none=True)
    version = fields.Integer(
        required=True, allow_none=True, metadata={"description": "the version that came of it"}
    )


class ProposalsArgs(PageArgs):
    """`?kind=&status=`."""

    kind = fields.String(load_default=None, validate=validate.OneOf(list(KINDS)))
    status = fields.String(load_default=None, validate=validate.OneOf(STATUSES))


class ClimbSchema(Schema):
    """The time to decide an escalation moves."""

    level = fields.Integer(required=True)
    before = Instant(required=True)
    after = Instant(required=True)


class MovedSchema(Schema):
    """One case under the amendment: its official date, what was told and becomes wrong, the levels
    whose escalation is withdrawn, and the offices that are told."""

    recommendation_id = fields.String(required=True)
    code = fields.String(required=True)
    unit = fields.String(required=True)
    before = fields.Date(required=True, allow_none=True)
    after = fields.Date(required=True, allow_none=True)
    wrong = fields.List(fields.String(), required=True)
    withdrawn = fields.List(fields.Integer(), required=True)
    climbs = fields.List(fields.Nested(ClimbSchema), required=True)
    told = fields.List(fields.String(), required=True)
    next_at = Instant(required=True, allow_none=True)


class ApprovalArgs(Schema):
    """The impact that the approver saw."""

    digest = fields.String(required=True, validate=validate.Length(1, 64))


class AmendmentRefusalArgs(Schema):
    """Why the amendment does not come into force."""

    reason = fields.String(required=True, validate=validate.Length(1, 4000))


class RungSchema(Schema):
    """A line of the ladder; `unit_of_days` null: the instrument's own."""

    name = fields.String(required=True)
    kind = fields.String(required=True)
    days = fields.Integer(required=True)
    unit_of_days = fields.String(required=True, allow_none=True)
    source = fields.String(required=True)


class InstrumentSchema(Schema):
    """What an instrument gives its addressee."""

    name = fields.String(required=True)
    length = fields.Integer(required=True)
    unit_of_days = fields.String(required=True)
    article = fields.String(required=True)
    extendable = fields.Boolean(required=True)


class PolicySchema(Schema):
    """The policy in force, each row with its source; local hours."""

    version = fields.Integer(required=True)
    at = Instant(required=True)
    decree = fields.String(required=True)
    instruments = fields.List(fields.Nested(InstrumentSchema), required=True)
    rungs = fields.List(fields.Nested(RungSchema), required=True)
    internal_days = fields.Integer(required=True)
    reminder_hour = fields.Time(required=True)


class PolicyVersionSchema(Schema):
    """A version of the policy after the first, and the regulation that made it."""

    version = fields.Integer(required=True)
    at = Instant(required=True)
    decree = fields.String(required=True)
    note = fields.String(required=True)
    changes = fields.Nested(PolicyChangesSchema, required=True)


class PolicyVersionsSchema(Schema):
    """Every version after the first, the newest first."""

    items = fields.List(fields.Nested(PolicyVersionSchema), required=True)
    next = fields.String(required=True, allow_none=True)
