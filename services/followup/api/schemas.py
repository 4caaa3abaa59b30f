"""What the API of followup reads and answers, as marshmallow schemas.

Owns: cases, escalations and extension requests. Instants are UTC, dates are civil.
"""

from datetime import date
from typing import Any

from marshmallow import Schema, fields, validate

from services.followup.core.policy import DEFAULT
from services.followup.looking.orders import ORDERS, RECORDED
from services.followup.looking.register import TIMELINESS
from shared.codec import instant_text
from shared.paging import MOST, PageArgs

A_SCREEN = 25
NOTE = [validate.Length(1, 4000), validate.Regexp(r"\s*\S", error="Say something.")]
CODE, NAME = validate.Length(1, 40), validate.Length(1, 200)
INSTRUMENTS = [row.name for row in DEFAULT.instruments]
VERDICTS = [row.outcome for row in DEFAULT.verdicts]
BEGUN, ENDED = (
    ["sent", "received", "awaiting_verification", "reopened"],
    ["withdrawn", "superseded"],
)
STATUSES = [*BEGUN, *VERDICTS, *ENDED]
ESCALATION_STATUSES = ["open", "acknowledged", "decided", "closed", "withdrawn"]
REQUEST_STATUSES = ["open", "granted", "refused", "lapsed"]
SENSIBLE_DAY = validate.Range(date(2000, 1, 1), date(2099, 12, 31))
AS_SENSIBLE = {"pattern": "^20[0-9]{2}-[0-9]{2}-[0-9]{2}$"}
"""The same, as the description can say it."""


class Instant(fields.AwareDateTime):
    """An instant, always in one form: RFC 3339 in UTC, with six digits of a second."""

    def _serialize(self, value: Any, *_: Any, **__: Any) -> str | None:
        return None if value is None else instant_text(value)


class NoBody(Schema):
    """Nothing has to be said."""


class ActorSchema(Schema):
    """Who spoke, and for which office."""

    id = fields.String(required=True)
    name = fields.String(required=True)
    office = fields.String(required=True)
    role = fields.String(required=True)


class BriefLineSchema(Schema):
    """A line of the journal; `rung` where time spoke, `to` the offices that are told."""

    position = fields.Integer(required=True)
    at = Instant(required=True)
    kind = fields.String(required=True)
    rung = fields.String(required=True, allow_none=True)
    round = fields.Integer(required=True)
    level = fields.Integer(required=True, allow_none=True)
    to = fields.List(fields.String(), required=True)


class LineSchema(BriefLineSchema):
    """The whole line; `body` is what a letter about it says, as plain data."""

    recorded_at = Instant(required=True)
    already_past = fields.Boolean(required=True)
    actor = fields.Nested(ActorSchema, required=True, allow_none=True)
    body = fields.Dict(required=True)


class EscalationSchema(Schema):
    """What went to a superior. `awaiting_data_since` is set while what was said waits for what
    intake has to tell first."""

    id = fields.String(required=True)
    recommendation_id = fields.String(required=True)
    code = fields.String(required=True)
    unit = fields.String(required=True)
    office = fields.String(required=True)
    office_name = fields.String(required=True)
    level = fields.Integer(required=True)
    round = fields.Integer(required=True)
    status = fields.String(required=True)
    opened_at = fields.String(required=True)
    already_past = fields.Boolean(required=True)
    climbs_at = fields.String(required=True, allow_none=True)
    acknowledged_at = fields.String(required=True, allow_none=True)
    acknowledged_by = fields.Nested(ActorSchema, required=True, allow_none=True)
    decided_at = fields.String(required=True, allow_none=True)
    decided_by = fields.Nested(ActorSchema, required=True, allow_none=True)
    decision = fields.String(required=True, allow_none=True)
    note = fields.String(required=True, allow_none=True)
    internal_due_on = fields.String(required=True, allow_none=True)
    closed_at = fields.String(required=True, allow_none=True)
    closed_because = fields.String(required=True, allow_none=True)
    awaiting_data_since = Instant(allow_none=True)


class RequestSchema(Schema):
    """A request for more time; granting one is intake's `/extensions`."""

    id = fields.String(required=True)
    recommendation_id = fields.String(required=True)
    code = fields.String(required=True)
    unit = fields.String(required=True)
    status = fields.String(required=True)
    at = fields.String(required=True)
    new_due_on = fields.String(required=True)
    reason = fields.String(required=True)
    actor = fields.Nested(ActorSchema, required=True)
    answer = fields.String(required=True, allow_none=True)
    answered_at = fields.String(required=True, allow_none=True)
    awaiting_data_since = Instant(allow_none=True)


