"""The frame of every page.

Owns: what a template may ask for, the entries of each role's navigation, and how an error looks to
somebody who reads pages: who is not signed in is led to sign in, anything else is said in words.
"""

from collections.abc import Mapping
from typing import Any, cast
from urllib.parse import quote

from flask import Blueprint, Flask, Response, g, make_response, redirect, render_template, request
from markupsafe import Markup, escape
from marshmallow import ValidationError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as Answer

from shared import auth, bearer, forgery, language, problems, registry, words
from shared.context import clock, house
from shared.db import reading
from shared.entrance.words import ENTRANCE
from shared.exhibit_words import EXHIBIT, file_size
from shared.refusal import NotSignedIn, Refusal

Entry = tuple[str, str]
FIRST: Mapping[str, str] = {
    "unit": "/tugas",
    "kanwil": "/eskalasi",
    "directorate": "/eskalasi",
    "ombudsman": "/verifikasi",
    "admin": "/admin",
}
_QUEUE, _TASKS, _REGISTER = ("/eskalasi", "escalations"), ("/tugas", "tasks"), ("/register", "list")
_REGION, _FORECAST = ("/wilayah", "region.entry"), ("/perkiraan", "forecast.entry")
_VERIFY, _LETTERS, _IMPORT = ("/verifikasi", "verify"), ("/surat", "letters"), ("/impor", "import")
_WAITING, _ARCHIVE = ("/tugas/menunggu", "tasks.entry.waiting"), ("/tugas/arsip", "archive")
_HELP, _ADMIN = ("/bantuan", "help"), ("/admin", "admin")
ENTRIES: Mapping[str, tuple[Entry, ...]] = {
    "unit": (_TASKS, _WAITING, _ARCHIVE, _HELP),
    "kanwil": (_QUEUE, _REGION, _REGISTER, _FORECAST, _TASKS),
    "directorate": (_QUEUE, _REGION, _REGISTER),
    "ombudsman": (_VERIFY, _LETTERS, _IMPORT, _REGISTER, _REGION),
    "admin": (_ADMIN, _REGISTER, _REGION),
}
VERSION = "0.1.0"
_HEAD = "kepala "
"""An account that is called by its duty says it already."""


def pages(name: str, import_name: str, **options: Any) -> Blueprint:
    """A blueprint of pages: its errors are pages too."""
    made = Blueprint(name, import_name, **options)
    made.register_error_handler(NotSignedIn, _to_sign_in)
    made.register_error_handler(Refusal, _of_refusal)
    made.register_error_handler(HTTPException, _of_http)
    made.register_error_handler(ValidationError, lambda _error: failed(422, "failed.422"))
    return made


def register(app: Flask) -> None:
    """Templates of the app may ask for these."""
    language.add(words.FRAME)
    language.add(ENTRANCE)
    language.add(EXHIBIT)
    app.jinja_env.globals.update(
        t=language.say, word=language.word, language=language.name, dates=language.dates,
        csrf=forgery.token, visitor=visitor, entries=_entries, standing_at=_standing_at,
        speaks_as=speaks_as, version=VERSION, file_size=file_size,
        now=lambda: clock().now(),
    )  # fmt: skip
    app.jinja_env.filters["unbroken"] = unbroken


def unbroken(text: str, code: str) -> Markup:
    """The text as HTML, with that code in it kept on one line."""
    here = Markup('<span class="code">{}</span>').format(code)
    return here.join(escape(part) for part in text.split(code)) if code else escape(text)


def visitor() -> auth.Principal | None:
    """Who is signed in by this request's cookie, asked once."""
    if "visitor" not in g:
        g.visitor = g.get("principal") or bearer.visitor()
    return cast("auth.Principal | None", g.visitor)


def speaks_as(who: auth.Principal) -> str:
    """The visitor and the office, as the frame says them."""
    name = office_name(who.office)
    if not name or (name in who.name and who.acting == "none"):
        return who.name
    headed = who.head and not who.name.casefold().startswith(_HEAD)
    capacity = who.acting if who.acting != "none" else "head" if headed else "staff"
    return language.say(f"speaks_as.{capacity}", who=who.name, office=name)


def office_name(code: str | None) -> str:
    """The office's name; empty where there is none."""
    if code is None:
        return ""
    found = book().by_code.get(code)
    return found.name if found else code


def book() -> registry.Book:
    """All offices, asked once for each page."""
    if "book" not in g:
        with reading(house().engines.registry) as conn:
            g.book = registry.book(conn)
    return cast("registry.Book", g.book)


def failed(status: int, key: str, detail: str = "") -> Response:
    """A page that says what went wrong, by a word of the dictionary."""
    page = render_template("failed.html", key=key, detail=detail)
    return make_response(page, status)


def _entries() -> tuple[Entry, ...]:
    who = visitor()
    return ENTRIES.get(who.role, ()) if who else ()


def _standing_at() -> str:
    """The entry under which the page stands: the longest of whose address its own begins with."""
    fitting = [path for path, _ in _entries() if f"{request.path}/".startswith(f"{path}/")]
    return max(fitting, key=len, default="")


def _to_sign_in(_refusal: Refusal) -> Answer:
    wanted = request.full_path.rstrip("?") if request.method == "GET" else request.path
    return redirect(f"/masuk?next={quote(wanted, safe='/')}", 303)


def _of_refusal(refusal: Refusal) -> Response:
    status = next(
        (problems.STATUS[one] for one in type(refusal).__mro__ if one in problems.STATUS), 409
    )
    return failed(status, f"failed.{status}")


def _of_http(error: HTTPException) -> Answer:
    status = error.code or 500
    if status < 400:
        return error.get_response()
    key = f"failed.{status}"
    return failed(status, key if key in language.WORDS else "failed.other")
