"""The calendar: days off, their decrees, and amendments."""

from typing import Any

from sqlalchemy import Connection

from services.followup import amend, decrees
from services.followup.api import here
from services.followup.calendar import Calendar, Holiday, Removal
from services.followup.calendar_schemas import (
    AmendmentArgs,
    CalendarArgs,
    CalendarSchema,
    VersionSchema,
    VersionsSchema,
)
from shared import auth, registry, web
from shared.blueprint import Blueprint
from shared.codec import load
from shared.db import reading
from shared.once import once
from shared.refusal import Fault, Invalid

blueprint = Blueprint("calendar", __name__, url_prefix="/api/v1", description=__doc__)


@blueprint.route("/calendar", methods=["GET"])
@auth.allow(*here.READERS)
@blueprint.arguments(CalendarArgs, location="query")
@blueprint.response(200, CalendarSchema)
def get_calendar(args: dict[str, Any]) -> dict[str, Any]:
    """The days off of a year (this one, if none is named), with those of a regency."""
    with reading(here.place().engine) as conn:
        now = here.place().now(conn)
        calendar = here.place().rules(conn).calendar_at(now)
    year, regency = args["year"] or now.year, args["regency"]
    return {
        "version": calendar.version,
        "year": year,
        "regency": regency,
        "decreed_until": calendar.decreed_until,
        "holidays": _off(calendar, year, regency),
    }


@blueprint.route("/calendar/versions", methods=["GET"])
@auth.allow(*here.READERS)
@blueprint.response(200, VersionsSchema)
def list_versions() -> dict[str, Any]:
    """Every version and what its decree changed, the newest first."""
    with reading(here.place().engine) as conn:
        rows = decrees.versions(conn)
    return {"items": [_version(row) for row in reversed(rows)], "next": None}


@blueprint.route("/calendar/amendments", methods=["POST"])
@auth.allow("admin")
@blueprint.arguments(AmendmentArgs)
@once
@blueprint.response(201, VersionSchema)
def post_amendment(conn: Connection, body: dict[str, Any]) -> dict[str, Any]:
    """A decree changes the calendar; every open case looks at its dates again."""
    _somewhere(body["add"])
    additions = [Holiday(**day, decree=body["decree"]) for day in body["add"]]
    removals = [Removal(**day) for day in body["remove"]]
    amended = amend.amend_calendar(
        conn,
        here.place(),
        body["decree"],
        body["note"],
        additions=additions,
        removals=removals,
        actor=here.actor(),
    )
    return {**body, "version": amended.version, "at": amended.at, "add": additions}


def _somewhere(days: list[dict[str, Any]]) -> None:
    """A local holiday where no office lies would never count; raises Invalid."""
    with reading(web.registry()) as conn:
        known = {office.regency for office in registry.book(conn).by_code.values()}
    message = "No office lies in {regency}; offices lie in: {known}."
    faults = {
        f"add.{number}.regency": [
            Fault(message, {"regency": day["regency"], "known": ", ".join(sorted(known))})
        ]
        for number, day in enumerate(days)
        if day["regency"] is not None and day["regency"] not in known
    }
    if faults:
        raise Invalid(faults)


def _off(calendar: Calendar, year: int, regency: str | None) -> list[Holiday]:
    found = [
        holiday
        for holiday in calendar.holidays
        if holiday.on.year == year and holiday.regency in (None, regency)
    ]
    return sorted(found, key=lambda holiday: (holiday.on, holiday.kind))


def _version(row: Any) -> dict[str, Any]:
    """The first version is the whole calendar of its package: `/calendar` shows it."""
    return {
        "version": row.version,
        "at": row.at,
        "decree": row.decree,
        "note": row.note,
        "add": load(list[Holiday], row.body.get("add", [])),
        "remove": load(list[Removal], row.body.get("remove", [])),
    }
