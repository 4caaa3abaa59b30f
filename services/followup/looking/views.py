"""What the API says of a case.

Owns: the shape of cases, journal lines, escalations and requests as plain data; pure. Words for
people are made by the pages, from kinds and names.
"""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Row

from services.followup.core.model import CLOSED, Case
from services.followup.looking.look import Seen
from shared.codec import dump

SAME = (
    "recommendation_id", "code", "letter_id", "letter_number", "letter_date", "instrument",
    "service", "severity", "text", "repeat_of", "status", "receipt", "received_on", "sent_at",
    "first_due_on", "official_due_on", "internal_due_on", "due_at", "submitted_at", "breached_at",
    "closed_at", "round", "next_at",
)  # fmt: skip


def case_view(seen: Seen, journal: Iterable[Row[Any]]) -> dict[str, Any]:
    """A case with its journal."""
    case = seen.case
    return {
        **{name: getattr(case, name) for name in SAME},
        "unit": case.unit.code,
        "unit_name": case.unit.name,
        "kanwil": case.stream,
        "ombudsman": case.ombudsman.code,
        "timeliness": seen.timeliness,
        "breached": case.breached_at is not None,
        "provisional": case.card.provisional,
        "level": seen.level,
        "clock": clock_of(case),
        "data_as_of": seen.data_as_of,
        "stuck_since": seen.stuck_since,
        "journal": [line_view(row) for row in journal],
    }


def dealings(case: Case) -> dict[str, Any]:
    """What went to superiors, and what was asked of the Ombudsman."""
    return {
        "escalations": [escalation_of(case, dump(one)) for one in case.escalations],
        "extension_requests": [request_of(case, dump(one)) for one in case.requests],
    }


def clock_of(case: Case) -> str:
    """Whether time runs for the addressee: stopped (closed), paused (submitted), none (no deadline
    at all), not_started (no receipt yet) or running."""
    if case.status in CLOSED:
        return "stopped"
    if case.submitted_at is not None:
        return "paused"
    if case.due_at is None:
        return "not_started" if case.due_kind == "rule" else "none"
    return "running"


def line_view(row: Row[Any]) -> dict[str, Any]:
    """A journal line: plain data, no sentence."""
    line = row.body
    return {
        "position": row.position,
        "at": row.at,
        "recorded_at": row.recorded_at,
        "kind": row.kind,
        "rung": row.rung,
        "round": row.round,
        "level": row.level,
        "to": row.to,
        "already_past": line["already_past"],
        "actor": line["actor"],
        "body": line["body"],
    }


def escalation_of(case: Case, body: dict[str, Any]) -> dict[str, Any]:
    """An escalation of a case, its office by code and name."""
    office = body["office"]
    return {**request_of(case, body), "office": office["code"], "office_name": office["name"]}


def request_of(case: Case, body: dict[str, Any]) -> dict[str, Any]:
    """A request of a case."""
    whose = {"recommendation_id": case.recommendation_id, "code": case.code}
    return {**body, **whose, "unit": case.unit.code}


def queued(row: Row[Any]) -> dict[str, Any]:
    """An escalation or a request as it lies in its queue."""
    whose = {"recommendation_id": row.recommendation_id, "code": row.code, "unit": row.unit}
    office = row.body.get("office")
    held = {"office": office["code"], "office_name": office["name"]} if office else {}
    return {**row.body, **whose, **held}
