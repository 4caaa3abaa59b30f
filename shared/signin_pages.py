"""The pages around signing in.

Owns: `/masuk`, `/keluar` and `/bahasa/<name>`. Intake serves them for both; the session is the one
that the API opens, carried in a cookie that only pages read.
"""

from flask import redirect as lead
from flask import render_template, request
from werkzeug.exceptions import NotFound, TooManyRequests
from werkzeug.wrappers import Response

from shared import auth, cookies, language, pages, sessions, signin
from shared.accounts import WrongCredentials
from shared.context import registry, settings
from shared.db import writing
from shared.entrance import door
from shared.entrance.door import safe
from shared.pages import FIRST
from shared.refusal import Invalid

Answer = str | Response | tuple[str, int]
blueprint = pages.pages("signin_pages", __name__)
ROLES = tuple(FIRST)


@blueprint.route("/masuk", methods=["GET"])
@auth.open_page
def form() -> Answer:
    """The form; who is signed in already goes on."""
    who = pages.visitor()
    if who is not None:
        return lead(safe(request.args.get("next")) or FIRST[who.role], 303)
    return _form()


@blueprint.route("/masuk", methods=["POST"])
@auth.open_page
def sign_in() -> Answer:
    """Opens a session and leads to where the visitor wanted to go."""
    email, password = request.form.get("email", ""), request.form.get("password", "")
    try:
        who = signin.proven(email, password)
    except WrongCredentials:
        return _form(email="sign_in.wrong"), 401
    except TooManyRequests:
        return _form(email="sign_in.too_often"), 429
    try:
        return door.enter(who, request.form.get("office") or None, request.form.get("next"))
    except Invalid:
        offices = door.offices_of(who.id)
        fault = "sign_in.choose" if offices else "sign_in.no_office"
        return _form(offices, **{"office" if offices else "email": fault}), 422


@blueprint.route("/keluar", methods=["POST"])
@auth.page(*ROLES)
def sign_out() -> Response:
    """This session opens nothing from now on."""
    with writing(registry()) as conn:
        sessions.close(conn, cookies.session() or "")
    answer = lead("/masuk", 303)
    cookies.close(answer)  # type: ignore[arg-type]
    return answer


@blueprint.route("/bahasa/<name>", methods=["GET"])
@auth.open_page
def choose_language(name: str) -> Response:
    """Pages speak this language from now on; leads back to where the visitor was."""
    if name not in language.LANGUAGES:
        raise NotFound
    answer = lead(safe(request.args.get("next")) or "/", 303)
    cookies.set_language(answer, name)  # type: ignore[arg-type]
    return answer


def _form(offices: dict[str, str] | None = None, **faults: str) -> str:
    wanted = safe(request.values.get("next")) or ""
    said = {field: language.say(key) for field, key in faults.items()}
    return render_template(
        "sign-in.html",
        faults=said,
        offices=offices or {},
        form=request.form,
        wanted=wanted,
        provider=settings().oidc is not None,
    )
