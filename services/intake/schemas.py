"""What bodies and queries look like, whether they come as JSON, form or spreadsheet.

Owns: the fields of every request, which are required, and their bounds. Unknown fields are
refused. A letter is read to its end: every fault of every row is found, not the first only.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from marshmallow import Schema, ValidationError, fields, post_load, validate

from services.intake.core import words
from services.intake.fields import LINE, LONG, SHORT, Day, Number, Words, choice, choices, lines
from services.intake.quick import QuickReader
from shared.paging import PageArgs
from shared.problems import flat
from shared.refusal import Fault

MOST_POINTS, MOST_STREAMS = 1_000, 64
PLACE = "^[A-Z0-9][A-Z0-9-]{1,39}:[0-9]{1,9}$"
"""A stream's name and a sequence in it."""


class LetterSchema(Schema):
    """The letter itself. `issuer` is the office's name where it is left out."""

    number = Number(200, required=True)
    date = Day(required=True)
    instrument = choice(words.INSTRUMENTS, required=True)
    subject = Words(SHORT, required=True)
    activity = Words(SHORT, load_default="")
    issuer = Words(LINE, load_default="")
    signatory = Words(LINE, load_default="")
    legal_basis = lines(50, load_default=())
    lhp_number = Words(200, load_default="")
    copy_to = lines(50, load_default=())


class PointSchema(Schema):
    """One recommendation. `unit` is an office's code, name or alias. `due_on` is for a saran
    alone: left out, the rule counts; null, nothing falls due. `repeat_of` is the code of an
    earlier recommendation; left out, it is found where there is one."""

    unit = Words(200, required=True)
    service = choice(words.SERVICES, required=True)
    components = choices(words.COMPONENTS, 1, required=True)
    finding = Words(LONG, required=True)
    text = Words(LONG, required=True)
    severity = choice(words.SEVERITIES, required=True)
    received_on = Day(load_default=None, allow_none=True)
    due_on = Day(allow_none=True)
    repeat_of = Words(60, load_default=None, allow_none=True)
    criterion = Words(LONG, load_default="")
    cause = Words(LONG, load_default="")
    effect = Words(LONG, load_default="")
    maladministration = choices(words.MALADMINISTRATION, 0, load_default=())
    person_in_charge = Words(LINE, load_default="")


class AddedPointSchema(PointSchema):
    """One more recommendation of a letter that stands already."""

    letter_id = Words(36, required=True)

    def load(self, data: Any, **_options: Any) -> Mapping[str, Any]:
        """Reads it; raises ValidationError."""
        return _ADDED.load(data)


@dataclass(frozen=True)
class Parsed:
    """What of a letter could be read (fields that could not are missing), and all that could not,
    by path."""

    letter: Mapping[str, Any]
    points: tuple[Mapping[str, Any], ...]
    faults: Mapping[str, list[Fault]]


class _Frame(Schema):
    letter = fields.Dict(required=True)
    recommendations = fields.List(
        fields.Dict(), required=True, validate=validate.Length(1, MOST_POINTS)
    )


_LETTER, _POINT, _FRAME = QuickReader(LetterSchema()), QuickReader(PointSchema()), _Frame()
_ADDED = QuickReader(AddedPointSchema())


class PostedLetterSchema(Schema):
    """A letter and what it recommends: all of it is recorded, or nothing."""

    letter = fields.Nested(LetterSchema, required=True)
    recommendations = fields.List(
        fields.Nested(PointSchema), required=True, validate=validate.Length(1, MOST_POINTS)
    )

    def load(self, data: Any, **_options: Any) -> Parsed:
        """Reads everything that can be read; raises ValidationError where the frame is wrong."""
        frame = _FRAME.load(data)
        letter, found = _read(_LETTER, frame["letter"], "letter")
        faults = dict(found)
        points = []
        for number, row in enumerate(frame["recommendations"]):
            point, found = _read(_POINT, row, f"recommendations.{number}")
            points.append(point)
            faults |= found
        return Parsed(letter, tuple(points), faults)


