"""What the administrator's forms have in common.

Owns: what was typed, what is wrong with it in the visitor's language and at its field, and the one
question before something that cannot be undone.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from flask import make_response, render_template, request
from marshmallow import ValidationError
from werkzeug.wrappers import Response

from services.followup.pages.admin.words.faults import FAULTS
from shared import language
from shared.problems import STATUS, as_invalid
from shared.refusal import Fault, Invalid, Refusal

Faults = dict[str, str]
Answer = str | Response | tuple[str, int]
SURE = "yakin"
_OWN_TEXT = "{text}"


def typed(*names: str) -> dict[str, str]:
    """What the form's fields hold, without spaces at their ends."""
    return {name: request.form.get(name, "").strip() for name in names}


def faults_of(error: ValidationError | Invalid) -> Faults:
    """The first fault of each field, under the id that the field has on the page."""
    errors = error.errors if isinstance(error, Invalid) else as_invalid(error.messages).errors
    return {field_of(path): says(faults[0]) for path, faults in errors.items() if faults}


def refused(refusal: Refusal, field: str) -> Faults:
    """What a refusal says, told at that field."""
    return {field: says(refusal.fault)}


def status(refusal: Refusal) -> int:
    """The HTTP status of a refusal."""
    return next((STATUS[one] for one in type(refusal).__mro__ if one in STATUS), 409)


def says(fault: Fault | str) -> str:
    """The fault in the visitor's language; one that has no words of its own is said in general."""
    template = fault if isinstance(fault, str) else fault.message
    values: Mapping[str, object] = {} if isinstance(fault, str) else fault.values
    if template == _OWN_TEXT:
        template, values = str(values["text"]), {}
    pair = FAULTS.get(template)
    said = {name: _value(value) for name, value in values.items()}
    return language.pick(*pair).format(**said) if pair else language.say("admin.fault")


def _value(value: object) -> str:
    return str(language.dates().short_date(value) if isinstance(value, date) else value)


def field_of(path: str) -> str:
    """`row 2.parent` → `parent`; `add.0.on` → `add-0-on`."""
    return path.removeprefix("row 2.").replace(".", "-")


def sure() -> bool:
    """Whether the visitor has answered the question."""
    return request.form.get(SURE) == "ya"


def ask(key: str, back: str, fields: Sequence[str] = (), **values: object) -> str:
    """The question before an act that cannot be undone; the form is sent again with its answer."""
    given = {name: request.form.get(name, "") for name in fields}
    return render_template(
        "admin/sure.html", key=key, values=values, given=given, back=back, sure=SURE
    )


def once_shown(template: str, **values: object) -> Response:
    """A page with a secret: no cache keeps it."""
    answer = make_response(render_template(template, **values))
    answer.headers["Cache-Control"] = "no-store"
    return answer
