"""`/perkiraan`: what will happen if nobody does anything.

Owns: the page. It shows recommendation by recommendation, the one with the nearest event first,
so that a page costs the same however many are open.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from flask import render_template, request, url_for
from sqlalchemy import Connection

from services.followup import simulate
from services.followup.api import here
from services.followup.core.civil import day_of, end_of
from services.followup.core.model import Case
from services.followup.pages.timeline import GRAVE, sentence
from services.followup.region import ahead, counts
from shared import auth, language, pages, registry, web
from shared.codec import dump
from shared.db import reading

MOST, USUAL, FARTHEST = 25, timedelta(days=30), timedelta(days=366)
blueprint = pages.pages("forecast_pages", __name__)


@dataclass(frozen=True)
class Ahead:
    """A case and what lies ahead of it: instants, sentences, and whether each is grave."""

    case: Case
    lines: Sequence[tuple[str, str, bool]]


@blueprint.route("/perkiraan", methods=["GET"])
@auth.page(*here.READERS)
def forecast() -> str | tuple[str, int]:
    """What lies ahead until a date."""
    here.look_around()
    with reading(here.place().engine) as conn:
        now = here.place().now(conn)
        zone = _zone()
        today = day_of(now, zone)
        until, fault = _until(today)
        end, which = end_of(until, zone), counts.Where(here.scope())
        part = ahead.part(conn, which, end, request.args.get("sesudah", ""), MOST)
        found = _ahead(conn, part.cases, end)
    page = render_template(
        "forecast.html", found=[one for one in found if one.lines], until=until, today=today,
        last=today + FARTHEST, faults={"sampai": fault} if fault else {}, zone=zone,
        next=part.after and url_for(".forecast", sampai=until.isoformat(), sesudah=part.after),
    )  # fmt: skip
    return (page, 422) if fault else page


def _until(today: date) -> tuple[date, str]:
    """The date asked for, else a month from now; and what is wrong with it."""
    asked = request.args.get("sampai", "")
    if not asked:
        return today + USUAL, ""
    try:
        found = date.fromisoformat(asked)
    except ValueError:
        found = date.min
    if today <= found <= today + FARTHEST:
        return found, ""
    last = language.dates().plain_date(today + FARTHEST)
    return today + USUAL, language.say("forecast.fault", last=last)


def _ahead(conn: Connection, cases: Sequence[Case], until: datetime) -> list[Ahead]:
    to_come = simulate.foreseen(conn, cases, until, here.place().rules(conn))
    return [Ahead(one, _lines(one, to_come[one.recommendation_id])) for one in cases]


def _lines(case: Case, to_come: Sequence[simulate.Foreseen]) -> list[tuple[str, str, bool]]:
    dates, zone = language.dates(), case.unit.time_zone
    return [
        (dates.instant(one.line.at, zone), sentence(dump(one.line), case), one.line.kind in GRAVE)
        for one in to_come
    ]


def _zone() -> str:
    """The zone of the visitor's office; the capital's for who has none."""
    code = auth.me().office
    with reading(web.registry()) as conn:
        found = registry.book(conn).by_code.get(code or "")
    return found.time_zone if found else "Asia/Jakarta"
