"""`/admin/kalender`: the days off with their decrees, and proposing what a new one changes.

Owns: the list of a year, the versions, and the form. Lines of the form that are left empty say
nothing; more of them come without a script.
"""

from collections.abc import Sequence
from typing import Any

from flask import redirect, render_template, request
from marshmallow import ValidationError

from services.followup.amendments import desk, proposals
from services.followup.amendments.proposals import Wish
from services.followup.api import here
from services.followup.api.calendar_schemas import AmendmentArgs
from services.followup.core.calendar import KINDS, Calendar, Holiday
from services.followup.pages.admin import form, proposing
from services.followup.pages.admin.form import Answer, Faults
from services.followup.pages.footer import NATION
from services.followup.store import decrees
from shared import auth, pages, registry, web
from shared.db import reading
from shared.refusal import Conflict, Invalid

LINES, MORE_LINES, MOST_LINES = 3, 5, 60
ADDED, REMOVED = ("on", "name", "kind", "regency"), ("on", "regency")
FIRST_YEAR, LAST_YEAR = 2020, 2099
Lines = dict[str, list[dict[str, str]]]
blueprint = pages.pages("admin_calendar", __name__, template_folder="templates")


@blueprint.route("/admin/kalender", methods=["GET"])
@auth.page("admin")
def calendar() -> str:
    """A year's days off as one regency knows them, proposals that wait, and every version."""
    with reading(here.place().engine) as conn:
        now = here.place().now(conn)
        current = here.place().rules(conn).calendar_at(now)
        versions = decrees.versions(conn)
        waiting = proposals.listed(conn, proposing.waiting(proposals.CALENDAR), None, 20)
    year = min(max(request.args.get("tahun", now.year, type=int), FIRST_YEAR), LAST_YEAR)
    regency = request.args.get("wilayah") or None
    return render_template(
        "admin/calendar.html",
        current=current, year=year, regency=regency, regencies=_regencies(), waiting=waiting,
        holidays=_of_year(current, year, regency), versions=versions[::-1][:20], zone=NATION,
    )  # fmt: skip


@blueprint.route("/admin/kalender/usul", methods=["GET"])
@auth.page("admin")
def form_for_decree() -> str:
    """The form for what a decree changes."""
    return _form({}, {"add": [{}] * LINES, "remove": [{}] * LINES}, {})


@blueprint.route("/admin/kalender/usul", methods=["POST"])
@auth.page("admin")
def propose() -> Answer:
    """Keeps the proposal with its impact, or gives more lines to fill in."""
    given, lines = form.typed("decree", "note"), _lines()
    if "more" in request.form:
        return _form(given, {name: rows + [{}] * MORE_LINES for name, rows in lines.items()}, {})
    try:
        row = proposing.propose(_wish({**given, **_said(lines)}))
    except ValidationError as error:
        return _form(given, lines, _placed(form.faults_of(error), lines)), 422
    except Invalid as refusal:
        return _form(given, lines, _placed(form.faults_of(refusal), lines)), 422
    except Conflict as refusal:
        return _form(given, lines, form.refused(refusal, "remove-0-on")), 409
    return redirect(f"/admin/usulan/{row.id}", 303)


def _wish(given: dict[str, Any]) -> Wish:
    body = AmendmentArgs().load(given)
    with reading(web.registry()) as conn:
        book = registry.book(conn)
    return desk.calendar_wish(body, book)


def _lines() -> Lines:
    """The lines as typed, the empty ones too."""
    found: Lines = {}
    for name, fields in (("add", ADDED), ("remove", REMOVED)):
        columns = {field: request.form.getlist(f"{name}-{field}")[:MOST_LINES] for field in fields}
        rows = range(max(LINES, *map(len, columns.values())))
        found[name] = [
            {field: values[row].strip() for field, values in columns.items() if row < len(values)}
            for row in rows
        ]
    return found


def _said(lines: Lines) -> dict[str, list[dict[str, str | None]]]:
    """The lines that say something; a place that is left empty is the whole country."""
    return {
        name: [{**row, "regency": row.get("regency") or None} for row in rows if _filled(row)]
        for name, rows in lines.items()
    }


def _filled(row: dict[str, str]) -> bool:
    return any(row.get(field) for field in ("on", "name"))


def _placed(faults: Faults, lines: Lines) -> Faults:
    """A fault's place among the lines that were filled, as its place among all of them."""
    places = {
        name: [number for number, row in enumerate(rows) if _filled(row)]
        for name, rows in lines.items()
    }
    placed: Faults = {}
    for field, words in faults.items():
        name, _, rest = field.partition("-")
        number, _, column = rest.partition("-")
        if name in places and number.isdigit():
            placed[f"{name}-{places[name][int(number)]}-{column or 'on'}"] = words
        else:
            placed["add-0-on" if field == "add" else field] = words
    return placed


def _form(given: dict[str, str], lines: Lines, faults: Faults) -> str:
    return render_template(
        "admin/calendar-form.html",
        given=given, lines=lines, faults=faults, kinds=KINDS, regencies=_regencies(),
    )  # fmt: skip


def _regencies() -> Sequence[str]:
    with reading(web.registry()) as conn:
        return sorted({one.regency for one in registry.book(conn).by_code.values()})


def _of_year(current: Calendar, year: int, regency: str | None) -> list[Holiday]:
    found = [
        one for one in current.holidays
        if one.on.year == year and (one.regency is None or regency in (None, one.regency))
    ]  # fmt: skip
    return sorted(found, key=lambda one: (one.on, one.kind, one.regency or ""))