class ReceiptSchema(Schema):
    """When the letter arrived; the Ombudsman says by what that is proven."""

    received_on = Day(required=True)
    proof = Words(SHORT, load_default=None, allow_none=True)


class ActionSchema(Schema):
    """What was done, wholly or in part, and the ids of the evidence."""

    description = Words(LONG, required=True)
    completed_on = Day(required=True)
    extent = choice(words.EXTENTS, required=True)
    evidence = fields.List(Words(36), required=True, validate=validate.Length(0, 50))


class VerificationSchema(Schema):
    """The verdict. `new_due_on` where the action is returned or partial, unless the date is
    statutory; `remaining` where it is partial."""

    outcome = choice(words.VERDICTS, required=True)
    note = Words(SHORT, load_default="")
    new_due_on = Day(load_default=None, allow_none=True)
    remaining = Words(SHORT, load_default=None, allow_none=True)


class WithdrawalSchema(Schema):
    """Why, and the code or id of the recommendation that takes its place, if one does."""

    reason = Words(SHORT, required=True)
    superseded_by = Words(60, load_default=None, allow_none=True)


class ReopeningSchema(Schema):
    """Why, and by when it is due now, unless the date is statutory."""

    reason = Words(SHORT, required=True)
    new_due_on = Day(load_default=None, allow_none=True)


class ExtensionSchema(Schema):
    """The later date; `request_id` is the addressee's request that this grants."""

    new_due_on = Day(required=True)
    reason = Words(SHORT, required=True)
    request_id = Words(60, load_default=None, allow_none=True)


class EvidenceSchema(Schema):
    """The file (JPEG, PNG, WebP, HEIC, PDF, MP4, DOCX or XLSX, up to 25 MiB), what it shows, when
    that was made and where."""

    kind = choice(words.EVIDENCE_KINDS, required=True)
    taken_on = Day(required=True)
    place = Words(LINE, required=True)
    file = fields.Raw(required=True, metadata={"type": "string", "format": "binary"})


class ListArgs(PageArgs):
    """Filters of the list. `q` is looked for in code, letter number, unit, finding and text."""

    unit = Words(200)
    status = choice(words.STATUSES)
    instrument = choice(words.INSTRUMENTS)
    service = choice(words.SERVICES)
    q = Words(200)


class FeedArgs(Schema):
    """Events that follow the sequence `after`."""

    after = fields.Integer(load_default=0, validate=validate.Range(0, 2**31 - 1))
    limit = fields.Integer(load_default=500, validate=validate.Range(1, 1000))


class FeedsArgs(Schema):
    """Up to 64 streams, each with the sequence that its events follow; `limit` events in all. Of a
    stream that is named twice the last holds."""

    after = fields.List(
        fields.String(validate=validate.Regexp(PLACE)),
        required=True,
        validate=validate.Length(1, MOST_STREAMS),
        metadata={"example": ["KANWIL-BABEL:12", "KANWIL-RIAU:40"]},
    )
    limit = fields.Integer(load_default=500, validate=validate.Range(1, 1000))

    @post_load
    def _by_name(self, args: dict[str, Any], **_: Any) -> dict[str, Any]:
        places = (place.rpartition(":") for place in args["after"])
        return {**args, "after": {name: int(after) for name, _, after in places}}


def _read(
    schema: QuickReader, row: Any, path: str
) -> tuple[Mapping[str, Any], dict[str, list[Fault]]]:
    try:
        return schema.load(row), {}
    except ValidationError as error:
        valid = error.valid_data if isinstance(error.valid_data, dict) else {}
        wrong = error.messages_dict
        kept = {name: value for name, value in valid.items() if name not in wrong}
        return kept, dict(_faults(wrong, path))


def _faults(messages: object, path: str) -> Iterator[tuple[str, list[Fault]]]:
    for where, texts in flat(messages, path):
        yield where, [Fault("{message}", {"message": text}) for text in texts]
