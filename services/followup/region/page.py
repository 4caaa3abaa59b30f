"""`/wilayah`: the regions compared, and one region at a glance.

Owns: both pages. Every number leads to the register with the filters that it counted.
"""

from collections.abc import Mapping
from datetime import datetime

from flask import redirect, render_template, request
from sqlalchemy import Connection
from werkzeug.wrappers import Response

from services.followup.api import here
from services.followup.core.civil import NATION, TICK, day_of
from services.followup.looking import hindsight
from services.followup.pages import then
from services.followup.region import counts, quarters
from services.followup.region.counts import Tally, Where
from services.followup.region.quarters import Tallied
from services.followup.store import cursors
from shared import auth, charts, language, pages, registry, web
from shared.charts import Chart
from shared.db import reading
from shared.refusal import NotFound
from shared.registry import Book, Office

MOST, LOOK_BACK = 50, 6
FIRST = ("sent", "received", "returned", "partially_implemented", "reopened")
THEN = ("awaiting_verification", "implemented", "not_implemented", "not_actionable")
STATUSES = (*FIRST, *THEN, "withdrawn", "superseded")
blueprint = pages.pages("region_pages", __name__, template_folder="templates")


class UnknownRegion(NotFound):
    """There is no such Kanwil, or it is not the asker's to see."""


@blueprint.route("/wilayah", methods=["GET"])
@auth.page("kanwil", "directorate", "ombudsman", "admin")
def regions() -> str | Response:
    """Every region that the visitor may see; who may see one alone is led to it."""
    book, scope = _book(), here.scope()
    if "kanwil" in scope:
        return redirect(f"/wilayah/{scope['kanwil']}", 303)
    here.look_around()
    here.reader().refresh(scope)
    with reading(here.place().engine) as conn:
        now, which = here.place().now(conn), counts.Where(scope)
        at = then.asked(now)
        grid = counts.grid(conn, counts.KANWIL, which, now, at)
        past = _past(conn, which, at or now, NATION)
        since = hindsight.reach(conn, here.streams())
    kanwils = named(book, grid, [one for one in _kanwils(book) if not scope])
    return render_template(
        "regions.html", office=None, grid=grid, rows=kanwils, statuses=used(grid), past=past,
        trend=trend(past), zone=NATION, data_as_of=None, at=at, since=since,
        day=request.args.get(then.FIELD, ""),
    )  # fmt: skip


@blueprint.route("/wilayah/<code>", methods=["GET"])
@auth.page("kanwil", "directorate", "ombudsman", "admin")
def region(code: str) -> str:
    """One region: its units by status, what falls due soon, and the quarters behind."""
    book, office = _book(), kanwil(code)
    here.look_around()
    seen = {**here.scope(), "kanwil": office.code}
    here.reader().refresh(seen)
    with reading(here.place().engine) as conn:
        now = here.place().now(conn)
        which = counts.Where(seen)
        at = then.asked(now)
        grid = counts.grid(conn, counts.UNIT, which, now, at)
        coming = counts.coming(conn, which, now, MOST, at)
        heard = cursors.read(conn, office.code)
        past = _past(conn, which, at or now, office.time_zone)
    units = [one for one in book.by_code.values() if one.parent == office.code]
    return render_template(
        "region.html", office=office, grid=grid, rows=named(book, grid, units),
        statuses=used(grid), coming=coming, most=MOST, past=past, trend=trend(past),
        names={one.code: one.name for one in book.by_code.values()},
        zone=office.time_zone, data_as_of=heard.known_to if heard else None,
        since=heard.known_to if heard else None, at=at, day=request.args.get(then.FIELD, ""),
    )  # fmt: skip


def _past(conn: Connection, which: Where, until: datetime, zone: str) -> list[Tallied]:
    """The quarters up to that instant, the last of them as far as it had come."""
    shown = quarters.last(LOOK_BACK, day_of(until - TICK, zone), zone)
    return quarters.tallied(conn, which, shown, until)


def kanwil(code: str) -> Office:
    """That Kanwil; raises UnknownRegion where the visitor sees nothing of it."""
    found = _book().by_code.get(code)
    if found is None or found.kind != "kanwil" or not _sees(found):
        raise UnknownRegion("There is no region {code}.", code=code)
    return found


def _sees(kanwil: Office) -> bool:
    """A Kanwil sees itself, an Ombudsman's office its own region, the others all."""
    me = auth.me()
    return me.role not in ("kanwil", "ombudsman") or me.region == kanwil.region


def named(
    book: Book, grid: Mapping[str, Tally], offices: list[Office]
) -> list[tuple[str, str, Tally]]:
    """Code, name and tally of each office: those named and whoever else stands in the grid; what
    is overdue first."""
    codes = {one.code for one in offices} | {code for code in grid if code}
    names = {code: book.by_code[code].name if code in book.by_code else code for code in codes}
    rows = [(code, names[code], grid.get(code, Tally())) for code in codes]
    return sorted(rows, key=lambda row: (-row[2].overdue, -row[2].soon, row[1]))


def used(grid: Mapping[str, Tally]) -> list[str]:
    """The statuses that occur, in the order of a recommendation's life."""
    return [status for status in STATUSES if grid[""].statuses.get(status)]


def trend(past: list[Tallied]) -> Chart:
    """The chart of the quarters."""
    names = [
        language.say("region.quarter.short", number=one.quarter.number, year=one.quarter.year)
        for one in past
    ]
    return charts.grouped(names, [(one.recorded, one.completed, one.overdue) for one in past])


def _kanwils(book: Book) -> list[Office]:
    return [one for one in book.by_code.values() if one.kind == "kanwil"]


def _book() -> Book:
    with reading(web.registry()) as conn:
        return registry.book(conn)
