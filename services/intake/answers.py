"""What answers look like.

Owns: the fields of every answer, as the OpenAPI document describes them.
"""

from marshmallow import Schema, fields

from services.intake.fields import Instant


class RecordedItem(Schema):
    """One recorded recommendation; `repeat_of` is the code of the one that it repeats."""

    id = fields.String(required=True)
    code = fields.String(required=True)
    unit = fields.String(required=True)
    status = fields.String(required=True)
    repeat_of = fields.String(required=True, allow_none=True)
    stream = fields.String(required=True, attribute="kanwil")


class Heard(Schema):
    """How far followup must have read to know this."""

    stream = fields.String(required=True)
    sequence = fields.Integer(required=True, attribute="seq")


class Recorded(Schema):
    """A recorded letter; `told`: the last event in each stream that tells of it."""

    id = fields.String(required=True)
    number = fields.String(required=True)
    recommendations = fields.List(fields.Nested(RecordedItem), required=True)
    told = fields.List(fields.Nested(Heard), required=True)


class Added(RecordedItem):
    """One recommendation added to a letter; `sequence`: its event's in the stream."""

    sequence = fields.Integer(required=True)


class Said(Schema):
    """What was said is durable: its id, what became of the recommendation, and its event's time
    and place in the stream."""

    id = fields.String(required=True)
    recommendation_id = fields.String(required=True)
    code = fields.String(required=True)
    status = fields.String(required=True)
    at = Instant(required=True)
    stream = fields.String(required=True)
    sequence = fields.Integer(required=True)


class Uploaded(Schema):
    """Evidence that is kept."""

    id = fields.String(required=True)
    sha256 = fields.String(required=True)
    media_type = fields.String(required=True)
    size = fields.Integer(required=True)


class ActorAnswer(Schema):
    """Who spoke, for which office."""

    id = fields.String(required=True)
    name = fields.String(required=True)
    office = fields.String(required=True)
    role = fields.String(required=True)


class _Spoken(Schema):
    id = fields.String(required=True)
    actor = fields.Nested(ActorAnswer, required=True)


class ReceiptAnswer(_Spoken):
    """Receipt as the addressee acknowledged or the Ombudsman proved it."""

    received_on = fields.Date(required=True)
    by = fields.String(required=True)
    proof = fields.String(required=True, allow_none=True)
    said_at = Instant(required=True)


class EvidenceAnswer(_Spoken, Uploaded):
    """Evidence without its bytes, which `GET /evidence/{id}` gives."""

    kind = fields.String(required=True)
    taken_on = fields.Date(required=True)
    place = fields.String(required=True)
    uploaded_at = Instant(required=True)


class ActionAnswer(_Spoken):
    """What the addressee says was done."""

    description = fields.String(required=True)
    completed_on = fields.Date(required=True)
    extent = fields.String(required=True)
    evidence = fields.List(fields.String(), required=True)
    confirmed_at = Instant(required=True)


class VerificationAnswer(_Spoken):
    """The Ombudsman's verdict."""

    action_id = fields.String(required=True, allow_none=True)
    outcome = fields.String(required=True)
    note = fields.String(required=True)
    new_due_on = fields.Date(required=True, allow_none=True)
    remaining = fields.String(required=True, allow_none=True)
    verified_at = Instant(required=True)


class RulingAnswer(_Spoken):
    """A withdrawal, supersession, reopening or extension."""

    kind = fields.String(required=True)
    reason = fields.String(required=True)
    new_due_on = fields.Date(required=True, allow_none=True)
    superseded_by = fields.String(required=True, allow_none=True)
    request_id = fields.String(required=True, allow_none=True)
    ruled_at = Instant(required=True)


class RecommendationItem(Schema):
    """One recommendation of a list."""

    id = fields.String(required=True)
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
    components = fields.List(fields.String(), required=True)
    finding = fields.String(required=True)
    text = fields.String(required=True)
    severity = fields.String(required=True)
    status = fields.String(required=True)
    receipt = fields.String(required=True)
    received_on = fields.Date(required=True, allow_none=True)
    due_kind = fields.String(required=True)
    due_on = fields.Date(required=True, allow_none=True)
    repeat_of = fields.String(required=True, allow_none=True)
    superseded_by = fields.String(required=True, allow_none=True)
    sent_at = Instant(required=True)


class RecommendationAnswer(RecommendationItem):
    """One recommendation with everything that was said about it. `due_on` is the last official
    date that a letter or a person set; what a rule counted is followup's to say."""

    criterion = fields.String(required=True)
    cause = fields.String(required=True)
    effect = fields.String(required=True)
    maladministration = fields.List(fields.String(), required=True)
    person_in_charge = fields.String(required=True)
    acknowledged = fields.Boolean(required=True)
    receipts = fields.List(fields.Nested(ReceiptAnswer), required=True)
    evidence = fields.List(fields.Nested(EvidenceAnswer), required=True)
    actions = fields.List(fields.Nested(ActionAnswer), required=True)
    verifications = fields.List(fields.Nested(VerificationAnswer), required=True)
    rulings = fields.List(fields.Nested(RulingAnswer), required=True)


class LetterAnswer(_Spoken):
    """One letter with those of its recommendations that the asker sees."""

    ombudsman = fields.String(required=True)
    number = fields.String(required=True)
    date = fields.Date(required=True)
    instrument = fields.String(required=True)
    activity = fields.String(required=True)
    issuer = fields.String(required=True)
    signatory = fields.String(required=True)
    subject = fields.String(required=True)
    legal_basis = fields.List(fields.String(), required=True)
    lhp_number = fields.String(required=True)
    copy_to = fields.List(fields.String(), required=True)
    posted_at = Instant(required=True)
    recommendations = fields.List(fields.Nested(RecommendationItem), required=True)


class FeedAnswer(Schema):
    """Events in order (CloudEvents 1.0 with sequence and hashes). `as_of` is set where they reach
    `head`: nothing stamped at or before it is missing. `hash` is that of the event at `head`."""

    events = fields.List(fields.Raw(), required=True)
    head = fields.Integer(required=True)
    hash = fields.String(required=True)
    as_of = Instant(required=True, allow_none=True)


class NamedFeedAnswer(FeedAnswer):
    """The same, of the stream `name`."""

    name = fields.String(required=True)


class FeedsAnswer(Schema):
    """A page of every stream that was asked for; `as_of` of all is one instant, read under the
    locks of all, but where a stream has given out a later one."""

    streams = fields.List(fields.Nested(NamedFeedAnswer), required=True)


class StreamItem(Schema):
    """A stream's last sequence and hash."""

    name = fields.String(required=True)
    head = fields.Integer(required=True)
    hash = fields.String(required=True)


class StreamsAnswer(Schema):
    """Every stream."""

    streams = fields.List(fields.Nested(StreamItem), required=True)
