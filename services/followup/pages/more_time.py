"""`/rekomendasi/<code>/perpanjangan-waktu`: the head of the addressee asks for a later date.

Owns: that form. It says the same verb as the API, in the same road: brought up to date, checked,
kept, settled.
"""

from collections.abc import Mapping

from flask import redirect, render_template, request
from marshmallow import ValidationError
from werkzeug.wrappers import Response

from services.followup import say
from services.followup.api import here
from services.followup.api.requests import asking
from services.followup.api.schemas import ExtensionArgs
from services.followup.core.verbs.refusals import NotTheAddressee
from services.followup.looking.look import Seen
from services.followup.pages import sight
from shared import auth, language, pages
from shared.db import reading, writing
from shared.ids import new_id
from shared.problems import STATUS, as_invalid
from shared.refusal import Conflict, Forbidden, Invalid, Refusal

FIELDS = ("new_due_on", "reason")
blueprint = pages.pages("more_time_pages", __name__, template_folder="templates")


@blueprint.route("/rekomendasi/<code>/perpanjangan-waktu", methods=["GET"])
@auth.page("unit", "kanwil", head=True)
def form(code: str) -> str:
    """The form to ask."""
    return _page(_ours(code), {}, {})


@blueprint.route("/rekomendasi/<code>/perpanjangan-waktu", methods=["POST"])
@auth.page("unit", "kanwil", head=True)
def ask(code: str) -> Response | tuple[str, int]:
    """Asks; what was typed stays where it is refused."""
    seen = _ours(code)
    about = seen.case.recommendation_id
    typed = {name: request.form.get(name, "").strip() for name in FIELDS}
    try:
        body = ExtensionArgs().load(typed)
        say.settle(here.place(), about)
        with writing(here.place().engine) as conn:
            say.say(conn, here.place(), about, asking(new_id(), body))
    except ValidationError as error:
        return _page(seen, typed, _faults(as_invalid(error.messages).errors)), 422
    except Invalid as refusal:
        return _page(seen, typed, _faults(refusal.errors)), 422
    except (Conflict, Forbidden) as refusal:
        return _page(seen, typed, _refused(refusal)), _status(refusal)
    say.settle(here.place(), about)
    return redirect(f"/rekomendasi/{code}", 303)


def _ours(code: str) -> Seen:
    seen = sight.one(code)
    if seen.case.unit.code != auth.me().office:
        raise NotTheAddressee("Only {unit} may ask for an extension.", unit=seen.case.unit.name)
    return seen


def _page(seen: Seen, typed: Mapping[str, str], faults: Mapping[str, str]) -> str:
    [stands] = sight.standings([seen])
    with reading(here.place().engine) as conn:
        rules = here.place().rules(conn)
    extendable = rules.of(seen.case).policy.instrument(seen.case.instrument).extendable
    return render_template(
        "more-time.html", it=stands, case=seen.case, typed=typed, faults=faults,
        extendable=extendable, data_as_of=seen.data_as_of, zone=seen.case.unit.time_zone,
    )  # fmt: skip


def _faults(wrong: Mapping[str, object]) -> dict[str, str]:
    return {name: language.say(f"more_time.fault.{name}") for name in FIELDS if name in wrong}


def _refused(refusal: Refusal) -> dict[str, str]:
    key = f"refused.{refusal.name}"
    return {"new_due_on": language.say(key if key in language.WORDS else "refused.other")}


def _status(refusal: Refusal) -> int:
    return next((STATUS[one] for one in type(refusal).__mro__ if one in STATUS), 409)
