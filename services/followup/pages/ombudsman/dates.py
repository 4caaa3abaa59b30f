"""`/tenggat`: dates worked out for a letter that is being written, and the date of one that stands.

Owns: both pages. The first is given the whole form of the letter and gives it back as it came, so
that nothing typed is lost; a script takes single answers out of them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from flask import redirect, render_template, request
from werkzeug.wrappers import Response

from services.followup.api import here
from services.followup.api.schemas import SENSIBLE_DAY
from services.followup.core import card
from services.followup.core.civil import day_of
from services.followup.core.model import Card
from services.followup.core.rules import Rules
from services.followup.pages import sight
from shared import auth, pages, registry, web
from shared.db import reading
from shared.registry import Book, UnknownOffice

MOST = 500
_ID = re.compile(r"[0-9a-f-]{36}")
_BLOCK = re.compile(r"recommendations\.([0-9]{1,4})\.")
blueprint = pages.pages("date_pages", __name__, template_folder="templates")


@dataclass(frozen=True)
class Worked:
    """What one block of the letter comes to. `how`: proven (by its date of receipt), deemed (as
    if nobody acknowledged it), letter (it sets the date itself) or unclear (something is missing).
    """

    number: int
    unit: str
    how: str
    card: Card | None = None
    due_on: date | None = None


@blueprint.route("/tenggat/<recommendation_id>", methods=["GET"])
@auth.page(*here.READERS)
def in_force(recommendation_id: str) -> str:
    """The date in force of a recommendation."""
    seen = here.one(recommendation_id)
    [stands] = sight.standings([seen])
    return render_template(
        "ombudsman/in-force.html", it=stands, case=seen.case, data_as_of=seen.data_as_of,
        zone=seen.case.unit.time_zone,
    )  # fmt: skip


@blueprint.route("/tenggat", methods=["GET"])
@auth.page("ombudsman")
def nothing_to_work_out() -> Response:
    """Who opens the address without a letter finds the form of one."""
    return redirect(_back(), 303)


@blueprint.route("/tenggat", methods=["POST"])
@auth.page("ombudsman")
def worked_out() -> str:
    """When each recommendation of the letter in the form would fall due."""
    kept = [(name, value) for name, value in request.form.items(multi=True) if name != "csrf"]
    return render_template("ombudsman/dates.html", blocks=list(_blocks()), kept=kept, back=_back())


def _back() -> str:
    """Where the form stands: a new letter's, or that of one more recommendation for a letter."""
    letter = request.form.get("letter.id", "")
    return f"/surat/{letter}/tambah" if _ID.fullmatch(letter) else "/surat/baru"


def _blocks() -> Iterator[Worked]:
    with reading(web.registry()) as conn:
        book = registry.book(conn)
    with reading(here.place().engine) as conn:
        rules, now = here.place().rules(conn), here.place().now(conn)
    known = [row.name for row in rules.policy.instruments]
    instrument = request.form.get("letter.instrument", "")
    for number in _numbers():
        if instrument not in known:
            yield Worked(number, "", "unclear")
        else:
            yield _worked(number, instrument, book, rules, now)


def _numbers() -> Sequence[int]:
    """The numbers of the form's blocks."""
    found = {int(found[1]) for found in map(_BLOCK.match, request.form) if found}
    return sorted(found)[:MOST]


def _worked(number: int, instrument: str, book: Book, rules: Rules, now: datetime) -> Worked:
    field = f"recommendations.{number}."
    try:
        unit = registry.facts(book.find(request.form.get(f"{field}unit", "")))
    except UnknownOffice:
        return Worked(number, "", "unclear")
    set_on = _day(f"{field}due_on")
    if set_on is not None:
        return Worked(number, unit.name, "letter", due_on=set_on)
    received_on, how = _day(f"{field}received_on"), "proven"
    if received_on is None:
        rung, calendar = rules.policy.rung("deemed_received"), rules.calendar_at(now)
        today = day_of(now, unit.time_zone)
        received_on, how = calendar.nth_working_day(today, rung.days, unit.regency), "deemed"
    found = card.preview(instrument, received_on, unit, rules, now)
    return Worked(number, unit.name, how, found, found.official_due_on)


def _day(field: str) -> date | None:
    try:
        day = date.fromisoformat(request.form.get(field, ""))
        SENSIBLE_DAY(day)
    except ValueError:  # a ValidationError is one, too
        return None
    return day
