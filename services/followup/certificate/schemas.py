"""What the API says of certificates and notices, as marshmallow schemas."""

from typing import Any

from marshmallow import Schema, fields, validate

from services.followup.api.schemas import Instant
from services.followup.certificate.notices import STATES
from services.followup.certificate.words import WRONG

HASH = "9f2c" * 16


def _said(words: str, example: Any) -> dict[str, Any]:
    return {"description": words, "example": example}


class CountSchema(Schema):
    """How many findings of one kind."""

    wrong = fields.String(required=True, validate=validate.OneOf(list(WRONG)))
    count = fields.Integer(required=True)


class CertificateSchema(Schema):
    """What one audit counted."""

    number = fields.Integer(required=True, metadata=_said("its place in the chain", 43))
    day = fields.Date(required=True, metadata=_said("in UTC", "2022-03-14"))
    again = fields.Integer(
        required=True, metadata=_said("0: the day's own; else one that was asked for", 0)
    )
    as_of = Instant(required=True, metadata={"description": "the instant up to which it vouches"})
    issued_at = Instant(required=True)
    clean = fields.Boolean(required=True, metadata=_said("nothing was found", True))
    findings = fields.List(fields.Nested(CountSchema), required=True)
    open_cases = fields.Integer(required=True, metadata=_said("looked at", 812))
    closed_cases = fields.Integer(required=True, metadata=_said("looked at", 90))
    rungs_expected = fields.Integer(required=True, metadata=_said("that had to fire", 3210))
    rungs_fired = fields.Integer(required=True, metadata=_said("in the journals", 3210))
    hash = fields.String(required=True, metadata=_said("SHA-256 of its text", HASH))
    previous = fields.String(required=True, metadata=_said("of the one before it", HASH))
    key = fields.String(required=True, metadata=_said("the public key that signed it", HASH))


class HeadSchema(Schema):
    """The last event of a stream, when it was read for the audit."""

    service = fields.String(required=True, metadata={"example": "intake"})
    stream = fields.String(required=True, metadata={"example": "KANWIL-BABEL"})
    seq = fields.Integer(required=True)
    hash = fields.String(required=True, metadata={"example": HASH})
    until = fields.String(required=True, allow_none=True)


class ShownSchema(Schema):
    """One finding in full; SHA-256 of its canonical JSON stands among the text's `marks`."""

    stream = fields.String(required=True, metadata={"example": "KANWIL-BABEL"})
    ombudsman = fields.String(required=True, metadata={"example": "OMBUDSMAN-BABEL"})
    code = fields.String(required=True, metadata={"example": "REK-BABEL-2022-0001"})
    recommendation_id = fields.String(required=True)
    rung = fields.String(required=True, metadata={"example": "level_1"})
    round = fields.Integer(required=True)
    wrong = fields.String(required=True, metadata={"example": "missing"})
    expected_at = fields.String(required=True, allow_none=True)
    found_at = fields.String(required=True, allow_none=True)
    salt = fields.String(required=True)


class WholeCertificateSchema(CertificateSchema):
    """The certificate with what is signed, and the findings that the asker may see."""

    heads = fields.List(fields.Nested(HeadSchema), required=True)
    text = fields.String(required=True, metadata={"description": "the canonical JSON; as signed"})
    signature = fields.String(required=True, metadata={"description": "Ed25519 of the text"})
    shown = fields.List(fields.Nested(ShownSchema), required=True)
    hidden = fields.Integer(required=True, metadata=_said("findings of other offices", 0))


class KeySchema(Schema):
    """A public key, and the certificates that it signed first and last."""

    key = fields.String(required=True, metadata={"example": HASH})
    algorithm = fields.String(required=True, metadata={"example": "Ed25519"})
    first = fields.Integer(required=True)
    last = fields.Integer(required=True)


class KeysSchema(Schema):
    """Every public key that signed a certificate here."""

    items = fields.List(fields.Nested(KeySchema), required=True)
    next = fields.String(required=True, allow_none=True)


class NoticeSchema(Schema):
    """An alarm or weekly anchors, to one office or address."""

    id = fields.String(required=True)
    kind = fields.String(required=True, metadata={"example": "alarm"})
    occasion = fields.String(required=True, metadata={"example": "certificate 43"})
    recipient = fields.String(required=True, metadata={"example": "KANWIL-BABEL"})
    at = Instant(required=True)
    status = fields.String(required=True, attribute="state", validate=validate.OneOf(STATES))
    reason = fields.String(required=True, allow_none=True)
    attempts = fields.Integer(required=True)
    left_at = Instant(required=True, allow_none=True)


class RetriedSchema(Schema):
    """How many parked notices wait again."""

    retried = fields.Integer(required=True)
