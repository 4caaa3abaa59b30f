"""`/admin`: whether all is well, in words, and what waits for an administrator.

Owns: the checks of readiness said for people. What is wrong stands first, with what to do.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from flask import render_template
from sqlalchemy import Connection

from services.followup.amendments import proposals
from services.followup.api import here
from services.followup.certificate.standing import Standing, judged
from services.followup.health import checks
from services.followup.letters import shown
from services.followup.pages.admin import details
from services.followup.pages.footer import NATION
from shared import auth, health, language, pages, web
from shared.db import reading

blueprint = pages.pages("admin_overview", __name__, template_folder="templates")
TOLD_BELOW = ("letters", "certificate")
WAITING = ("late", "parked", "held", "deliveries")


@dataclass(frozen=True)
class Found:
    """One check: its name, whether it is well, what that means, and the details where not."""

    name: str
    well: bool
    words: str
    detail: str


@blueprint.route("/admin", methods=["GET"])
@auth.page("admin")
def overview() -> str:
    """Health, what waits, and the versions in force."""
    with reading(here.place().engine) as conn:
        place, now = here.place(), here.place().now(conn)
        rules = place.rules(conn).at(now)
        waits = _waits(conn)
        standing = judged(conn, now)
    found = sorted(_checks(standing), key=lambda one: one.well)
    return render_template(
        "admin/overview.html",
        found=found, wrong=[one for one in found if not one.well], waits=waits,
        calendar=rules.calendar_at(now), policy=rules.policy, standing=standing,
        certificate=_certificate(standing), zone=NATION,
    )  # fmt: skip


def _checks(standing: Standing) -> Iterator[Found]:
    """Every check but those of which the page tells more: letters, and the certificate."""
    place = here.place()
    engines = web.house().engines
    every = {
        "registry": health.answers(engines.registry),
        "database": health.answers(engines.own),
        **checks(place),
    }
    for name, call in every.items():
        if name not in TOLD_BELOW:
            yield _found(name, *health.outcome(name, call))
    told = Found("certificate", standing.well, _words("certificate", standing.well), "")
    yield told if standing.well else replace(told, detail=_certificate(standing))


def _found(name: str, well: bool, detail: str) -> Found:
    return Found(name, well, _words(name, well), "" if well else details.said(detail))


def _words(name: str, well: bool) -> str:
    return language.say(f"health.{name}.{'well' if well else 'wrong'}")


def _waits(conn: Connection) -> dict[str, int]:
    """How many of what waits for the administrator, those that are none left out."""
    stuck = shown.stuck(conn, here.place().now(conn))
    waits = {name: stuck[name] for name in WAITING}
    proposed = proposals.listed(conn, {"status": proposals.PROPOSED}, None, 50)
    waits["own"] = sum(one.proposed_by["id"] == auth.me().id for one in proposed)
    waits["proposals"] = len(proposed) - waits["own"]
    return {name: number for name, number in waits.items() if number}


def _certificate(standing: Standing) -> str:
    last = standing.last
    if last is None:
        return language.say("admin.certificate.none")
    at = language.dates().instant(last.as_of, NATION)
    key = "clean" if last.clean else "found"
    return language.say(f"admin.certificate.{key}", number=last.number, at=at)