class BriefCaseSchema(Schema):
    """How a recommendation stands to time. `past_due_awaiting_data`: its date passed, but what
    intake heard by then is not known since `data_as_of`. `stuck_since`: it cannot take what was
    said, and nothing is escalated until it is mended."""

    recommendation_id = fields.String(required=True)
    code = fields.String(required=True)
    letter_id = fields.String(required=True)
    letter_number = fields.String(required=True)
    letter_date = fields.Date(required=True)
    instrument = fields.String(required=True)
    unit = fields.String(required=True)
    unit_name = fields.String(required=True)
    kanwil = fields.String(required=True)
    ombudsman = fields.String(required=True)
    service = fields.String(required=True)
    severity = fields.String(required=True)
    text = fields.String(required=True)
    repeat_of = fields.String(required=True, allow_none=True)
    status = fields.String(required=True)
    receipt = fields.String(required=True)
    received_on = fields.Date(required=True, allow_none=True)
    sent_at = Instant(required=True)
    first_due_on = fields.Date(required=True, allow_none=True)
    official_due_on = fields.Date(required=True, allow_none=True)
    internal_due_on = fields.Date(required=True, allow_none=True)
    due_at = Instant(required=True, allow_none=True)
    provisional = fields.Boolean(required=True)
    timeliness = fields.String(required=True, validate=validate.OneOf(TIMELINESS))
    breached = fields.Boolean(required=True)
    breached_at = Instant(required=True, allow_none=True)
    level = fields.Integer(required=True)
    round = fields.Integer(required=True)
    clock = fields.String(required=True)
    next_at = Instant(required=True, allow_none=True)
    submitted_at = Instant(required=True, allow_none=True)
    closed_at = Instant(required=True, allow_none=True)
    data_as_of = Instant(required=True, allow_none=True)
    stuck_since = Instant(required=True, allow_none=True)
    journal = fields.List(fields.Nested(BriefLineSchema), required=True)


class CaseSchema(BriefCaseSchema):
    """The same with all that is known of it. `catching_up`: the event named by `seen` has not been
    heard yet."""

    catching_up = fields.Boolean(required=True)
    escalations = fields.List(fields.Nested(EscalationSchema), required=True)
    extension_requests = fields.List(fields.Nested(RequestSchema), required=True)
    journal = fields.List(fields.Nested(LineSchema), required=True)


class CasesArgs(PageArgs):
    """Filters of the register; `unit` and `kanwil` are an office's code, name or alias."""

    unit = fields.String(validate=NAME)
    kanwil = fields.String(validate=NAME)
    instrument = fields.String(validate=validate.OneOf(INSTRUMENTS))
    service = fields.String(validate=CODE)
    letter_id = fields.String(validate=CODE)
    status = fields.String(validate=validate.OneOf(STATUSES))
    timeliness = fields.String(validate=validate.OneOf(TIMELINESS))
    level = fields.Integer(validate=validate.Range(0, 3))


class RegisterArgs(CasesArgs):
    """The same for people: `q` is looked for in code, letter number, unit and text; `due_from` and
    `due_to` are the first and the last day on which it may fall due."""

    limit = fields.Integer(load_default=A_SCREEN, validate=validate.Range(1, MOST))
    q = fields.String(validate=NAME)
    due_from = fields.Date(validate=SENSIBLE_DAY)
    due_to = fields.Date(validate=SENSIBLE_DAY)
    order = fields.String(load_default=RECORDED, validate=validate.OneOf(tuple(ORDERS)))


class SeenArgs(Schema):
    """`seen`: the sequence of an event of `stream` that the asker has just written (the stream of
    the case, if left out)."""

    seen = fields.Integer(load_default=None, validate=validate.Range(min=1))
    stream = fields.String(load_default=None, validate=CODE)


class EscalationsArgs(PageArgs):
    """Filters of the queue, the longest open first."""

    status = fields.String(validate=validate.OneOf(ESCALATION_STATUSES))
    unit = fields.String(validate=NAME)
    level = fields.Integer(validate=validate.Range(1, 2))
    recommendation_id = fields.String(validate=CODE)


class RequestsArgs(PageArgs):
    """Filters of the requests, the oldest first."""

    status = fields.String(validate=validate.OneOf(REQUEST_STATUSES))
    unit = fields.String(validate=NAME)
    recommendation_id = fields.String(validate=CODE)


class DecisionArgs(Schema):
    """A decision on an escalation; without a date the policy's days run."""

    decision = fields.String(
        required=True, validate=validate.OneOf([row.name for row in DEFAULT.decisions])
    )
    note = fields.String(required=True, validate=NOTE)
    internal_due_on = fields.Date(
        load_default=None, allow_none=True, validate=SENSIBLE_DAY, metadata=AS_SENSIBLE
    )


class ExtensionArgs(Schema):
    """A request for a later official date."""

    new_due_on = fields.Date(required=True, validate=SENSIBLE_DAY, metadata=AS_SENSIBLE)
    reason = fields.String(required=True, validate=NOTE)


class RefusalArgs(Schema):
    """Why a request is refused."""

    reason = fields.String(required=True, validate=NOTE)
