"""The calendar: days off, their decrees, and its versions."""

from typing import Any

from services.followup.api import here
from services.followup.api.calendar_schemas import (
    CalendarArgs,
    CalendarSchema,
    VersionsSchema,
)
from services.followup.core.calendar import Calendar, Holiday, Removal
from services.followup.store import decrees
from shared import auth
from shared.blueprint import Blueprint
from shared.codec import load
from shared.db import reading

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
